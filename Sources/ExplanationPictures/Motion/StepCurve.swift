package import Charts
internal import SketchModel

extension MotionRecord {
    /// The probabilities over the steps, and the losses below them if there are any.
    package func curve(width: Double = 960, height: Double? = nil, showsLosses: Bool = true) -> ChartFigure {
        func line(_ series: StepSeries) -> LineChart.Series {
            LineChart.Series(
                series.name,
                colour: series.colour,
                points: series.values.enumerated().map { Point(Double($0), $1) }
            )
        }
        let steps = ChartAxis("step", range: 0...Double(max(1, drawing.stepCount - 1)))
        // The losses' axis at the bottom serves both charts.
        let isAlone = !showsLosses || losses == nil
        var charts = [
            LineChart(
                x: isAlone ? steps : ChartAxis("", range: steps.range),
                y: ChartAxis("probability", unit: .percent, range: 0...1),
                series: probabilities.map(line)
            )
        ]
        if showsLosses, let losses {
            var series = line(losses)
            series.name = ""
            charts.append(LineChart(x: steps, y: ChartAxis(losses.name), series: [series]))
        }
        return ChartFigure(charts, width: width, height: height)
    }
}
