internal import MessageFields
internal import SketchModel

/// A stroke: control points of a Catmull-Rom spline, and how it is drawn.
struct SplineStroke {
    /// Where its message begins.
    var offset: Int
    var name: String?
    var x: [Double] = []
    var y: [Double] = []
    /// How much of the first and of the last segment is drawn: from `start` and to `end`, in 0…1.
    var start: Float = 0
    var end: Float = 1
    /// What is said of each point, or else of all of them.
    var style = PointStyle()
    var brush: String?
    var renderMode: String?
    var randomSeed: UInt64 = 0
    /// Whether there are colours besides those in `style`.
    var hasOtherColours = false
    var sensors = SensorLink()

    /// Values of the points of a stroke.
    struct PointStyle {
        var size = PointValues()
        var red = PointValues()
        var green = PointValues()
        var blue = PointValues()
        var alpha = PointValues()
        var z = PointValues()
        /// The turn, the scales and the offsets of the brush's shape.
        var hasDynamics = false
    }

    /// Which samples of the pen belong to the points.
    struct SensorLink {
        /// The id of the samples.
        var id: Range<Int>?
        /// The number of the first sample.
        var first = 0
        /// The number of the sample of each point, if there is a list.
        var mapping: [Int] = []

        /// The number of the sample of control point `index`. The first control point only gives the direction in which
        /// the stroke begins, so the samples begin with the second. What follows the last sample has its values.
        func sample(_ index: Int, of count: Int) -> Int {
            let place = first == 0 ? max(index - 1, 0) : index
            if !mapping.isEmpty { return min(mapping[min(place, mapping.count - 1)], count - 1) }
            return min(first + place, count - 1)
        }
    }

    /// The ink's colour, the mean of what the points have.
    var colour: Colour? {
        guard let red = style.red.mean, let green = style.green.mean, let blue = style.blue.mean else { return nil }
        func byte(_ value: Double) -> UInt8 { UInt8(min(max((value * 255).rounded(), 0), 255)) }
        return Colour(red: byte(red), green: byte(green), blue: byte(blue), alpha: byte(style.alpha.mean ?? 1))
    }

    /// The colour's channels.
    var channels: [PointValues] { [style.red, style.green, style.blue, style.alpha] }

    /// The last parts of the names of render modes that mean something here.
    static let (usualMode, erasingMode) = ("SourceOver", "DestinationOut")

    var isEraser: Bool { InkName.last(of: renderMode) == Self.erasingMode }

    /// The control points through which the line goes, and the first and the last point, which may lie between two of
    /// them.
    /// - Parameter interval: a part of the control points.
    func drawn(_ interval: InkTree.Interval?) -> (indices: Range<Int>, points: [Point]) {
        let (from, to) = (interval?.from ?? 0, interval?.to ?? x.count - 1)
        let indices =
            switch to - from + 1 {
            case ...2: from..<(to + 1)
            default: (from + 1)..<to
            }
        var points = indices.map { Point(x[$0], y[$0]) }
        guard to - from >= 3 else { return (indices, points) }
        let (start, end) = (Double(interval?.start ?? start), Double(interval?.end ?? end))
        if start > 0, start <= 1 { points[0] = point(onSegment: from, at: start) }
        if end >= 0, end < 1 { points[points.count - 1] = point(onSegment: to - 3, at: end) }
        return (indices, points)
    }

    /// A point of the curve between the second and the third of four control points.
    private func point(onSegment first: Int, at t: Double) -> Point {
        func value(_ values: [Double]) -> Double {
            let (a, b, c, d) = (values[first], values[first + 1], values[first + 2], values[first + 3])
            let cubic = -a / 2 + 1.5 * b - 1.5 * c + d / 2
            let square = a - 2.5 * b + 2 * c - d / 2
            return ((cubic * t + square) * t + (c - a) / 2) * t + b
        }
        return Point(value(x), value(y))
    }
}

/// The mean and the range of the values that points have, or one value for all of them.
struct PointValues {
    private var sum = 0.0
    private var count = 0
    private var least = Double.infinity
    private var greatest = -Double.infinity

    init(_ constant: Double? = nil) {
        if let constant { add(constant) }
    }

    mutating func add(_ value: Double) {
        guard value.isFinite else { return }
        sum += value
        count += 1
        (least, greatest) = (min(least, value), max(greatest, value))
    }

    var isEmpty: Bool { count == 0 }
    var varies: Bool { least < greatest }
    /// `nil` if there are no values.
    var mean: Double? { count == 0 ? nil : varies ? sum / Double(count) : least }

    /// These, or if there are none, another value.
    func or(_ constant: Double?) -> PointValues { isEmpty ? PointValues(constant) : self }
}
