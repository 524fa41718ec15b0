internal import ArgumentParser
internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchReports
internal import SketchStreams
internal import SketchTransforms

struct Show: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show sketches in the terminal.",
        usage: "croquis show <in> ... [<options>]",
        discussion: """
            Draws with Braille characters, each stroke in its own colour if the terminal has colours. Below a sketch are \
            its position in the input, from 0, and its label. A single sketch fills the window.

            EXAMPLES:
              croquis show cat.ndjson
              croquis show drawing.svg
              croquis show *.ndjson.gz -t shuffle --count 40
              croquis show cat.ndjson --color always | less -R
            """
    )

    static let activity = "reading"
    static let mainOptions = ["--count", "--size", "--transform", "--color", "--from"]

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(
        help: ArgumentHelp(
            "Size of a sketch in characters, such as 24x12 (default: fills the window's width).",
            valueName: "size"
        )
    )
    var size: CellSize?

    @Option(help: ArgumentHelp("Number of sketches to show (default: fills the window).", valueName: "n"))
    var count: Int?

    @Option(help: ArgumentHelp("When to use colours; auto respects NO_COLOR.", valueName: "when"))
    var color: ColourChoice = .auto

    @Option(help: ArgumentHelp("Colour scale of the strokes (default: rainbow).", valueName: "name"))
    var palette: CaseName<Palette>?

    @Option(
        help: ArgumentHelp(
            "Width of the output (default: COLUMNS, or the window's width, or 80).",
            valueName: "columns"
        )
    )
    var width: Int?

    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if let count, !(1...Int(Int32.max)).contains(count) { throw ValidationError("--count must be at least 1") }
        if let width, !TerminalWindow.columns.contains(width) {
            let (least, most) = (TerminalWindow.columns.lowerBound, TerminalWindow.columns.upperBound)
            throw ValidationError("--width must be from \(least) to \(most)")
        }
    }

    func run(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let window = TerminalWindow(columns: width)
        let single = TerminalLayout.single(windowColumns: window.columns, windowRows: window.rows ?? 33)
        let layout =
            if let size {
                TerminalLayout(columns: size.columns, rows: size.rows, windowColumns: window.columns)
            } else if count == 1 {
                single
            } else {
                TerminalLayout.overview(windowColumns: window.columns)
            }
        let limit = count ?? window.rows.map { layout.count(windowRows: $0) } ?? max(layout.perRow, 12)
        // One more than is shown tells whether more follow.
        pipeline.transforms.append(.take(limit + 1))

        let (style, enlarged) = (style(layout), style(single))
        var sheet = TerminalSheet(layout, limit: limit, enlarged: size == nil ? enlarged : nil)
        let report: PipelineReport
        do {
            // A fault ends the run behind the sketches before it, which are shown.
            defer { talk.result(lines: sheet.finish()) }
            report = try await pipeline.run(
                events: talk.events,
                makeConsumer: { TerminalConsumer(style) },
                collect: { talk.result(lines: sheet.add($0)) }
            )
        }
        if !talk.options.quiet, !talk.options.json {
            if sheet.count == 0 { talk.say("no sketches") }
            if sheet.hasMore { talk.say("more follow; --count shows more than \(Counting.grouped(sheet.count))") }
        }
        return report
    }

    private func style(_ layout: TerminalLayout) -> TerminalCell.Style {
        var style = TerminalCell.Style(columns: layout.columns, rows: layout.rows)
        if let palette { style.palette = palette.value }
        style.colours =
            switch color {
            case .auto: TerminalColours(isTerminal: StandardStream.output.isTerminal, variable: TerminalWindow.variable)
            case .always: .known(variable: TerminalWindow.variable)
            case .never: .none
            }
        return style
    }
}

/// When to use colours.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

/// `24x12`, in characters, up to 400x200.
struct CellSize: ExpressibleByArgument {
    let columns: Int
    let rows: Int

    init?(argument: String) {
        let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1], (1...400).contains(columns),
            (1...200).contains(rows)
        else { return nil }
        (self.columns, self.rows) = (columns, rows)
    }
}
