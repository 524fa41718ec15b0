package import SketchModel
package import SketchStreams
package import StrokeInversion
package import TextNotation

/// A summary of an inversion.
package struct InversionSummary {
    private let mode: InversionRequest.Mode
    private let output: String
    package private(set) var count = 0
    private var seenAtStart = 0
    private var seenAtEnd = 0
    private var distances = (start: 0.0, end: 0.0, count: 0)
    private var labelOrigins: [InversionLabels.Origin: Int] = [:]
    private var randomTargets = 0
    package var withoutPoints = 0
    /// Sketches that were already the target.
    package var alreadyTarget = 0
    package var withExcessStrokes = 0
    /// What the starts and results could not keep.
    package var losses = LossReport()
    package var notes: [String] = []

    package init(_ mode: InversionRequest.Mode, output: String) {
        self.mode = mode
        self.output = output
    }

    package mutating func add(_ item: InversionItem) {
        let (inverted, trace) = (item.inverted, item.inverted.trace)
        count += 1
        if trace.isTargetFirst[0] { seenAtStart += 1 }
        if trace.isTargetFirst[trace.result] { seenAtEnd += 1 }
        if let start = inverted.meanDistance(at: 0), let end = inverted.meanDistance(at: trace.result) {
            distances = (distances.start + start, distances.end + end, distances.count + 1)
        }
        labelOrigins[item.labelOrigin, default: 0] += 1
        if item.isTargetRandom { randomTargets += 1 }
    }

    package func lines(_ report: PipelineReport) -> [String] {
        let what = mode == .recover ? "the label" : "the target"
        var lines = [
            "inverted \(Counting.sketches(count))\(report.formatWords) into \(output): \(what) is likeliest in \(Counting.grouped(seenAtStart)) at the start, in \(Counting.grouped(seenAtEnd)) at the end"
        ]
        if distances.count > 0 {
            let mean = [distances.start, distances.end].map { Counting.percent($0 / Double(distances.count)) }
            lines.append(
                "mean distance from the original, of the diagonal: \(mean[0]) at the start, \(mean[1]) at the end"
            )
        }
        for origin in InversionLabels.Origin.allCases {
            guard let count = labelOrigins[origin], origin != .record else { continue }
            lines.append("label: \(origin.words) for \(Counting.sketches(count))")
        }
        if randomTargets > 0 { lines.append("target: another label at random for \(Counting.sketches(randomTargets))") }
        if withoutPoints > 0 { lines.append("without points, left out: \(Counting.sketches(withoutPoints))") }
        if alreadyTarget > 0 { lines.append("already the target, left out: \(Counting.sketches(alreadyTarget))") }
        if withExcessStrokes > 0 {
            lines.append("strokes after the 196th stay where they are: \(Counting.sketches(withExcessStrokes))")
        }
        lines += report.losses.sorted.lines() + report.noteLines + notes + losses.sorted.lines("lost: ")
        if report.faults > 0 { lines.append("skipped: \(Counting.sketches(report.faults)) with errors") }
        return lines
    }

    package func json(_ report: PipelineReport) -> JSONValue {
        func mean(_ total: Double) -> JSONValue {
            distances.count > 0 ? .rounded(total / Double(distances.count), scale: 1e7) : .null
        }
        return .object([
            ("read", .whole(report.read)),
            ("inverted", .whole(count)),
            ("withoutPoints", .whole(withoutPoints)),
            ("alreadyTarget", .whole(alreadyTarget)),
            ("faults", .whole(report.faults)),
            ("mode", .text(mode.rawValue)),
            ("output", .text(output)),
            ("targetFirst", .object([("start", .whole(seenAtStart)), ("end", .whole(seenAtEnd))])),
            ("meanDistance", .object([("start", mean(distances.start)), ("end", mean(distances.end))])),
            (
                "labels",
                .object(
                    InversionLabels.Origin.allCases.compactMap { origin in
                        labelOrigins[origin].map { (origin.rawValue, .whole($0)) }
                    }
                )
            ),
            ("randomTargets", .whole(randomTargets)),
            ("excessStrokes", .whole(withExcessStrokes)),
            ("readingLosses", report.losses.sorted.json),
            ("losses", losses.sorted.json),
            ("notes", .texts(report.noteLines + notes)),
        ])
    }
}

extension InversionLabels.Origin {
    /// The origin of a label, for a note after it.
    var words: String {
        switch self {
        case .option: "from \(LabelOrigin.option.rawValue)"
        case .record: "from the record"
        case .file: "from \(LabelOrigin.file.rawValue)"
        case .folder: "from \(LabelOrigin.folder.rawValue)"
        case .classifier: "the model's own answer"
        }
    }
}
