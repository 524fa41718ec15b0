internal import ArgumentParser
internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchReports
internal import SketchStreams
internal import SketchTransforms

struct Render: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Draw pictures, contact sheets, animations, data sets.",
        usage: "croquis render <in> ... -o <out> [<options>]",
        discussion: """
            The output's name says what is written; --to overrides it. Without a preset, drawings are fitted to 256x256 \
            pixels, black on white.

            EXAMPLES:
              croquis render cat.svg -o cat.png --color stroke
              croquis render cats.ndjson -o cats/ --name '{word}/{id}'
              croquis render drawings/ -o sheet.png --sheet 10x6
              croquis render cat.svg -o cat.apng --color order
              croquis render cats.ndjson -o cats.npz --preset google28
              croquis render train.ndjson -o train.tar --shard-size 10000

            PRESETS:
            \(presetTable)
            """
    )

    private static var presetTable: String {
        RenderPreset.all.map { "  \($0.name)\n      \($0.summary)" }.joined(separator: "\n")
    }

    static let activity = "drawing"
    static let mainOptions = ["--output", "--preset", "--size", "--transform", "--force"]

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "Output options") var output: OutputOptions
    @OptionGroup(title: "Output options") var pictures: PictureFlags
    @OptionGroup(title: "Style options") var style: StyleOptions
    @OptionGroup(title: "Data set options") var split: SplitOptions
    @OptionGroup var talk: TalkOptions

    var force: Bool { output.force }

    func run(_ talk: Talk) async throws -> PipelineReport {
        let style = style.style
        var pipeline = try input.pipeline()
        // Sides that no picture can have are refused later.
        let longerSide = min(max(style.width, style.height), Raster.maximumSide)
        pipeline.formats = pipeline.formats.adapted(toPictureSide: longerSide)
        try split.apply(to: &pipeline)
        let options = try pictures.options()
        if let list = options.classes.list { pipeline.labels.known.formUnion(list.names) }
        let kind = try pictures.kind(ofPath: output.output)
        let (writer, limit) = try open(kind, style, options)
        // One more than fits tells whether more follow.
        if let limit { pipeline.transforms.append(.take(limit + 1)) }
        var report = try await pipeline.run(into: writer, batchSize: batchSize(for: style), events: talk.events)
        if let limit { report.kept = min(report.kept, limit) }
        talk.conclude(ConversionSummary(report, output: output.output, format: kind.rawValue))
        return report
    }

    /// - Returns: also how many sketches it takes, if there is a limit.
    private func open(
        _ kind: PictureKind,
        _ style: RenderStyle,
        _ options: PictureOptions
    ) throws -> (any SketchWriter, limit: Int?) {
        Interruption.removeUnfinishedFiles()
        do {
            try options.check(kind)
            let timing = try pictures.timing(kind)
            if pictures.sheet != nil || kind.isTrainingData { try output.refuseName() }
            if kind.isTrainingData, let arrays = try openArrays(kind, style, options) { return (arrays, nil) }
            // What cannot be drawn is refused before anything is made.
            let encoder = try encoder(of: kind, style, timing)
            let cells = try pictures.sheet.map { size throws(RasterError) in
                try ContactSheet(
                    columns: size.columns,
                    rows: size.rows,
                    style: style,
                    hasCaptions: !pictures.noCaptions
                )
            }
            if cells != nil, OutputName.hasFields(output.output) { throw FieldsOfSheet() }
            let target = try output.open(
                layout: .oneSketch,
                fileExtension: kind.rawValue,
                isSplit: split.split != nil
            )
            let saysParts = cells == nil && target.directory?.fileNames?.hasSplit == true
            try split.check(output: output.output, saysParts: saysParts)
            guard let cells else {
                return (try StreamingWriter(target, format: kind.rawValue, layout: .oneSketch) { encoder }, nil)
            }
            let sheets = try SheetPictures(target, sheet: cells, style: style, level: pictures.pngLevel)
            return (sheets, target.directory == nil ? cells.capacity : nil)
        } catch let reason as any FaultReason {
            throw Fault(source: output.output, reason: reason)
        }
    }

    /// Opens arrays or shards: one output, or one for each name that the output's fields give.
    private func openArrays(
        _ kind: PictureKind,
        _ style: RenderStyle,
        _ options: PictureOptions
    ) throws(Fault) -> (any SketchWriter)? {
        let (path, force) = (output.output, output.force)
        guard OutputName.hasFields(path) else {
            try split.check(output: path, saysParts: false)
            return try ArrayPictures.writer(path: path, kind: kind, style: style, options: options, force: force)
        }
        let name = try output.outputName(fileExtension: kind == .idx ? "" : kind.rawValue)
        try split.check(output: path, saysParts: name.pattern.hasSplit)
        return try NamedPictures(path, name: name, kind: kind, style: style, options: options, force: force)
    }

    /// Makes files of one picture.
    private func encoder(
        of kind: PictureKind,
        _ style: RenderStyle,
        _ timing: AnimationTiming
    ) throws(RasterError) -> any SketchEncoder & Sendable {
        switch kind {
        case .apng: try APNGAnimation(style, timing: timing)
        case .svg: try SVGPictures(style, timing: pictures.still ? nil : timing)
        default: try PNGPictures(style, level: pictures.pngLevel)
        }
    }

    /// How many pictures may wait in memory at once, if they are large.
    private func batchSize(for style: RenderStyle) -> Int? {
        let pictureSize = style.width * style.height * style.channels.rawValue
        let count = (1 << 24) / max(1, pictureSize)
        return count < 1024 ? max(1, count) : nil
    }
}

private struct FieldsOfSheet: FaultReason {
    var message: String { "a contact sheet shows all sketches, so its name can't have fields" }
    var kind: FaultKind { .wrongUsage }
}
