internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchReports
internal import SketchStreams

struct Convert: Verb {
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

    static let activity = "converting"
    static let mainOptions = ["--output", "--to", "--transform", "--from", "--force"]

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "Output options") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Output format, such as svg or svg:precision=2. See 'croquis help formats'.",
            valueName: "format"
        ),
        completion: .list(FormatRegistry.formats.filter(\.canWrite).map(\.name))
    )
    var to: String?

    @OptionGroup(title: "Data set options") var dataSet: DataSetOptions
    @OptionGroup(title: "Data set options") var split: SplitOptions
    @OptionGroup var talk: TalkOptions

    var force: Bool { output.force }

    func run(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        try split.apply(to: &pipeline)
        let format = try format(labels: &pipeline.labels)
        let hasFields = format.layout == .manySketches && OutputName.hasFields(output.output)
        let writer = dataSet.shardSize != nil || hasFields ? try openFiles(format) : try open(format)
        let report = try await pipeline.run(into: writer, events: talk.events)
        talk.conclude(ConversionSummary(report, output: output.output, format: format.name))
        return report
    }

    /// The formats whose files number their classes.
    static var numberingFormats: [String] {
        FormatRegistry.formats.filter { $0 is any ClassNumbering }.map(\.name)
    }

    /// The format of the output, and the labels that its classes make known.
    private func format(labels: inout LabelPolicy) throws(Fault) -> any SketchFormat {
        let format = try FormatRegistry.formats.forOutput(to, path: output.output)
        guard let classes = dataSet.classes else { return format }
        guard let format = format as? any ClassNumbering else {
            throw Fault(source: "--classes", reason: FormatWithoutClasses(format: format.name))
        }
        let order = try ClassOrder(parsing: classes)
        if let list = order.list { labels.known.formUnion(list.names) }
        return format.numbering(by: order)
    }

    private func open(_ format: any SketchFormat) throws(Fault) -> any SketchWriter {
        let target = try output.open(
            layout: format.layout,
            fileExtension: format.fileExtensions[0],
            isSplit: split.split != nil
        )
        let saysParts = target.directory?.fileNames?.hasSplit ?? format.holdsSplits(path: output.output)
        try split.check(output: output.output, saysParts: saysParts)
        return try format.makeWriter(target)
    }

    /// Opens many files of many sketches: one per name that the output's fields give, in shards, or both.
    private func openFiles(_ format: any SketchFormat) throws(Fault) -> any SketchWriter {
        Interruption.removeUnfinishedFiles()
        let path = output.output
        try output.refuseName()
        let name = OutputName.hasFields(path) ? try output.outputName(fileExtension: format.fileExtensions[0]) : nil
        let saysParts = name?.pattern.hasSplit == true || format.holdsSplits(path: path)
        try split.check(output: path, saysParts: saysParts)
        if let reason = shardFault(format) { throw Fault(source: "--shard-size", reason: reason) }
        return try SketchFiles(path, name: name, format: format, limit: dataSet.shardSize?.limit, force: output.force)
    }

    private func shardFault(_ format: any SketchFormat) -> (any FaultReason)? {
        guard dataSet.shardSize != nil else { return nil }
        if format.layout == .oneSketch { return ShardError.oneSketch(format.name) }
        if output.output == "-" { return ShardError.standardOutput }
        return PathText.endsInSlash(output.output) ? ShardError.directory : nil
    }
}

private struct FormatWithoutClasses: FaultReason {
    let format: String
    var message: String { "\(format) has no numbers of classes" }
    var advice: String? { "give it with \(Convert.numberingFormats.joined(separator: ", "))" }
    var kind: FaultKind { .wrongUsage }
}

/// How a data set is cut into shards, and its classes are numbered.
struct DataSetOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Cut into shards of that many sketches or bytes (256MB).", valueName: "size")
    )
    var shardSize: ShardSize?

    @Option(
        help: ArgumentHelp(
            "Number classes by quickdraw, sketchxai, alphabetical, or a file of labels. See 'croquis help naming'.",
            valueName: "order"
        ),
        completion: .file()
    )
    var classes: String?
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
