internal import ArgumentParser
internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchStreams
internal import SketchTransforms

struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw sketches: pictures, contact sheets, animations, training arrays.",
        discussion: """
            What is written is told from the output's name, or named with --to. Without a preset, drawings are fitted \
            to 256x256 pixels, black on white.

            EXAMPLES:
              croquis render cat.svg -o cat.png --color stroke
              croquis render cats.ndjson -o cats/ --name '{word}/{id}.png'
              croquis render drawings/ -o sheet.png --sheet 10x6 --size 96
              croquis render cat.svg -o cat.apng --color order --duration 4
              croquis render icons/ -o pictures/ --color source --line source --viewbox page
              croquis render cats.ndjson -o cats.npy --preset google28 --flat
              croquis render train.ndjson -o train.tar --shard-size 10000 --preset thumb

            PRESETS:
            \(presetTable)
            """
    )

    private static var presetTable: String {
        RenderPreset.all.map { "  \($0.name)\n      \($0.summary)" }.joined(separator: "\n")
    }

    @OptionGroup var input: InputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Options of style") var style: StyleOptions
    @OptionGroup(title: "Options of outputs") var pictures: PictureFlags
    @OptionGroup(title: "Options of data sets") var split: SplitOptions
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
        // One more than there is room for tells whether more follow.
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
        /// How files are named, where there is one a sketch.
        var names: FileNamePattern?
        /// Where the files go, if there is one a sketch.
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

    /// How many pictures may wait in memory at once, where they are large.
    func batchSize(for style: RenderStyle) -> Int? {
        let pictureSize = style.width * style.height * style.channels.rawValue
        let count = (1 << 24) / max(1, pictureSize)
        return count < 1024 ? max(1, count) : nil
    }
}

private struct FieldsOfSheet: FaultReason {
    var message: String { "a contact sheet is of all sketches, and its name has no fields" }
    var kind: FaultKind { .wrongUsage }
}
