internal import SketchModel
internal import SketchRecognition
internal import SketchStreams

/// What `evaluate` prints.
struct EvaluationSummary {
    var evaluation: ClassifierEvaluation
    var report: PipelineReport
    /// How many classes and confusions to list.
    var top: Int

    private static let window = 60

    /// In at most 60 columns, but for names and remarks that are longer.
    var lines: [String] {
        let total = evaluation.total
        let classes = evaluation.worstClasses.count
        let rows: [(String, String)] = [
            ("sketches", Counting.grouped(total.count)),
            ("classes", "\(Counting.grouped(classes)) of \(Counting.grouped(evaluation.labels.count))"),
            ("top-1", share(total.top1)),
            ("top-5", share(total.top5)),
            ("top-1, mean of classes", share(evaluation.balancedTop1)),
            ("calibration error", "\(share(evaluation.calibration.expectedError)) in \(Calibration.binCount) bins"),
            ("negative log-likelihood", "\(Counting.rounded(evaluation.meanLoss, digits: 4)) a sketch"),
        ]
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        var lines = rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count) + $0.1 }
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
                let percent = Percentage(score.top1).description
                let space = String(repeating: " ", count: max(0, 9 - percent.count))
                let bar = Bar(score.top1, columns: Self.window - 2 - nameWidth - 11).description
                return "  " + padded(name, nameWidth) + space + percent + (bar.isEmpty ? "" : "  " + bar)
            }
    }

    private var confusions: [String] {
        let shown = evaluation.confusions.prefix(top)
        guard !shown.isEmpty else { return [] }
        let nameWidth = min(20, shown.map { evaluation.labels[$0.truth].count }.max() ?? 0)
        return ["most frequent confusions"]
            + shown.map { confusion in
                let share = Double(confusion.count) / Double(evaluation.scores[confusion.truth].count)
                let percent = Percentage(share).description
                let space = String(repeating: " ", count: max(0, 9 - percent.count))
                let name = padded(evaluation.labels[confusion.truth], nameWidth)
                return "  " + name + space + percent + "  is taken for " + evaluation.labels[confusion.predicted]
            }
    }

    private func padded(_ name: String, _ width: Int) -> String {
        name.count > width
            ? name.prefix(width - 1) + "…" : name + String(repeating: " ", count: width - name.count)
    }

    var json: JSONValue {
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
            ("losses", .object(RecognitionSummary.losses(report).map { ($0.loss.name, .whole($0.count)) })),
            ("classes", .list(classes)),
            ("confusions", .list(confusions)),
            ("calibration", .list(calibration)),
        ])
    }
}
