internal import SketchModel
internal import SketchStreams

/// What `convert` and `render` say at their end.
struct ConversionSummary {
    var report: PipelineReport
    var losses: LossReport
    var notes: [String]
    var output: String
    var format: String

    var lines: [String] {
        let known = report.formats.keys.sorted().joined(separator: ", ")
        let formats = known.isEmpty ? "" : " (\(known))"
        let target = output == "-" ? "standard output" : output
        var lines = [
            "read \(Counting.sketches(report.read))\(formats), wrote \(Counting.grouped(report.kept)) to \(target) (\(format))"
        ]
        if let passedOver = Counting.passedOver(report.passedOver) { lines.append(passedOver) }
        for (origin, count) in report.labels.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("label: from \(origin.rawValue) for \(Counting.sketches(count))")
        }
        lines += report.noteLines
        lines += notes
        for (loss, count) in losses.sorted { lines.append("lost: \(loss.text): \(Counting.lost(count, of: loss))") }
        if report.faults > 0 {
            lines.append("skipped: \(Counting.grouped(report.faults)) that could not be read or written")
        }
        return lines
    }

    var json: JSONValue {
        .object([
            ("read", .whole(report.read)),
            ("written", .whole(report.kept)),
            ("faults", .whole(report.faults)),
            ("inputs", .whole(report.inputs)),
            ("passedOver", .whole(report.passedOver)),
            ("inputFormats", .counts(report.formats)),
            ("output", .text(output)),
            ("outputFormat", .text(format)),
            ("labels", .object(report.labels.map { ("\($0.key)", .whole($0.value)) }.sorted { $0.0 < $1.0 })),
            ("losses", .object(losses.sorted.map { ($0.loss.name, .whole($0.count)) })),
            ("notes", .list((report.noteLines + notes).map { .text($0) })),
        ])
    }
}

extension JSONValue {
    /// An object of counts, sorted by name.
    static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .whole($0.value)) })
    }
}
