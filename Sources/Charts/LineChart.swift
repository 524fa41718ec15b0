public import SketchModel

/// Lines over two axes with numbers, and a legend above them.
public struct LineChart: Sendable, Hashable {
    /// A line of a chart.
    public struct Series: Sendable, Hashable {
        /// What the legend says.
        public var name: String
        public var colour: Colour
        /// From left to right; `y` grows upwards. Those that are no numbers, or beyond 1e300, are left out.
        public var points: [Point]
        /// Whether each point is a dot on the line, where there are few.
        public var hasDots: Bool

        public init(_ name: String, colour: Colour, points: [Point], hasDots: Bool = false) {
            self.name = name
            self.colour = colour
            self.points = points
            self.hasDots = hasDots
        }
    }

    /// What is over the chart; empty for nothing.
    public var title: String
    public var x: ChartAxis
    public var y: ChartAxis
    public var series: [Series]

    public init(title: String = "", x: ChartAxis, y: ChartAxis, series: [Series]) {
        self.title = title
        self.x = x
        self.y = y
        self.series = series
    }
}

/// One of a chart's two axes.
public struct ChartAxis: Sendable, Hashable {
    /// How numbers are written.
    public enum Unit: Sendable, Hashable {
        case plain
        /// 0.5 as 50 %.
        case percent
    }

    public var title: String
    public var unit: Unit
    /// What the axis spans at least; it goes on to the next round number, and as far as the points do.
    public var range: ClosedRange<Double>?

    public init(_ title: String, unit: Unit = .plain, range: ClosedRange<Double>? = nil) {
        self.title = title
        self.unit = unit
        self.range = range
    }
}

/// Colours that people with any kind of colour vision tell apart, also on a projector (Okabe and Ito, "Color Universal
/// Design", 2008).
public enum ChartColours {
    public static let blue = Colour(rgb: 0x0072B2)
    public static let vermilion = Colour(rgb: 0xD55E00)
    public static let green = Colour(rgb: 0x009E73)
    public static let orange = Colour(rgb: 0xE69F00)
    public static let purple = Colour(rgb: 0xCC79A7)
    public static let sky = Colour(rgb: 0x56B4E9)

    /// In the order in which lines take them.
    public static let all = [blue, vermilion, green, orange, purple, sky]
}
