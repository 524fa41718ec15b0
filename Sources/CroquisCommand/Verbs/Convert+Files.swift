internal import ArgumentParser
internal import SketchModel
internal import SketchReports
internal import SketchStreams

extension Convert {
    /// Writes many files of many sketches: one per name that the output's fields give, in shards, or both.
    func convertToFiles(
        _ pipeline: SketchPipeline,
        _ format: any SketchFormat,
        _ talk: Talk
    ) async throws -> PipelineReport {
        Interruption.removeUnfinishedFiles()
        let path = output.output
        try output.refuseName()
        let name =
            OutputName.hasFields(path) ? try output.outputName(fileExtension: format.fileExtensions[0]) : nil
        let saysParts = name?.pattern.hasSplit == true || format.holdsSplits(path: path)
        try split.check(output: path, saysParts: saysParts)
        if let reason = shardFault(format) { throw Fault(source: "--shard-size", reason: reason) }

        let limit = shards.shardSize?.limit
        let (makeEncoder, compression) = try SketchFiles.encoding(format, name: path, limit: limit)
        let makeConsumer = { @Sendable in EncodingConsumer(encoder: makeEncoder(), names: nil, compression: compression)
        }
        let directory = try name.map { name throws(Fault) in
            try OutputDirectory(path: name.folder.isEmpty ? "." : name.folder, force: output.force)
        }
        var files = SketchFiles(in: directory, format: format, limit: limit, force: output.force)
        var losses = LossReport()
        let report: PipelineReport
        if let pattern = name?.pattern {
            var pipeline = pipeline
            pipeline.transforms += OutputGrouping.steps(by: pattern)
            report = try await pipeline.run(
                needsIndex: true,
                events: talk.events,
                makeConsumer: { GroupedConsumer(pattern, makeBase: makeConsumer) },
                collect: { pieces in
                    for piece in pieces {
                        try files.write(piece.output.chunk, to: piece.name)
                        losses.merge(piece.output.losses)
                    }
                }
            )
        } else {
            report = try await pipeline.run(
                events: talk.events,
                makeConsumer: makeConsumer,
                collect: { piece in
                    try files.write(piece.chunk, to: path)
                    losses.merge(piece.losses)
                }
            )
        }
        let notes = try files.finish()
        losses.merge(files.losses)
        losses.merge(report.losses)
        talk.conclude(
            ConversionSummary(report: report, losses: losses, notes: notes, output: path, format: format.name)
        )
        return report
    }

    private func shardFault(_ format: any SketchFormat) -> (any FaultReason)? {
        guard shards.shardSize != nil else { return nil }
        if format.layout == .oneSketch { return ShardError.oneSketch(format.name) }
        if output.output == "-" { return ShardError.standardOutput }
        return PathText.endsInSlash(output.output) ? ShardError.directory : nil
    }
}

/// How an output is cut into shards.
struct ShardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Cut into shards of that many sketches or bytes (256MB).", valueName: "size")
    )
    var shardSize: ShardSize?
}

/// `10000` or `256MB`.
struct ShardSize: ExpressibleByArgument {
    let limit: ShardLimit

    init?(argument: String) {
        guard let limit = ShardLimit(argument) else { return nil }
        self.limit = limit
    }
}

private enum ShardError: FaultReason {
    case oneSketch(String)
    case standardOutput
    case directory

    var message: String {
        switch self {
        case .oneSketch(let format): "cuts files of many sketches, but \(format) holds one per file"
        case .standardOutput: "standard output can't be cut into shards"
        case .directory: "needs a file name to derive the names of the shards from"
        }
    }

    var advice: String? { if case .oneSketch = self { nil } else { "give one, such as -o train.ndjson" } }
    var kind: FaultKind { .wrongUsage }
}
