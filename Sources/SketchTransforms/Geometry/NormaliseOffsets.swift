internal import SketchModel

/// Divides all coordinates by the standard deviation of the whole set's offsets, as Magenta's Sketch-RNN does
/// (`calculate_normalizing_scale_factor`).
///
/// The offsets are those from each point to the next, including from stroke to stroke, with dx and dy pooled. The
/// deviation is the population's; the mean isn't subtracted from the data. A set whose deviation is 0 stays as it is.
/// If the deviation overflows, every sketch is refused.
struct NormaliseOffsets: GatheringTransform {
    private var count = 0.0
    private var mean = 0.0
    /// The sum of squared distances from the mean (Welford's recurrence).
    private var squares = 0.0

    /// The population's standard deviation of the offsets observed so far.
    var standardDeviation: Double { count > 0 ? (squares / count).squareRoot() : 0 }

    mutating func observe(_ sketch: Sketch) -> Bool {
        for index in sketch.points.indices.dropFirst() {
            let offset = sketch.points[index] - sketch.points[index - 1]
            add(offset.x)
            add(offset.y)
        }
        return true
    }

    mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
        let deviation = standardDeviation
        guard deviation != 0 else { return GatheringPlan() }
        return GatheringPlan(then: DivideOffsets(divisor: deviation))
    }

    private mutating func add(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / count
        squares += distance * (value - mean)
    }
}

/// Divides the coordinates, and so the offsets, by a number.
struct DivideOffsets: SketchTransform {
    /// More than 0. A divisor that isn't finite is refused.
    var divisor: Double

    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        guard divisor.isFinite else { throw TransformError.overflow(transform: "normalise") }
        for index in sketch.points.indices {
            let point = sketch.points[index]
            sketch.points[index] = Point(point.x / divisor, point.y / divisor)
            guard sketch.points[index].isFinite else { throw TransformError.overflow(transform: "normalise") }
        }
        sketch.mapAttributes(by: AxisMapping(divisor: divisor))
        return true
    }
}
