internal import ArgumentParser
internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchReports
internal import SketchStreams
internal import SketchTransforms

struct Render: AsyncParsableCommand, Verb {
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

    static let mainOptions = ["--output", "--preset", "--size", "--transform", "--force"]

    @OptionGroup var input: InputOptions
    @OptionGroup(title: "Output options") var output: OutputOptions
    @OptionGroup(title: "Output options") var pictures: PictureFlags
    @OptionGroup(title: "Style options") var style: StyleOptions
    @OptionGroup(title: "Data set options") var split: SplitOptions
    @OptionGroup var talk: TalkOptions

    mutating func run() async throws {
        let talk = Talk(talk, verb: "drawing", faults: input.faults, force: output.force)
        try await talk.ending { try await render(talk) }
    }

    private func render(_ talk: Talk) async throws -> PipelineReport {
        let style = style.style
        var pipeline = try input.pipeline()
        // Sides that no picture can have are refused later.
        let longerSide = min(max(style.width, style.height), Raster.maximumSide)
        pipeline.formats = pipeline.formats.adapted(toPictureSide: longerSide)
        try split.apply(to: &pipeline)
        let options = try pictures.options()
        if let names = options.classes.names { pipeline.labels.known.formUnion(names) }
        let kind = try pictures.kind(ofPath: output.output)
        if kind.isTrainingData, OutputName.hasFields(output.output) {
            return try await renderToNames(pipeline, kind, style, options, talk)
        }
        let opened = try open(kind, style, options)
        // One more than fits tells whether more follow.
        if let limit = opened.limit { pipeline.transforms.append(.take(limit + 1)) }
        var writer = opened.writer
        pipeline.transforms += writer.steps
        let (makeEncoder, names) = (writer.makeEncoder, opened.names)
        let (compression, keepsLabels) = (writer.compression, writer.keepsLabels)
        if pipeline.policy == .skip { opened.target?.skipClashes(talk.events.fault) }
        var report = try await pipeline.run(
            needsIndex: names != nil || writer.needsIndex,
            batchSize: batchSize(for: style),
            events: talk.events,
            makeConsumer: {
                EncodingConsumer(
                    encoder: makeEncoder(),
                    names: names,
                    compression: compression,
                    keepsLabels: keepsLabels
                )
            },
            collect: { try writer.write($0.chunk) }
        )
        report.refuse(opened.target?.clashes ?? 0)
        if let limit = opened.limit { report.kept = min(report.kept, limit) }
        talk.conclude(
            ConversionSummary(
                report: report,
                losses: report.losses,
                notes: try writer.finish(),
                output: output.output,
                format: kind.rawValue
            )
        )
        return report
    }

    private struct OpenedOutput {
        var writer: any SketchWriter
        /// How files are named, if there is one per sketch.
        var names: FileNamePattern?
        /// Where the files go, if there is one per sketch.
        var target: SketchOutput?
        /// How many sketches it takes.
        var limit: Int?
    }

    private func open(
        _ kind: PictureKind,
        _ style: RenderStyle,
        _ options: PictureOptions
    ) throws -> OpenedOutput {
        Interruption.removeUnfinishedFiles()
        do {
            try options.check(kind)
            let timing = try pictures.timing(kind)
            if pictures.sheet != nil || kind.isTrainingData { try output.refuseName() }
            if kind.isTrainingData { try split.check(output: output.output, saysParts: false) }
            let arrays = try ArrayPictures.writer(
                path: output.output,
                kind: kind,
                style: style,
                options: options,
                force: output.force
            )
            if let arrays { return OpenedOutput(writer: arrays) }
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
            let (target, names) = try output.open(
                layout: .oneSketch,
                fileExtension: kind.rawValue,
                isSplit: split.split != nil
            )
            try split.check(output: output.output, saysParts: cells == nil && names?.hasSplit == true)
            guard let cells else {
                let files = try StreamingWriter(target, format: kind.rawValue, layout: .oneSketch) { encoder }
                return OpenedOutput(writer: files, names: names, target: target)
            }
            return OpenedOutput(
                writer: try SheetPictures(target, sheet: cells, style: style, level: pictures.pngLevel),
                limit: names == nil ? cells.capacity : nil
            )
        } catch let reason as any FaultReason {
            throw Fault(source: output.output, reason: reason)
        }
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
    func batchSize(for style: RenderStyle) -> Int? {
        let pictureSize = style.width * style.height * style.channels.rawValue
        let count = (1 << 24) / max(1, pictureSize)
        return count < 1024 ? max(1, count) : nil
    }
}

private struct FieldsOfSheet: FaultReason {
    var message: String { "a contact sheet shows all sketches, so its name can't have fields" }
    var kind: FaultKind { .wrongUsage }
}
