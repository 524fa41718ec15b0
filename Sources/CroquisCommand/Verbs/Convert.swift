internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchReports
internal import SketchStreams

struct Convert: AsyncParsableCommand, Verb {
    static let configuration = CommandConfiguration(
        abstract: "Convert sketches between formats.",
        usage: "croquis convert <in> ... -o <out> [<options>]",
        discussion: """
            Whatever the output can't hold is reported at the end.

            EXAMPLES:
              croquis convert cat.ndjson -o cat.bin
              croquis convert raw.ndjson -t quickdraw -o small.ndjson
              croquis convert cat.npz -o cats/ --to svg:precision=2
            """
    )

    static let mainOptions = ["--output", "--to", "--transform", "--from", "--force"]

    @OptionGroup var input: InputOptions
    @OptionGroup(title: "Output options") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Output format, such as svg or svg:precision=2. See 'croquis help formats'.",
            valueName: "format"
        ),
        completion: .list(FormatRegistry.formats.filter(\.canWrite).map(\.name))
    )
    var to: String?

    @OptionGroup(title: "Data set options") var shards: ShardOptions
    @OptionGroup(title: "Data set options") var split: SplitOptions
    @OptionGroup var talk: TalkOptions

    mutating func run() async throws {
        let talk = Talk(talk, verb: "converting", faults: input.faults, force: output.force)
        try await talk.ending { try await convert(talk) }
    }

    private func convert(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        try split.apply(to: &pipeline)
        let format = try FormatRegistry.formats.forOutput(to, path: output.output)
        if shards.shardSize != nil || (format.layout == .manySketches && OutputName.hasFields(output.output)) {
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
