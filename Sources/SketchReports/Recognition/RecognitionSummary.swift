package import SketchModel
internal import SketchRecognition
package import SketchStreams
package import TextNotation

/// What `classify` says at its end, on standard error.
package struct RecognitionSummary {
    private let report: PipelineReport
    private let labels: Int
    private let withoutPoints: Int

    /// - Parameter labels: how many there were to choose from.
    package init(report: PipelineReport, labels: Int, withoutPoints: Int) {
        (self.report, self.labels, self.withoutPoints) = (report, labels, withoutPoints)
    }

    package var lines: [String] {
        var lines = [
            "classified \(Counting.sketches(report.kept - withoutPoints))\(report.formatWords) among \(Counting.grouped(labels)) label\(labels == 1 ? "" : "s")"
        ]
        if withoutPoints > 0 {
            lines.append("without points, and so without predictions: \(Counting.sketches(withoutPoints))")
        }
        return lines + Self.remarks(report)
    }

    /// What happened on the way.
    static func remarks(_ report: PipelineReport) -> [String] {
        var lines = report.labelLines + report.noteLines + losses(report).lines()
        if report.faults > 0 { lines.append("skipped: \(Counting.grouped(report.faults)) that could not be read") }
        return lines
    }

    /// What recognising left out. What reading drops besides, such as unknown keys, does not bear on it.
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
