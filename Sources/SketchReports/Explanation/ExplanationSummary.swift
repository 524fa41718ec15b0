internal import SketchModel
package import SketchStreams
package import StrokeExplanation
internal import TextNotation

/// A summary of the explanations of a set of sketches.
package struct ExplanationSummary {
    package private(set) var totals = ExplanationTotals()
    /// The number of sketches with more strokes than a network sees.
    private(set) var withUnseenStrokes = 0

    package init() {}

    package mutating func add(_ explanation: SketchExplanation) {
        totals.add(explanation)
        if explanation.unseenStrokes > 0 { withUnseenStrokes += 1 }
    }

    /// Tables for the terminal.
    package var tables: [AlignedTable] {
        var rankings = AlignedTable(["area under the curve", "deletion", "insertion", ""], leftColumns: [0, 3])
        for (name, totals, verdict) in rows {
            rankings.add([name, Self.estimate(totals.deletion), Self.estimate(totals.insertion), verdict])
        }
        var changes = AlignedTable(["", "likeliest", "probability"])
        for (name, accuracy) in accuracies {
            let shares = [accuracy.first, accuracy.probability].map { estimate in
                "\(Counting.percent(estimate.mean)) ± \(DecimalText.fixed(100 * estimate.halfInterval, digits: 1))"
            }
            changes.add([name] + shares)
        }
        return [rankings, changes]
    }

    /// Each ranking with its name, and the rankings that it doesn't beat.
    var rows: [(name: String, totals: RankingTotals, verdict: String)] {
        zip(AttributionMethod.allCases, totals.methods).map { method, totals in
            let verdict = ExplanationWords.verdict(
                random: totals.beatsRandom,
                longestFirst: totals.beatsLongestFirst
            )
            return (method.words, totals, totals.deletion.count == 0 ? "" : verdict)
        } + [(ExplanationWords.longestFirst, totals.longestFirst, ""), (ExplanationWords.random, totals.random, "")]
    }

    /// Each change with its name, and how accurate the label remains.
    var accuracies: [(name: String, accuracy: ExplanationTotals.Accuracy)] {
        [("as drawn", totals.drawn)]
            + zip(StrokeOrder.allCases, totals.orders).dropFirst().map { ("order: \($0.words)", $1) }
            + zip(ShapeReplacement.allCases, totals.shapes).map { ("strokes: \($0.words)", $1) }
            + zip(LocationNoise.deviations, totals.locations).dropFirst().map {
                ("locations: noise of \(Counting.rounded($0, digits: 2))", $1)
            }
    }

    static func estimate(_ estimate: MeanEstimate) -> String {
        let (mean, half) = (estimate.mean, estimate.halfInterval)
        return estimate.count == 0
            ? "–" : "\(DecimalText.fixed(mean, digits: 3)) ± \(DecimalText.fixed(half, digits: 3))"
    }

    /// The distribution of stroke counts: what the rows of the order embedding can be learned from.
    package var strokeLine: String {
        let shares = [5, 10, 20, 40].map { count in
            let share = Double(totals.sketches(withStrokes: count)) / Double(max(1, totals.sketches))
            return "\(count) in \(Counting.percent(share))"
        }
        return "sketches with at least this many strokes: " + shares.joined(separator: ", ")
    }

    package var primitiveLine: String {
        let all = max(1, totals.primitives.reduce(0, +))
        let shares = zip(PrimitiveKind.allCases, totals.primitives).map { kind, count in
            "\(kind.rawValue) \(Counting.percent(Double(count) / Double(all)))"
        }
        return "closest shapes of the strokes: " + shares.joined(separator: ", ")
    }

    /// The lines at the end, beside the tables.
    package func remarks(_ report: PipelineReport, output: String, pages: Int) -> [String] {
        var lines = ["explained \(Counting.sketches(totals.sketches))\(report.formatWords) into \(output)"]
        if pages < totals.sketches {
            lines.append("pages and pictures: of the first \(Counting.grouped(pages)); --limit makes more")
        }
        if totals.predictedLabels > 0 {
            lines.append("label: the model's own answer for \(Counting.sketches(totals.predictedLabels))")
        }
        lines += report.labelLines
        let single = totals.sketches - totals.comparedSketches
        if single > 0 { lines.append("\(ExplanationWords.oneStroke): \(Counting.sketches(single))") }
        if withUnseenStrokes > 0 {
            lines.append("strokes after the 196th are not seen: \(Counting.sketches(withUnseenStrokes))")
        }
        lines += report.noteLines
        if report.faults > 0 { lines.append("skipped: \(Counting.sketches(report.faults)) with errors") }
        return lines
    }
}
