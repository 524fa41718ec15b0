package import Charts
package import SketchModel

/// One number per step, with a name: a probability or a loss.
package struct StepSeries: Sendable, Hashable {
    /// The text in legends: "cat".
    package var name: String
    /// The colour of its line.
    package var colour: Colour
    /// One per step.
    package var values: [Double]

    package init(_ name: String, colour: Colour, values: [Double]) {
        (self.name, self.colour, self.values) = (name, colour, values)
    }
}

/// What happened to one sketch step by step: the data for its pictures and its page.
package struct MotionRecord: Sendable, Hashable {
    package let drawing: MovingDrawing
    /// From 0 to 1; the first is the target's, and the second, if there is one, that of the previous label.
    package let probabilities: [StepSeries]
    /// In nats.
    package let losses: StepSeries?

    /// - Throws: `MovingDrawingError.wrongSeries` if a series doesn't have one value per step.
    package init(
        _ drawing: MovingDrawing,
        probabilities: [StepSeries],
        losses: StepSeries? = nil
    ) throws(MovingDrawingError) {
        for series in probabilities + (losses.map { [$0] } ?? []) where series.values.count != drawing.stepCount {
            throw .wrongSeries(name: series.name, steps: drawing.stepCount, found: series.values.count)
        }
        (self.drawing, self.probabilities, self.losses) = (drawing, probabilities, losses)
    }
}

extension MotionRecord {
    /// The probabilities over the steps, and the losses below them if there are any.
    package func curve(width: Double = 960, height: Double? = nil) -> ChartFigure {
        func line(_ series: StepSeries) -> LineChart.Series {
            LineChart.Series(
                series.name,
                colour: series.colour,
                points: series.values.enumerated().map { Point(Double($0), $1) }
            )
        }
        let steps = ChartAxis("step", range: 0...Double(max(1, drawing.stepCount - 1)))
        // The losses' axis at the bottom serves both charts.
        let isAlone = losses == nil
        var charts = [
            LineChart(
                x: isAlone ? steps : ChartAxis("", range: steps.range),
                y: ChartAxis("probability", unit: .percent, range: 0...1),
                series: probabilities.map(line)
            )
        ]
        if let losses {
            var series = line(losses)
            series.name = ""
            charts.append(LineChart(x: steps, y: ChartAxis(losses.name), series: [series]))
        }
        return ChartFigure(charts, width: width, height: height)
    }
}
