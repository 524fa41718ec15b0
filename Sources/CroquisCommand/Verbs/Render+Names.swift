internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchReports
internal import SketchStreams

extension Render {
    /// Writes arrays or shards for each name that the output's fields give.
    func renderToNames(
        _ pipeline: SketchPipeline,
        _ kind: PictureKind,
        _ style: RenderStyle,
        _ options: PictureOptions,
        _ talk: Talk
    ) async throws -> PipelineReport {
        Interruption.removeUnfinishedFiles()
        let path = output.output
        try output.refuseName()
        _ = try pictures.timing(kind)
        let name = try output.outputName(fileExtension: kind == .idx ? "" : kind.rawValue)
        try split.check(output: path, saysParts: name.pattern.hasSplit)
        var outputs: NamedPictures
        do {
            outputs = try NamedPictures(
                name,
                kind: kind,
                style: style,
                options: options,
                force: output.force
            )
        } catch {
            throw error.source.isEmpty ? Fault(source: path, reason: error.reason) : error
        }
        var pipeline = pipeline
        pipeline.transforms += outputs.steps
        let (makeEncoder, compression) = (outputs.makeEncoder, outputs.compression)
        let report = try await pipeline.run(
            needsIndex: true,
            batchSize: batchSize(for: style),
            events: talk.events,
            makeConsumer: {
                GroupedConsumer(name.pattern) {
                    EncodingConsumer(
                        encoder: makeEncoder(),
                        names: nil,
                        compression: compression,
                        keepsLabels: true
                    )
                }
            },
            collect: { pieces in
                for piece in pieces { try outputs.write(piece.output.chunk, to: piece.name) }
            }
        )
        talk.conclude(
            ConversionSummary(
                report: report,
                losses: report.losses,
                notes: try outputs.finish(),
                output: path,
                format: kind.rawValue
            )
        )
        return report
    }
}
