internal import InversionEvaluation
internal import TextNotation

/// The measures for one mode, one row each, with a column per layout.
struct InversionEvaluationTable {
    private let evaluation: InversionEvaluation
    private let mode: InversionEvaluation.Mode
    private let layouts: [InversionEvaluation.Layout]

    private static let nameWidth = 20
    private static let cellWidth = 16

    init(_ evaluation: InversionEvaluation, _ mode: InversionEvaluation.Mode) {
        (self.evaluation, self.mode) = (evaluation, mode)
        layouts = InversionEvaluation.Layout.allCases.filter { layout in
            InversionMeasure.allCases.contains { evaluation.cell(mode, layout, $0) != nil }
        }
    }

    var lines: [String] {
        let rule = ([Self.nameWidth + 1] + layouts.map { _ in Self.cellWidth + 1 }).enumerated().map { column, width in
            column == 0 ? String(repeating: "-", count: width + 1) : String(repeating: "-", count: width) + ":"
        }
        var lines = [row(mode.rawValue, layouts.map(\.rawValue)), "|" + rule.joined(separator: "|") + "|"]
        for measure in InversionMeasure.allCases {
            let cells = layouts.map { evaluation.cell(mode, $0, measure) }
            guard cells.contains(where: { $0 != nil }) else { continue }
            lines.append(row(name(measure), cells.map { $0.map { text($0.interval, measure) } ?? "" }))
            guard measure == .locationError || measure == .judgeRecognition else { continue }
            guard cells.contains(where: { $0?.spread != nil }) else { continue }
            lines.append(row("  over seeds, ±", cells.map { $0?.spread.map { number($0, measure) } ?? "" }))
        }
        return lines
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        let cells = [name.padded(to: Self.nameWidth)] + cells.map { $0.indented(to: Self.cellWidth) }
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private func name(_ measure: InversionMeasure) -> String {
        switch measure {
        case .locationError: mode == .transfer ? "moved, %" : "location error, %"
        case .translatedError: mode == .transfer ? "moved within, %" : "after translation, %"
        case .leftRight: "left–right order, %"
        case .aboveBelow: "above–below order, %"
        case .selfRecognition: "self-recognition, %"
        case .stepsToSuccess: "steps to success"
        case .judgeRecognition: "judge recognises, %"
        case .retrieval: "retrieved, %"
        case .offCanvas: "off the canvas, %"
        case .seconds: "core ms per sketch"
        }
    }

    private func text(_ interval: BootstrapInterval, _ measure: InversionMeasure) -> String {
        let (mean, low, high) = (interval.mean, interval.low, interval.high)
        return "\(number(mean, measure)) (\(number(low, measure))–\(number(high, measure)))"
    }

    /// With one decimal, and none from 99.95 on.
    private func number(_ value: Double, _ measure: InversionMeasure) -> String {
        let shown = measure.isShare ? 100 * value : measure == .seconds ? 1_000 * value : value
        guard shown < 99.95 else { return Counting.rounded(shown, digits: 0) }
        return DecimalText.fixed(shown, digits: 1)
    }
}
