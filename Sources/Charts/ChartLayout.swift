internal import Rasteriser
internal import SketchModel

/// The positions of the parts of a chart.
struct ChartLayout {
    private(set) var marks: [ChartMark] = []
    /// The width of the numbers on the vertical axis.
    let labelWidth: Double
    private let frame: BoundingBox
    private var plot: BoundingBox
    private let x: AxisScale
    private let y: AxisScale

    private static let ink = Colour(rgb: 0x222222)
    private static let grey = Colour(rgb: 0x555555)
    private static let grid = Colour(rgb: 0xDDDDDD)
    private static let margin = 18.0
    private static let gap = 8.0
    private static let line = 24.0

    /// - Parameter labelWidth: the width for the numbers of the vertical axis; `nil` for what they need. Stacked charts
    ///   have the same width, so that their horizontal axes line up.
    init(_ chart: LineChart, in frame: BoundingBox, labelWidth: Double? = nil) {
        self.frame = frame
        plot = frame
        let points = chart.series.map { $0.points.filter { AxisScale.isUsable($0.x) && AxisScale.isUsable($0.y) } }
        let all = points.flatMap { $0 }
        let (margin, gap, line) = (Self.margin, Self.gap, Self.line)
        // Title, legend and the vertical axis's title above; numbers and the horizontal axis's title below.
        plot.minimum.y += margin + (chart.title.isEmpty ? 0 : line) + 2 * line
        plot.maximum.y -= margin + 2 * line
        plot.maximum.x -= margin + 12
        y = AxisScale(chart.y, spanning: all.map(\.y), most: max(2, Int(plot.height / 32)))
        self.labelWidth = y.ticks.map { ChartText.width($0.text) }.max() ?? 0
        plot.minimum.x += margin + gap + (labelWidth ?? self.labelWidth)
        x = AxisScale(chart.x, spanning: all.map(\.x), most: max(2, Int(plot.width / 100)))
        addGrid()
        addTitles(chart)
        for (series, points) in zip(chart.series, points) { add(series, points) }
        addLegend(chart)
    }

    func place(of point: Point) -> Point {
        Point(plot.minimum.x + x.share(point.x) * plot.width, plot.maximum.y - y.share(point.y) * plot.height)
    }

    private mutating func addGrid() {
        let (low, high) = (plot.minimum, plot.maximum)
        let levels = y.ticks.map { high.y - y.share($0.value) * plot.height }
        let columns = x.ticks.map { low.x + x.share($0.value) * plot.width }
        marks.append(.lines(levels.map { [Point(low.x, $0), Point(high.x, $0)] }, Self.grid, width: 1))
        let short = columns.map { [Point($0, high.y), Point($0, high.y + 5)] }
        marks.append(.lines([[Point(low.x, high.y), high]] + short, Self.grey, width: 1))
        for (tick, level) in zip(y.ticks, levels) {
            let baseline = Point(low.x - Self.gap, level + ChartText.capitalHeight / 2)
            marks.append(.text(tick.text, baseline, .end, Self.grey))
        }
        for (tick, column) in zip(x.ticks, columns) {
            let baseline = Point(column, high.y + Self.gap + ChartText.capitalHeight + 2)
            marks.append(.text(tick.text, baseline, .middle, Self.grey))
        }
    }

    private mutating func addTitles(_ chart: LineChart) {
        var baseline = frame.minimum.y + Self.margin + ChartText.capitalHeight
        if !chart.title.isEmpty {
            marks.append(.text(chart.title, Point(plot.minimum.x, baseline), .start, Self.ink))
            baseline += Self.line
        }
        marks.append(.text(chart.y.title, Point(plot.minimum.x, baseline + Self.line), .start, Self.grey))
        let below = Point(plot.maximum.x, frame.maximum.y - Self.margin)
        marks.append(.text(chart.x.title, below, .end, Self.grey))
    }

    private mutating func add(_ series: LineChart.Series, _ points: [Point]) {
        let placed = points.map(place(of:))
        if placed.count > 1 { marks.append(.lines([placed], series.colour, width: 2.5)) }
        // A line of one point would be invisible.
        if series.hasDots || placed.count == 1 { marks.append(.dots(placed, series.colour, radius: 4)) }
    }

    /// Adds entries from left to right, as many as fit.
    private mutating func addLegend(_ chart: LineChart) {
        var left = plot.minimum.x
        let baseline =
            frame.minimum.y + Self.margin + ChartText.capitalHeight + (chart.title.isEmpty ? 0 : Self.line)
        let middle = baseline - ChartText.capitalHeight / 2
        for series in chart.series where !series.name.isEmpty {
            let end = left + 28 + Self.gap + ChartText.width(series.name)
            guard end <= frame.maximum.x else { return }
            marks.append(.lines([[Point(left, middle), Point(left + 28, middle)]], series.colour, width: 2.5))
            if series.hasDots { marks.append(.dots([Point(left + 14, middle)], series.colour, radius: 4)) }
            marks.append(.text(series.name, Point(left + 28 + Self.gap, baseline), .start, Self.ink))
            left = end + 3 * Self.gap
        }
    }
}
