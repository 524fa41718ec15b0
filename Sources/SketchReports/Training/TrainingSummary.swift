internal import SketchModel
internal import SketchNet
package import SketchStreams
package import SketchTraining
package import TextNotation

/// Lines about a training's sketches, its progress and its result.
package struct TrainingSummary {
    private let sketches: LabelledSketches
    private let report: PipelineReport
    private let run: TrainingRun

    package init(sketches: LabelledSketches, report: PipelineReport, run: TrainingRun) {
        (self.sketches, self.report, self.run) = (sketches, report, run)
    }

    /// Printed before the first step.
    package var beginning: [String] {
        let trainer = run.trainer
        let (set, shape) = (trainer.set, trainer.network.configuration)
        var lines = [
            "read \(Counting.sketches(report.read))\(report.formatWords): \(Counting.grouped(trainer.trainingSketches.count)) to "
                + "train on, \(Counting.grouped(trainer.validationSketches.count)) for validation, of "
                + "\(Counting.grouped(set.classes.count)) classes"
        ]
        lines += report.labelLines + report.noteLines
        if let noValidation { lines.append(noValidation) }
        for (count, why) in left where count > 0 { lines.append("left out, \(why): \(Counting.sketches(count))") }
        if report.faults > 0 { lines.append("skipped: \(Counting.grouped(report.faults)) that could not be read") }
        lines.append(
            "network: \(RecipeText.shape(shape)), "
                + "\(Counting.grouped(trainer.network.weights.values.count)) weights"
        )
        return lines
    }

    /// Why no sketches are kept for validation, although a share was requested.
    private var noValidation: String? {
        let (trainer, share) = (run.trainer, run.trainer.configuration.validationShare)
        guard share > 0, trainer.validationSketches.isEmpty else { return nil }
        let line = "no sketch is kept for validation"
        let most = trainer.set.classCounts.max() ?? 0
        if most < 2 { return line + ", as no class has two" }
        let enough = most > 2 ? 0.2 : 0.5
        guard share < enough else { return line + ", as the classes have few, or all alike" }
        let kept = Counting.rounded(100 * share, digits: 3)
        return line + ", as \(kept) % of a class is less than one; keep some with --validation \(enough)"
    }

    private var left: [(Int, String)] {
        [
            (sketches.unlabelled, "without a label"), (sketches.empty, "without points"),
            (sketches.otherClass, "of other classes"), (sketches.unusable, "too large to be drawn"),
        ]
    }

    package static func line(_ progress: TrainingProgress) -> String {
        "training: step \(Counting.grouped(progress.step)) of \(Counting.grouped(progress.steps)), loss "
            + "\(fixed(progress.loss, 3)), \(percent(progress.accuracy)) right, "
            + "\(Counting.grouped(Int(progress.sketchesPerSecond))) sketches/s, \(time(progress.secondsLeft)) left"
    }

    package func line(_ row: TrainingLog.Row, steps: Int) -> String {
        let line =
            "step \(Counting.grouped(row.step)) of \(Counting.grouped(steps)): loss \(Self.fixed(row.loss, 3)), "
            + "\(Self.percent(row.accuracy)) right"
        guard let validation = row.validation else { return line }
        return line + "; validation: loss \(Self.fixed(validation.loss, 3)), \(Self.percent(validation.topOne)) right"
            + amongFive(validation.topFive)
    }

    /// Empty if there are at most five classes.
    private func amongFive(_ share: Double) -> String {
        run.trainer.set.classes.count > 5 ? ", \(Self.percent(share)) among five" : ""
    }

    /// Printed after the last step.
    package func ending(_ result: TrainingResult) -> [String] {
        var lines = ["wrote \(run.files.model) (\(Counting.grouped(result.model.labels.count)) classes)"]
        guard let evaluation = result.evaluation else {
            lines.append("no sketch was kept for validation, so nothing tells how good it is")
            return lines
        }
        lines.append(
            "validation, \(Counting.sketches(evaluation.count)): \(Self.percent(evaluation.topOne)) right"
                + "\(amongFive(evaluation.topFive)), \(Self.percent(evaluation.balancedTopOne)) on "
                + "average over the classes"
        )
        guard result.model.network.configuration.head == .classes else {
            lines.append(
                "right is a drawing whose strokes are on average within 5 % of its longer side of where they were drawn, among "
                    + "five within 10 %; the mean is \(Self.fixed(evaluation.loss / NetworkFrame.side * 100, 1)) %"
            )
            return lines
        }
        let isFitted = evaluation.count >= TrainingResult.fewestSketches
        let temperature =
            isFitted
            ? Self.fixed(result.model.temperature, 3)
            : "1, not fitted to fewer than \(TrainingResult.fewestSketches) sketches (more with --validation)"
        lines.append(
            "temperature \(temperature), expected calibration error \(Self.percent(result.calibrationError ?? 0))"
        )
        return lines
    }

    package func json(_ result: TrainingResult) -> JSONValue {
        let evaluation = result.evaluation
        func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
        return .object([
            ("output", .text(run.files.model)),
            ("read", .whole(report.read)),
            ("faults", .whole(report.faults)),
            ("trained", .whole(run.trainer.trainingSketches.count)),
            ("validation", .whole(run.trainer.validationSketches.count)),
            ("unlabelled", .whole(sketches.unlabelled)),
            ("withoutPoints", .whole(sketches.empty)),
            ("ofOtherClasses", .whole(sketches.otherClass)),
            ("unusable", .whole(sketches.unusable)),
            ("classes", .whole(result.model.labels.count)),
            ("steps", .whole(run.trainer.step)),
            ("weights", .whole(run.trainer.network.weights.values.count)),
            ("top1", number(evaluation?.topOne)),
            ("top5", number(evaluation?.topFive)),
            ("balancedTop1", number(evaluation?.balancedTopOne)),
            ("loss", number(evaluation?.loss)),
            ("temperature", .number(result.model.temperature)),
            ("calibrationError", number(result.calibrationError)),
        ])
    }

    private static func percent(_ share: Double) -> String { fixed(100 * share, 1) + " %" }

    /// With a fixed number of decimals, so that a line that is redrawn doesn't jump.
    private static func fixed(_ value: Double, _ digits: Int) -> String {
        value.isFinite && abs(value) < 1e12 ? DecimalText.fixed(value, digits: digits) : "\(value)"
    }

    /// `2 h 05 min`, `7 min`, `40 s`.
    private static func time(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "very long" }
        let whole = Int(seconds)
        if whole < 90 { return "\(whole) s" }
        let minutes = (whole + 30) / 60
        if minutes < 90 { return "\(minutes) min" }
        return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
    }
}
