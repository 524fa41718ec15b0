internal import ArgumentParser
internal import FormatRegistry
internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchStreams

struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw sketches: pictures, contact sheets, training arrays, animations.",
        discussion: """
            What is written is told from the output's name, or named with --to. Without a preset, drawings are fitted \
            to 256x256 pixels, black on white.

            EXAMPLES:
              croquis render cat.svg -o cat.png --color stroke
              croquis render cats.ndjson -o cats/ --name '{word}/{id}.png'
              croquis render cats.ndjson -o cats.npy --preset google28

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
    @OptionGroup(title: "Options of formats, reading") var reading: ReadingFlags
    @OptionGroup var talk: TalkOptions

    mutating func run() async throws {
        let talk = Talk(talk, verb: "drawing")
        try await talk.ending { try await render(talk) }
    }

    private func render(_ talk: Talk) async throws -> PipelineReport {
        let style = style.style
        var options = reading.given
        // Curves are to be smooth in large pictures too.
        if reading.tolerance == nil, max(style.width, style.height) > 256 {
            options.append(("tolerance", "1/\(4 * max(style.width, style.height))"))
        }
        let formats = FormatChoice(formats: try FormatRegistry.formats(options: options))
        let pipeline = try input.pipeline(formats)
        let (target, names) = try output.open(layout: .oneSketch, fileExtension: "png")
        let encoder = try PNGPictures(style)
        var writer: any PictureWriter = PictureFiles(target, kind: "png") { encoder }
        let makeEncoder = writer.makeEncoder
        let report = try await pipeline.run(
            needsIndex: names != nil,
            events: talk.events,
            makeConsumer: { PictureConsumer(encoder: makeEncoder(), names: names) },
            collect: { try writer.write($0) }
        )
        talk.conclude(
            ConversionSummary(
                report: report,
                losses: report.losses,
                notes: try writer.finish(),
                output: output.output,
                format: "png"
            )
        )
        return report
    }
}
