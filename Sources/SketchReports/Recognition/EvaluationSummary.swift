internal import SketchModel
package import SketchRecognition
package import SketchStreams
package import TextNotation

/// The output of `evaluate`.
package struct EvaluationSummary {
    private let evaluation: ClassifierEvaluation
    private let report: PipelineReport
    private let top: Int

    private static let window = 60

    /// - Parameter top: the number of classes and confusions to list.
    package init(evaluation: ClassifierEvaluation, report: PipelineReport, top: Int) {
        (self.evaluation, self.report, self.top) = (evaluation, report, top)
    }

    /// At most 60 columns wide, except for longer names and remarks.
    package var lines: [String] {
        let total = evaluation.total
        let classes = evaluation.worstClasses.count
        let rows: [(String, String)] = [
            ("sketches", Counting.grouped(total.count)),
            ("classes", "\(Counting.grouped(classes)) of \(Counting.grouped(evaluation.labels.count))"),
            ("top-1", share(total.top1)),
            ("top-5", share(total.top5)),
            ("top-1, mean of classes", share(evaluation.balancedTop1)),
            ("calibration error", "\(share(evaluation.calibration.expectedError)) in \(Calibration.binCount) bins"),
            ("negative log-likelihood", "\(Counting.rounded(evaluation.meanLoss, digits: 4)) per sketch"),
        ]
        var lines = pairLines(rows)
        let worst = evaluation.worstClasses
        lines += table("worst classes", worst.prefix(top))
        let best = worst.reversed().filter { !worst.prefix(top).contains($0) }
        lines += table("best classes", best.prefix(top))
        lines += confusions
        return lines + RecognitionSummary.remarks(report)
    }

    private func share(_ value: Double) -> String { Counting.rounded(value * 100, digits: 2) + " %" }

    private func table(_ title: String, _ classes: some Collection<Int>) -> [String] {
        guard !classes.isEmpty else { return [] }
        let names = classes.map { evaluation.labels[$0] }
        let nameWidth = min(24, names.map(\.count).max() ?? 0)
        return [title]
            + zip(names, classes).map { name, label in
                let score = evaluation.scores[label]
                let percent = Counting.percent(score.top1).indented(to: 9)
                let bar = Bar(score.top1, columns: Self.window - 2 - nameWidth - 11).description
                return "  " + name.fitted(to: nameWidth) + percent + (bar.isEmpty ? "" : "  " + bar)
            }
    }

    private var confusions: [String] {
        let shown = evaluation.confusions.prefix(top)
        guard !shown.isEmpty else { return [] }
        let nameWidth = min(20, shown.map { evaluation.labels[$0.truth].count }.max() ?? 0)
        return ["most frequent confusions"]
            + shown.map { confusion in
                let share = Double(confusion.count) / Double(evaluation.scores[confusion.truth].count)
                let name = evaluation.labels[confusion.truth].fitted(to: nameWidth)
                return "  " + name + Counting.percent(share).indented(to: 9) + "  is taken for "
                    + evaluation.labels[confusion.predicted]
            }
    }

    package var json: JSONValue {
        let calibration = evaluation.calibration.bins.enumerated().map { index, bin in
            JSONValue.object([
                ("from", .number(Double(index) / Double(Calibration.binCount))),
                ("to", .number(Double(index + 1) / Double(Calibration.binCount))),
                ("sketches", .whole(bin.count)),
                ("confidence", .number(bin.confidence)),
                ("accuracy", .number(bin.accuracy)),
            ])
        }
        let classes = zip(evaluation.labels, evaluation.scores).map { label, score in
            JSONValue.object([
                ("label", .text(label)), ("sketches", .whole(score.count)),
                ("top1", score.count == 0 ? .null : .number(score.top1)),
                ("top5", score.count == 0 ? .null : .number(score.top5)),
            ])
        }
        let confusions = evaluation.confusions.map { confusion in
            JSONValue.object([
                ("label", .text(evaluation.labels[confusion.truth])),
                ("predicted", .text(evaluation.labels[confusion.predicted])),
                ("sketches", .whole(confusion.count)),
            ])
        }
        return .object([
            ("sketches", .whole(evaluation.total.count)),
            ("top1", .number(evaluation.total.top1)),
            ("top5", .number(evaluation.total.top5)),
            ("balancedTop1", .number(evaluation.balancedTop1)),
            ("expectedCalibrationError", .number(evaluation.calibration.expectedError)),
            ("meanNegativeLogLikelihood", .number(evaluation.meanLoss)),
            ("read", .whole(report.read)),
            ("faults", .whole(report.faults)),
            ("losses", RecognitionSummary.losses(report).json),
            ("classes", .list(classes)),
            ("confusions", .list(confusions)),
            ("calibration", .list(calibration)),
        ])
    }
}
