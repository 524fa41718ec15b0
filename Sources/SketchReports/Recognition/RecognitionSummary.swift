package import SketchModel
internal import SketchRecognition
package import SketchStreams
package import TextNotation

/// The summary of `classify`, on standard error.
package struct RecognitionSummary {
    private let report: PipelineReport
    private let labels: Int
    private let withoutPoints: Int

    /// - Parameter labels: the number of labels to choose from.
    package init(report: PipelineReport, labels: Int, withoutPoints: Int) {
        (self.report, self.labels, self.withoutPoints) = (report, labels, withoutPoints)
    }

    package var lines: [String] {
        var lines = [
            "classified \(Counting.sketches(report.kept - withoutPoints))\(report.formatWords) among \(Counting.grouped(labels)) label\(labels == 1 ? "" : "s")"
        ]
        if withoutPoints > 0 {
            lines.append("without points, so without predictions: \(Counting.sketches(withoutPoints))")
        }
        return lines + Self.remarks(report)
    }

    /// Notes on the run.
    static func remarks(_ report: PipelineReport) -> [String] {
        var lines = report.labelLines + report.noteLines + losses(report).lines()
        if report.faults > 0 { lines.append("skipped: \(Counting.grouped(report.faults)) that could not be read") }
        return lines
    }

    /// What recognition left out. Losses of reading, such as unknown keys, don't affect recognition.
    package static func losses(_ report: PipelineReport) -> [(loss: Loss, count: Int)] {
        let told: Set = [
            RecognitionInput.excessStrokes, KnownLabels.otherLabels, KnownLabels.unlabelled, KnownLabels.withoutPoints,
        ]
        return report.losses.sorted.filter { told.contains($0.loss) }
    }

    package var json: JSONValue {
        .object([
            ("read", .whole(report.read)),
            ("classified", .whole(report.kept - withoutPoints)),
            ("withoutPoints", .whole(withoutPoints)),
            ("faults", .whole(report.faults)),
            ("labels", .whole(labels)),
            ("losses", Self.losses(report).json),
            ("notes", .texts(report.noteLines)),
        ])
    }
}
