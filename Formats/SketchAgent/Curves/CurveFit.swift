internal import SketchModel

/// The curves that SketchAgent's program draws for the points of a stroke.
///
/// Source: yael-vinker/SketchAgent, `utils.py`, `estimate_bezier_control_points`.
struct CurveFit {
    /// One curve, or two that meet.
    private(set) var curves: [BezierCurve] = []
    /// Whether t values determined no curve, and even ones were used instead.
    private(set) var usesEvenTimes = false

    /// - Parameters:
    ///   - points: at least one, in the program's pixels.
    ///   - times: one per point, in 0…1.
    init(_ points: [Point], at times: [Double]) {
        guard points.count > 2 else {
            curves = [BezierCurve(controls: points)]
            return
        }
        let whole = fitted(points[...], at: times[...])
        curves = [whole]
        let times = usesEvenTimes ? Self.evenTimes(points.count) : times
        guard points.count >= 7, Self.meanError(of: whole, points, at: times) > 5 else { return }
        let middle = points.count / 2
        let left = fitted(points[...middle], at: Self.normalised(times[...middle]))
        var right = fitted(points[middle...], at: Self.normalised(times[middle...]))
        right.controls[0] = left.controls[3]
        curves = [left, right]
    }

    /// Times at even steps.
    static func evenTimes(_ count: Int) -> [Double] { (0..<count).map { Double($0) / Double(max(count - 1, 1)) } }

    /// The points of all curves, one after another.
    var polyline: [Point] {
        var points = curves[0].polyline
        for curve in curves.dropFirst() { points += curve.polyline.dropFirst() }
        return points
    }

    /// A curve of 3 points or more. Times with less than three values determine none, and the shortest solution would
    /// bend it to the canvas's corner; times very close to each other send it far away.
    private mutating func fitted(_ points: ArraySlice<Point>, at times: ArraySlice<Double>) -> BezierCurve {
        if Set(times).count > 2, times.allSatisfy(\.isFinite) {
            let curve = Self.leastSquares(points, at: times)
            if curve.controls.allSatisfy({ abs($0.x) < 1e5 && abs($0.y) < 1e5 }) { return curve }
        }
        usesEvenTimes = true
        return Self.leastSquares(points, at: Self.evenTimes(points.count)[...])
    }

    static func leastSquares(_ points: ArraySlice<Point>, at times: ArraySlice<Double>) -> BezierCurve {
        let degree = points.count == 3 ? 2 : 3
        var columns = [[Double]](repeating: [], count: degree + 1)
        for time in times {
            for (column, weight) in BezierCurve.weights(time, degree: degree).enumerated() {
                columns[column].append(weight)
            }
        }
        return BezierCurve(controls: LeastSquares.solve(columns, Array(points)))
    }

    private static func meanError(of curve: BezierCurve, _ points: [Point], at times: [Double]) -> Double {
        let sum = zip(points, times).reduce(0) { $0 + (curve.point(at: $1.1) - $1.0).length }
        return sum / Double(points.count)
    }

    /// Times from 0 to 1. Not finite if the first and the last are the same.
    private static func normalised(_ times: ArraySlice<Double>) -> ArraySlice<Double> {
        guard let first = times.first, let last = times.last else { return times }
        return times.map { ($0 - first) / (last - first) }[...]
    }
}
