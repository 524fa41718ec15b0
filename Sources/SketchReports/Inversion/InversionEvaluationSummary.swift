package import InversionEvaluation
internal import SketchModel
package import SketchStreams
package import TextNotation

/// The quality of inversion: a Markdown table per mode, at most 100 columns wide.
package struct InversionEvaluationSummary {
    private let evaluation: InversionEvaluation
    private let report: PipelineReport
    private let seeds: Int

    package init(evaluation: InversionEvaluation, report: PipelineReport, seeds: Int) {
        (self.evaluation, self.report, self.seeds) = (evaluation, report, seeds)
    }

    package var lines: [String] {
        var lines: [String] = []
        for mode in InversionEvaluation.Mode.allCases {
            guard let count = evaluation.counts[mode] else { continue }
            let table = InversionEvaluationTable(evaluation, mode)
            let title = "\(mode.rawValue) of \(Counting.sketches(count)), \(seeds) \(seeds == 1 ? "seed" : "seeds")"
            if !lines.isEmpty { lines.append("") }
            lines.append(title)
            if mode == .recovery, evaluation.withoutLayout > 0 {
                lines.append("with fewer than two strokes, left out: \(Counting.sketches(evaluation.withoutLayout))")
            }
            if count > 0 { lines += [""] + table.lines }
        }
        lines += ["", "In parentheses: the 95 % interval over sketches (bootstrap). Errors are % of the diagonal."]
        if evaluation.unknownToJudge > 0 {
            lines.append("with a label that the judge doesn't know: \(Counting.sketches(evaluation.unknownToJudge))")
        }
        return lines + RecognitionSummary.remarks(report)
    }

    package var json: JSONValue {
        .object(
            [
                ("seeds", .whole(seeds)),
                ("withoutLayout", .whole(evaluation.withoutLayout)),
                ("unknownToJudge", .whole(evaluation.unknownToJudge)),
                ("read", .whole(report.read)),
                ("faults", .whole(report.faults)),
                ("losses", RecognitionSummary.losses(report).json),
            ]
                + InversionEvaluation.Mode.allCases.filter { evaluation.counts[$0] != nil }.map {
                    ($0.rawValue, json($0))
                }
        )
    }

    /// The time per sketch on one core, which varies between runs.
    package var timeJSON: JSONValue {
        let modes = InversionEvaluation.Mode.allCases.filter { evaluation.counts[$0] != nil }.map { mode in
            let layouts = InversionEvaluation.Layout.allCases.compactMap { layout in
                evaluation.cell(mode, layout, .seconds).map {
                    (layout.rawValue, JSONValue.rounded($0.interval.mean, scale: 1e6))
                }
            }
            return (mode.rawValue, JSONValue.object(layouts))
        }
        return .object([("secondsPerSketch", .object(modes))])
    }

    private func json(_ mode: InversionEvaluation.Mode) -> JSONValue {
        let layouts = InversionEvaluation.Layout.allCases.map { layout in
            let measures = InversionMeasure.allCases.filter { $0 != .seconds }.compactMap {
                measure -> (String, JSONValue)? in
                guard let cell = evaluation.cell(mode, layout, measure) else { return nil }
                return (
                    measure.rawValue,
                    .object([
                        ("mean", .number(cell.interval.mean)), ("low", .number(cell.interval.low)),
                        ("high", .number(cell.interval.high)), ("spread", cell.spread.map { .number($0) } ?? .null),
                        ("sketches", .whole(cell.sketches)),
                    ])
                )
            }
            return (layout.rawValue, JSONValue.object(measures))
        }
        return .object([("sketches", .whole(evaluation.counts[mode] ?? 0))] + layouts)
    }
}
