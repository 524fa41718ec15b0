internal import SketchModel
internal import SketchRecognition
internal import SketchStreams

/// What `classify` says at its end, on standard error.
struct RecognitionSummary {
    var verb: String
    var report: PipelineReport
    /// How many labels there were to choose from.
    var labels: Int
    var withoutPoints: Int

    var lines: [String] {
        let known = report.formats.keys.sorted().joined(separator: ", ")
        let formats = known.isEmpty ? "" : " (\(known))"
        var lines = [
            "\(verb) \(Counting.sketches(report.kept - withoutPoints))\(formats) among \(Counting.grouped(labels)) label\(labels == 1 ? "" : "s")"
        ]
        if withoutPoints > 0 {
            lines.append("without points, and so without predictions: \(Counting.sketches(withoutPoints))")
        }
        return lines + Self.remarks(report)
    }

    /// What happened on the way.
    static func remarks(_ report: PipelineReport) -> [String] {
        var lines: [String] = []
        for (origin, count) in report.labels.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("label: from \(origin.rawValue) for \(Counting.sketches(count))")
        }
        lines += report.noteLines
        for (loss, count) in losses(report) { lines.append("\(loss.text): \(Counting.lost(count, of: loss))") }
        if report.faults > 0 { lines.append("skipped: \(Counting.grouped(report.faults)) that could not be read") }
        return lines
    }

    /// What recognising left out. What reading drops besides, such as unknown keys, does not bear on it.
    static func losses(_ report: PipelineReport) -> [(loss: Loss, count: Int)] {
        let told: Set = [
            RecognitionInput.excessStrokes, KnownLabels.otherLabels, KnownLabels.unlabelled, KnownLabels.withoutPoints,
        ]
        return report.losses.sorted.filter { told.contains($0.loss) }
    }

    var json: JSONValue {
        .object([
            ("read", .whole(report.read)),
            ("classified", .whole(report.kept - withoutPoints)),
            ("withoutPoints", .whole(withoutPoints)),
            ("faults", .whole(report.faults)),
            ("labels", .whole(labels)),
            ("losses", .object(Self.losses(report).map { ($0.loss.name, .whole($0.count)) })),
            ("notes", .list(report.noteLines.map { .text($0) })),
        ])
    }
}

extension Talk {
    /// Prints what came of recognising; results are on standard output.
    func conclude(_ summary: RecognitionSummary) {
        if options.json {
            say(summary.json.line)
        } else if !options.quiet {
            for line in summary.lines { say(line) }
        }
    }
}
