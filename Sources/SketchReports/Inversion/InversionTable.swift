package import SketchModel
internal import SketchPictures
package import StrokeInversion

/// Inverted sketches as text, one line per sketch. Names are cut to the width of a window; in a file or a pipe they are
/// complete.
package struct InversionTable {
    private let mode: InversionRequest.Mode
    private let place: (SketchSource) -> String
    private let nameWidth: Int
    private let labelWidth: Int
    private let cuts: Bool

    private static let narrowest = 60
    /// The widths of the columns of numbers, including the space before each.
    private static let numberWidths = [10, 6, 10]

    /// - Parameters:
    /// - window: its columns, or `nil` if there is none.
    ///   - place: a sketch's position in the input, as it is shown.
    package init(_ mode: InversionRequest.Mode, window: Int?, place: @escaping (SketchSource) -> String) {
        self.mode = mode
        self.place = place
        cuts = window != nil
        let room = max(Self.narrowest, min(100, window ?? 80)) - Self.numberWidths.reduce(0, +) - 1
        labelWidth = room / 2
        nameWidth = room - labelWidth
    }

    /// The line above the columns.
    package var heading: String {
        line("sketch", mode == .recover ? "label" : "label → target", ["seen %", "step", "away %"])
    }

    package func row(_ item: InversionItem) -> String {
        let inverted = item.inverted
        let (trace, last) = (inverted.trace, inverted.trace.result)
        let away = (inverted.meanDistance(at: 0), inverted.meanDistance(at: last))
        return line(
            TerminalText.fittingEnd(place(item.source), columns: cuts ? nameWidth : .max).text,
            label(of: inverted),
            [
                "\(percent(trace.targetProbabilities[0])) → \(percent(trace.targetProbabilities[last]))",
                trace.firstSuccess.map { "\($0)" } ?? "never",
                "\(away.0.map(percent) ?? "-") → \(away.1.map(percent) ?? "-")",
            ]
        )
    }

    /// The label and, for transfer, the target; cut so that part of both is visible.
    private func label(of inverted: InvertedSketch) -> String {
        let room = cuts ? labelWidth : Int.max
        guard mode == .transfer else { return TerminalText.fitting(inverted.label, columns: room).text }
        let target = TerminalText.fitting(inverted.target, columns: .max).columns
        let arrow = " → "
        let half = (room - arrow.count) / 2
        let label = TerminalText.fitting(inverted.label, columns: max(half, room - arrow.count - target))
        return label.text + arrow
            + TerminalText.fitting(inverted.target, columns: room - arrow.count - label.columns).text
    }

    private func line(_ name: String, _ label: String, _ numbers: [String]) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            let columns = TerminalText.fitting(text, columns: .max).columns
            return text + String(repeating: " ", count: max(0, width - columns))
        }
        let cells = zip(numbers, Self.numberWidths).map { text, width in
            String(repeating: " ", count: max(1, width - text.count)) + text
        }
        return padded(name, nameWidth) + " " + padded(label, labelWidth) + cells.joined() + "\n"
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }
}
