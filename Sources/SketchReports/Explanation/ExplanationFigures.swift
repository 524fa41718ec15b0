internal import Charts
internal import ExplanationPictures
internal import Rasteriser
internal import SketchModel
internal import StrokeExplanation
internal import TextNotation

/// The pictures of one sketch's explanation.
struct ExplanationFigures {
    private let explanation: SketchExplanation

    init(_ explanation: SketchExplanation) { self.explanation = explanation }

    private var title: String {
        "\(explanation.labelName) \(ExplanationWords.percent(explanation.reading.probability))"
    }

    /// Each stroke in the colour of its contribution: vermilion for the label, blue against it.
    func panel(_ method: AttributionMethod) -> SketchPanel {
        let values = explanation.attributions[method].values
        let scale = ContributionScale(values)
        return SketchPanel(
            explanation.framed,
            colours: values.map(scale.colour),
            captions: [method.words, Self.range(values, unit: method.unit)]
        )
    }

    /// The drawing in one colour per stroke, and its strokes coloured by each method.
    var strokes: FilmStrip {
        let drawn = SketchPanel(explanation.framed, captions: ["drawn", title])
        let panels = [drawn] + AttributionMethod.allCases.map(panel)
        return FilmStrip([FilmStrip.Row(Array(panels[..<3])), FilmStrip.Row(Array(panels[3...]))])
    }

    /// The drawing with its strokes replaced, and the effect on the label.
    var shapes: FilmStrip {
        let drawn = SketchPanel(explanation.framed, captions: ["drawn", title])
        return FilmStrip(
            [drawn]
                + explanation.shapes.map { shape in
                    let share = "\(explanation.labelName) \(ExplanationWords.percent(shape.reading.probability))"
                    return SketchPanel(
                        shape.sketch,
                        under: explanation.framed,
                        captions: [shape.replacement.words, share]
                    )
                }
        )
    }

    private static func range(_ values: [Double], unit: String) -> String {
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let digits = ExplanationWords.digits(for: values) - 1
        return
            "\(DecimalText.fixed(low, digits: digits)) to \(DecimalText.fixed(high, digits: digits)) \(unit)"
    }

    private static let grey = Colour(rgb: 0x777777)

    /// The label's probability as strokes are removed and added; `nil` for a sketch of one stroke.
    var curves: ChartFigure? {
        guard let comparison = explanation.curves else { return nil }
        // The rankings that a method should beat are drawn under its line.
        let rankings =
            [
                (ExplanationWords.random, Self.grey, comparison.random),
                (ExplanationWords.longestFirst, .black, comparison.longestFirst),
            ] + zip(AttributionMethod.allCases, ChartColours.all).map { ($0.shortName, $1, comparison[$0]) }
        return ChartFigure(
            DeletionCurve.Direction.allCases.map { direction in
                LineChart(
                    title: direction == .deletion
                        ? "\(explanation.labelName), largest contribution removed first"
                        : "\(explanation.labelName), largest contribution added first",
                    x: ChartAxis(direction == .deletion ? "strokes removed" : "strokes added"),
                    y: ChartAxis("probability", unit: .percent, range: 0...1),
                    series: rankings.map { name, colour, curves in
                        let curve = direction == .deletion ? curves.deletion : curves.insertion
                        return LineChart.Series(
                            name,
                            colour: colour,
                            points: zip(curve.counts, curve.probabilities).map { Point(Double($0), $1) },
                            hasDots: curve.counts.count < 12
                        )
                    }
                )
            },
            width: 1080,
            height: 900
        )
    }

    /// The label's probability as strokes are moved further and further.
    var locations: ChartFigure {
        func series(_ name: String, _ colour: Colour, _ value: (NoiseReading) -> Double) -> LineChart.Series {
            LineChart.Series(
                name,
                colour: colour,
                points: explanation.locations.map { Point($0.deviation, value($0)) },
                hasDots: true
            )
        }
        return ChartFigure(
            [
                LineChart(
                    title: "\(explanation.labelName), every stroke moved at random",
                    x: ChartAxis("standard deviation, in the network's frame"),
                    y: ChartAxis("probability", unit: .percent, range: 0...1),
                    series: [
                        series("mean", ChartColours.blue) { $0.probability },
                        series("greatest", ChartColours.sky) { $0.greatestProbability },
                        series("least", ChartColours.sky) { $0.leastProbability },
                    ]
                )
            ],
            height: 420
        )
    }
}
