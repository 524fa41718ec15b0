package import SketchModel

/// A chart of lines over two axes with numbers, and a legend above them.
package struct LineChart: Sendable, Hashable {
    /// A line of a chart.
    package struct Series: Sendable, Hashable {
        /// The text in the legend.
        package var name: String
        package var colour: Colour
        /// From left to right; `y` grows upwards. Points that are not finite, or beyond 1e300, are left out.
        package var points: [Point]
        /// Whether each point is a dot on the line, for few points.
        package var hasDots: Bool

        package init(_ name: String, colour: Colour, points: [Point], hasDots: Bool = false) {
            self.name = name
            self.colour = colour
            self.points = points
            self.hasDots = hasDots
        }
    }

    /// The text above the chart; may be empty.
    package var title: String
    package var x: ChartAxis
    package var y: ChartAxis
    package var series: [Series]

    package init(title: String = "", x: ChartAxis, y: ChartAxis, series: [Series]) {
        self.title = title
        self.x = x
        self.y = y
        self.series = series
    }
}

/// One of a chart's two axes.
package struct ChartAxis: Sendable, Hashable {
    /// The format of the numbers.
    package enum Unit: Sendable, Hashable {
        case plain
        /// 0.5 as 50 %.
        case percent
    }

    package var title: String
    package var unit: Unit
    /// The smallest range that the axis spans; it extends to the next round number, and as far as the points do.
    package var range: ClosedRange<Double>?

    package init(_ title: String, unit: Unit = .plain, range: ClosedRange<Double>? = nil) {
        self.title = title
        self.unit = unit
        self.range = range
    }
}

/// Colours that people with any kind of colour vision can tell apart, also on a projector (Okabe and Ito, "Color
/// Universal Design", 2008).
package enum ChartColours {
    package static let blue = Colour(rgb: 0x0072B2)
    package static let vermilion = Colour(rgb: 0xD55E00)
    package static let green = Colour(rgb: 0x009E73)
    package static let orange = Colour(rgb: 0xE69F00)
    package static let purple = Colour(rgb: 0xCC79A7)
    package static let sky = Colour(rgb: 0x56B4E9)

    /// In the order in which lines use them.
    package static let all = [blue, vermilion, green, orange, purple, sky]
}
