internal import Rasteriser
internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import Charts

@Suite struct LineChartTests {
    @Test(arguments: [
        (0.0, 40_000.0, 10, ["0", "5 000", "10 000", "15 000", "20 000", "25 000", "30 000", "35 000", "40 000"]),
        (0.0, 1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0.13, 0.29, 4, ["0.10", "0.15", "0.20", "0.25", "0.30"]),
        (-3.0, 3.0, 3, ["-4", "-2", "0", "2", "4"]),
        (7.0, 7.0, 3, ["0", "5", "10", "15"]),
        (0.0, 0.0, 2, ["0.0", "0.5", "1.0"]),
        (0.0, 999_999.0, 2, ["0", "500 000", "1 000 000"]),
    ])
    func axesHaveRoundNumbers(low: Double, high: Double, most: Int, texts: [String]) {
        let scale = AxisScale(ChartAxis("x"), spanning: [low, high], most: most)
        #expect(scale.ticks.map(\.text) == texts)
        #expect(scale.lower <= low && scale.upper >= high)
        #expect(scale.share(scale.lower) == 0 && scale.share(scale.upper) == 1)
    }

    @Test func percentAndRange() {
        let scale = AxisScale(ChartAxis("y", unit: .percent, range: 0...1), spanning: [0.3], most: 4)
        #expect(scale.ticks.map(\.text) == ["0 %", "50 %", "100 %"])
        #expect(AxisScale(ChartAxis("y"), spanning: [], most: 2).ticks.map(\.text) == ["0.0", "0.5", "1.0"])
    }

    /// Whatever is to be drawn, the axis spans it, in few steps.
    @Test func anyNumbersHaveAnAxis() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            func number() -> Double {
                let exponent = generator.index(below: 560) - 280
                var value = 2 * generator.unit() - 1
                for _ in 0..<abs(exponent) { value *= exponent < 0 ? 0.1 : 10 }
                return value
            }
            let values = [number(), number()]
            let scale = AxisScale(ChartAxis("x"), spanning: values, most: 6)
            #expect(scale.ticks.count <= 9, "\(values)")
            #expect(scale.ticks.count >= 2, "\(values)")
            let slack = 1e-9 * (scale.upper - scale.lower)
            #expect(values.allSatisfy { $0 >= scale.lower - slack && $0 <= scale.upper + slack }, "\(values)")
        }
    }

    private var chart: LineChart {
        LineChart(
            title: "Training <&>",
            x: ChartAxis("step"),
            y: ChartAxis("accuracy", unit: .percent, range: 0...1),
            series: [
                LineChart.Series(
                    "all",
                    colour: ChartColours.blue,
                    points: [Point(0, 0), Point(50, 0.5), Point(.nan, 1), Point(100, 0.75)]
                ),
                LineChart.Series("dot", colour: ChartColours.green, points: [Point(50, 1)]),
                LineChart.Series("none", colour: ChartColours.orange, points: []),
            ]
        )
    }

    @Test func vectorFigureHasAllParts() {
        let text = ChartFigure([chart]).svg
        #expect(text.hasPrefix(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540""#))
        #expect(text.hasSuffix("</svg>\n"))
        for part in ["Training &lt;&amp;&gt;", ">step<", ">accuracy<", ">40 %<", ">100<", ">all<", ">none<"] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(text.split(separator: "\n").count { $0.contains("#0072b2") } == 2)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("<circle") } == 1)
        #expect(!text.contains("nan"))
    }

    @Test func pointsOfTheDataHaveAPlace() throws {
        let figure = ChartFigure([chart, chart], width: 300, height: 400)
        let (low, high) = (figure.place(of: .zero, inChart: 0), figure.place(of: Point(100, 1), inChart: 0))
        #expect(low.x < 100 && high.x > 260 && low.x < high.x && low.y > high.y && low.y < 200)
        #expect(figure.place(of: Point(50, 0.5), inChart: 0) == (low + high) * 0.5)
        #expect(figure.place(of: Point(500, -1), inChart: 0) == Point(high.x, low.y))
        #expect(figure.place(of: .zero, inChart: 1) == low + Point(0, 200))
        // Where the line of that colour goes.
        #expect(figure.svg.contains("\(VectorFigure.number(high.x)) "))
    }

    @Test func pixelFigureHasItsColours() throws {
        let raster = try ChartFigure([chart, chart], width: 300, height: 400).raster()
        #expect(raster.width == 600 && raster.height == 800)
        func count(_ colour: Colour, rows: Range<Int>) -> Int {
            (rows.lowerBound * 600..<rows.upperBound * 600).count {
                raster.pixels[4 * $0] == colour.red && raster.pixels[4 * $0 + 1] == colour.green
                    && raster.pixels[4 * $0 + 2] == colour.blue
            }
        }
        for rows in [0..<400, 400..<800] {
            #expect(count(ChartColours.blue, rows: rows) > 300)
            #expect(count(ChartColours.green, rows: rows) > 50)
            #expect(count(.white, rows: rows) > 200_000)
        }
    }

    /// What is in no range makes no crash.
    @Test func hostileCharts() throws {
        let wild = LineChart(
            x: ChartAxis("x", range: -1e308...1e308),
            y: ChartAxis("y"),
            series: [
                LineChart.Series("a", colour: .black, points: [Point(-1e300, 1e300), Point(1e300, -1e300)]),
                LineChart.Series("b", colour: .black, points: [Point(.infinity, 0), Point(.leastNonzeroMagnitude, 0)]),
            ]
        )
        #expect(ChartFigure([wild, wild], width: 1, height: .infinity).svg.contains("</svg>"))
        _ = try ChartFigure([wild], width: 1, height: 1).raster()
        _ = try ChartFigure([]).raster()
    }
}
