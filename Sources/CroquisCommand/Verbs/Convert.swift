internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Convert sketches between formats.",
        discussion: """
            The output's format is told from its name, or named with --to. Nothing is replaced without --force, and \
            nothing is under its name before it is whole. What the output cannot hold is listed at the end.

            EXAMPLES:
              croquis convert cat.ndjson -o cat.bin
              croquis convert raw.ndjson -t quickdraw -o simplified.ndjson
              croquis convert *.ndjson.gz -t sample:70000 -o all.npz
              croquis convert cat.npz --from stroke-3:member=test -o cats/ --to svg:precision=2
              zcat cat.ndjson.gz | croquis convert -o - --to svg -t take:1

            TRANSFORMS:
            \(transformTable)
            """
    )

    private static var transformTable: String {
        TransformCatalogue.entries.map { "  \($0.form)\n      \($0.summary)" }.joined(separator: "\n")
    }

    @OptionGroup var input: InputOptions

    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "The output's format, and options for writing it: svg:precision=2. The default is told from its name. 'croquis formats NAME' lists the options.",
            valueName: "format[:option=value,...]"
        ),
        completion: .list(FormatRegistry.formats.filter(\.canWrite).map(\.name))
    )
    var to: String?

    @Option(
        help: ArgumentHelp(
            "Cut the output into shards of so many sketches, or of so many bytes before compression: NAME-00000-of-00012.ndjson and on.",
            valueName: "n|bytes"
        )
    )
    var shardSize: ShardSize?

    @OptionGroup(title: "Options of data sets") var split: SplitOptions
    @OptionGroup var talk: TalkOptions

    mutating func run() async throws {
        let talk = Talk(talk, verb: "converting", faults: input.faults, force: output.force)
        try await talk.ending { try await convert(talk) }
    }

    private func convert(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        try split.apply(to: &pipeline)
        let format = try FormatRegistry.formats.forOutput(to, path: output.output)
        if shardSize != nil || (format.layout == .manySketches && OutputName.hasFields(output.output)) {
            return try await convertToFiles(pipeline, format, talk)
        }
        let (target, names) = try output.open(
            layout: format.layout,
            fileExtension: format.fileExtensions[0],
            isSplit: split.split != nil
        )
        let saysParts = names?.hasSplit ?? format.holdsSplits(path: output.output)
        try split.check(output: output.output, saysParts: saysParts)
        var writer = try format.makeWriter(target)
        let makeEncoder = writer.makeEncoder
        let compression = writer.compression
        var losses = LossReport()
        if pipeline.policy == .skip { target.skipClashes(talk.events.fault) }
        var report = try await pipeline.run(
            needsIndex: names != nil,
            events: talk.events,
            makeConsumer: {
                EncodingConsumer(encoder: makeEncoder(), names: names, compression: compression)
            },
            collect: { output in
                try writer.write(output.chunk)
                losses.merge(output.losses)
            }
        )
        report.refuse(target.clashes)
        let notes = try writer.finish()
        losses.merge(writer.losses)
        losses.merge(report.losses)
        let summary = ConversionSummary(
            report: report,
            losses: losses,
            notes: notes,
            output: output.output,
            format: format.name
        )
        talk.conclude(summary)
        return report
    }
}
