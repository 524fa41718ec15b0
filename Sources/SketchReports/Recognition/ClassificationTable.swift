package import SketchModel
internal import SketchPictures
package import SketchRecognition

/// The output of `classify` as text: the sketch's position and label, followed by the likeliest labels with bars; a
/// single line if only one label is requested. Positions are cut to the width of a window; in a file or a pipe they are
/// complete.
package struct ClassificationTable: Sendable {
    private let labels: [String]
    private let top: Int
    private let window: Int
    private let cutsPlaces: Bool
    private let nameWidth: Int
    /// The extensions of formats with one sketch per file, whose line numbers mean nothing.
    private let oneSketchExtensions: Set<String>

    private static let widestBar = 40
    private static let narrowestBar = 6
    /// `100.0 %` preceded by two spaces.
    private static let percentWidth = 9

    /// - Parameter window: its columns, or `nil` if there is none.
    package init(labels: [String], top: Int, window: Int?, oneSketchExtensions: Set<String>) {
        let columns = window ?? 80
        self.labels = labels
        self.top = top
        self.window = columns
        cutsPlaces = window != nil
        self.oneSketchExtensions = oneSketchExtensions
        let longest = labels.lazy.map(\.count).max() ?? 0
        nameWidth = max(4, min(24, longest, columns - 2 - Self.percentWidth))
    }

    /// The lines for one sketch, each with its line feed.
    package func lines(_ metadata: SketchMetadata, _ source: SketchSource, _ answer: Classification) -> String {
        var heading = source.place(oneSketchExtensions: oneSketchExtensions)
        if let label = metadata.label { heading += " (\(label))" }
        let best = answer.best(top)
        if top > 1 || answer.isEmpty {
            let empty = answer.isEmpty ? ": no points" : ""
            let room = cutsPlaces ? max(1, window - empty.count) : .max
            let title = TerminalText.fittingEnd(heading, columns: room).text + empty
            let rows = best.map { row("  ", $0, columns: window - 2) }
            return ([title] + rows + remarks(answer)).joined(separator: "\n") + "\n"
        }
        let headingWidth = max(8, min(32, (window - nameWidth - Self.percentWidth - 2) * 2 / 3))
        let columns = window - headingWidth - 2
        let (shown, used) = TerminalText.fittingEnd(heading, columns: cutsPlaces ? headingWidth : .max)
        let margin = shown + String(repeating: " ", count: max(0, headingWidth - used) + 2)
        return best.map { row(margin, $0, columns: columns, isSure: answer.isConfident) + "\n" }.joined()
    }

    /// A warning if the answer isn't reliable, and the answers of the views if they differ.
    private func remarks(_ answer: Classification) -> [String] {
        guard !answer.isEmpty else { return [] }
        var text = answer.isConfident ? "" : "not sure"
        if let (strokes, raster) = answer.disagreement {
            func named(_ prediction: Classification.Prediction) -> String {
                "\(labels[prediction.label]) (\(Counting.percent(prediction.probability)))"
            }
            text += (text.isEmpty ? "" : ": ") + "the strokes say \(named(strokes)), the picture \(named(raster))"
        }
        return text.isEmpty ? [] : [Paragraph(text, indent: 2, width: max(20, window)).description]
    }

    private func row(
        _ margin: String,
        _ prediction: Classification.Prediction,
        columns: Int,
        isSure: Bool = true
    ) -> String {
        let percent = Counting.percent(prediction.probability).indented(to: Self.percentWidth)
        var line = margin + padded(labels[prediction.label], nameWidth) + percent
        guard isSure else { return line + "  not sure" }
        let room = min(Self.widestBar, columns - nameWidth - Self.percentWidth - 2)
        let bar = Bar(prediction.probability, columns: room).description
        if room >= Self.narrowestBar, !bar.isEmpty { line += "  " + bar }
        return line
    }

    private func padded(_ text: String, _ columns: Int) -> String {
        let (shown, used) = TerminalText.fitting(text, columns: columns)
        return shown + String(repeating: " ", count: columns - used)
    }
}
