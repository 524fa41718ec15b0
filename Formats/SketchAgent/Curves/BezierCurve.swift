internal import SketchModel

/// A dot, a line or a cubic Bézier curve, by its 1, 2 or 4 control points, in pixels.
struct BezierCurve {
    /// The greatest distance of a flattened curve from the true one, in pixels: 1/48 of a cell.
    static let tolerance = 0.25

    var controls: [Point]

    init(controls: [Point]) {
        // A quadratic curve is also a cubic one.
        guard controls.count == 3 else {
            self.controls = controls
            return
        }
        let (first, middle, last) = (controls[0], controls[1], controls[2])
        self.controls = [first, (first + middle * 2) * (1 / 3), (middle * 2 + last) * (1 / 3), last]
    }

    /// The weights of the 3 or 4 control points of a curve at `t`.
    static func weights(_ t: Double, degree: Int) -> [Double] {
        let s = 1 - t
        return degree == 2 ? [s * s, 2 * s * t, t * t] : [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    }

    /// A cubic curve's point at `t`.
    func point(at t: Double) -> Point {
        let weights = Self.weights(t, degree: 3)
        var sum = Point.zero
        for (control, weight) in zip(controls, weights) { sum = sum + control * weight }
        return sum
    }

    /// The number of lines that a cubic curve is flattened to: enough for the tolerance, and at least 4, so that the
    /// curve can be found again in its points.
    var segments: Int {
        let bend = max(
            (controls[0] - controls[1] * 2 + controls[2]).length,
            (controls[1] - controls[2] * 2 + controls[3]).length
        )
        // Between two points at a distance h in t, a curve is at most h²/8 times its second derivative from its chord.
        return max(4, Int((0.75 * bend / Self.tolerance).squareRoot().rounded(.up)))
    }

    /// The curve as points at even steps of t.
    var polyline: [Point] {
        guard controls.count == 4 else { return controls }
        let segments = segments
        return (0...segments).map { point(at: Double($0) / Double(segments)) }
    }
}

extension Point {
    var length: Double { (x * x + y * y).squareRoot() }
}
