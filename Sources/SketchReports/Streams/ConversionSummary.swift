package import SketchModel
package import SketchStreams
package import TextNotation

/// A summary of a conversion or of rendering.
package struct ConversionSummary {
    private let report: PipelineReport
    package let output: String
    private let format: String

    /// - Parameter report: of a run into a writer.
    package init(_ report: PipelineReport, output: String, format: String) {
        (self.report, self.output, self.format) = (report, output, format)
    }

    package var lines: [String] {
        let target = output == "-" ? "standard output" : output
        var lines = [
            "read \(Counting.sketches(report.read))\(report.formatWords), wrote \(Counting.grouped(report.kept)) to \(target) (\(format))"
        ]
        if let passedOver = Counting.passedOver(report.passedOver) { lines.append(passedOver) }
        lines += report.labelLines + report.noteLines + report.outputNotes + report.losses.sorted.lines("lost: ")
        if report.faults > 0 {
            lines.append("skipped: \(Counting.grouped(report.faults)) that could not be read or written")
        }
        return lines
    }

    package var json: JSONValue {
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
            ("losses", report.losses.sorted.json),
            ("notes", .texts(report.noteLines + report.outputNotes)),
        ])
    }
}
