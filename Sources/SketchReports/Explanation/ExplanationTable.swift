internal import SketchModel
package import StrokeExplanation
internal import TextNotation

/// The explanation of one sketch as text.
package struct ExplanationTable {
    private let explanation: SketchExplanation

    package init(_ explanation: SketchExplanation) { self.explanation = explanation }

    /// The sketch and the explained label, on one line.
    package func heading(place: String) -> String {
        let reading = explanation.reading
        var line =
            "\(place): \(explanation.labelName) \(ExplanationWords.percent(reading.probability)), \(explanation.labelWords)"
        if !reading.isFirst {
            line += "; likeliest: \(explanation.predictedName) \(Counting.percent(reading.predictedProbability))"
        }
        return line
    }

    /// Tables of the strokes, of the curves, and of the effects of order, shapes and noise.
    package var lines: [String] {
        strokes.lines + [""] + curves + [""] + changes
    }

    private var strokes: AlignedTable {
        let all = explanation.attributions.all
        var table = AlignedTable(["stroke"] + all.map(\.method.shortName) + ["closest shape"], leftColumns: [6])
        let digits = all.map { ExplanationWords.digits(for: $0.values) }
        for stroke in 0..<explanation.strokeCount {
            table.add(
                ["\(explanation.strokes[stroke] + 1)"]
                    + zip(all, digits).map { DecimalText.fixed($0.values[stroke], digits: $1) }
                    + [explanation.primitives[stroke].kind.rawValue]
            )
        }
        return table
    }

    private var curves: [String] {
        guard let curves = explanation.curves else { return ["curves: " + ExplanationWords.oneStroke] }
        var table = AlignedTable(["area under the curve", "deletion", "insertion", ""], leftColumns: [0, 3])
        func add(_ name: String, _ curves: RankingCurves, _ verdict: String) {
            let areas = [curves.deletion.area, curves.insertion.area]
            table.add([name] + areas.map { DecimalText.fixed($0, digits: 3) } + [verdict])
        }
        for method in AttributionMethod.allCases {
            add(method.words, curves[method], explanation.verdict(method))
        }
        add(ExplanationWords.longestFirst, curves.longestFirst, "")
        add(ExplanationWords.random, curves.random, "")
        return table.lines
    }

    private var changes: [String] {
        var table = AlignedTable([explanation.labelName, "probability", "likeliest"])
        func add(_ name: String, _ reading: LabelReading) {
            table.add([name, ExplanationWords.percent(reading.probability), reading.isFirst ? "yes" : "no"])
        }
        for (order, reading) in zip(StrokeOrder.allCases, explanation.orders) {
            add("order: \(order.words)", reading)
        }
        for shape in explanation.shapes { add("strokes: \(shape.replacement.words)", shape.reading) }
        for noise in explanation.locations.dropFirst() {
            table.add(
                [
                    "locations: noise of \(Counting.rounded(noise.deviation, digits: 2))",
                    ExplanationWords.percent(noise.probability), Counting.percent(noise.firstShare),
                ]
            )
        }
        return table.lines
    }
}
