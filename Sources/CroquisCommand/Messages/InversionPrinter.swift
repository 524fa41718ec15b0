internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import StrokeInversion
internal import TextNotation

/// What `invert` prints while it goes on, and at its end.
struct InversionPrinter {
    private let talk: Talk
    private let record: InversionRecord
    private let table: InversionTable
    private var hasHeading = false
    private let start = ContinuousClock.now
    private(set) var summary: InversionSummary
    /// A sketch's place as it is shown.
    let place: @Sendable (SketchSource) -> String

    init(_ talk: Talk, _ mode: InversionRequest.Mode, output: String, formats: FormatChoice) {
        self.talk = talk
        record = InversionRecord(mode: mode)
        summary = InversionSummary(mode, output: output)
        let window = TerminalWindow(columns: nil)
        let extensions = formats.oneSketchExtensions
        place = { $0.place(oneSketchExtensions: extensions) }
        table = InversionTable(mode, window: window.isKnown ? window.columns : nil, place: place)
    }

    /// Counts what has no row, and warns of what is not as one would expect.
    mutating func count(_ output: InvertingConsumer<InversionItem>.Output) {
        for fault in output.rows.lazy.compactMap(\.documentFault) {
            let text = "start and result are written anew, since the file cannot be kept: \(fault.reason.message)"
            talk.say(Warning(position: fault.position, text: text), source: fault.source)
        }
        summary.withoutPoints += output.withoutPoints
        summary.alreadyTarget += output.alreadyTarget
        summary.withExcessStrokes += output.withExcessStrokes
        for item in output.rows where item.inverted.strokes.count == 1 {
            talk.say(Warning(position: item.source.position, text: Self.oneStroke), source: item.source.name)
        }
    }

    private static let oneStroke = "a sketch of one stroke has no arrangement; its place alone is moved"

    mutating func print(_ written: [InversionFolder.Written]) {
        for (item, folder) in written {
            summary.add(item)
            if talk.options.json {
                talk.result(lines: record.line(item, folder: folder))
            } else {
                if !hasHeading { talk.result(lines: table.heading) }
                hasHeading = true
                talk.result(lines: table.row(item))
            }
        }
        let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
        talk.show(
            "inverting: \(Counting.sketches(summary.count)), \(Counting.rounded(Double(summary.count) / seconds, digits: 1))/s"
        )
    }

    mutating func conclude(_ report: PipelineReport, losses: LossReport, notes: [String]) {
        summary.losses = losses
        summary.notes = notes
        talk.say(summary.json(report), or: summary.lines(report))
    }
}
