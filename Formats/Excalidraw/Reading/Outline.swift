internal import Platform
internal import SketchModel

/// The outline of a shape in a box whose corner is the origin: closed, clockwise, curves as polylines.
///
/// A polyline is nowhere farther from its curve than a quarter of a unit, or 1/1024 of the shape's longer side if that is
/// less.
struct Outline {
    /// The largest number of segments of one curve.
    private static let segmentLimit = 1024

    let width: Double
    let height: Double
    /// The radius of a corner on a side of that length.
    let radius: (Double) -> Double

    private var tolerance: Double { Self.tolerance(longerSide: max(abs(width), abs(height))) }

    private static func tolerance(longerSide: Double) -> Double {
        longerSide > 0 ? min(0.25, longerSide / 1024) : 0.25
    }

    /// From its top left, or from the end of that corner.
    var rectangle: [Point] {
        let (left, right) = (min(width, 0), max(width, 0))
        let (top, bottom) = (min(height, 0), max(height, 0))
        let corners = [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)]
        let round = radius(min(abs(width), abs(height)))
        guard round > 0 else { return corners + [corners[0]] }
        let along = [Point(round, 0), Point(0, round), Point(-round, 0), Point(0, -round)]
        var points = [corners[0] + along[0]]
        for index in [1, 2, 3, 0] {
            let (corner, before, after) = (corners[index], along[(index + 3) % 4], along[index])
            // A quadratic curve as a cubic one.
            let (start, end) = (corner - before, corner + after)
            let controls = (start + (corner - start) * (2 / 3), end + (corner - end) * (2 / 3))
            points.append(start)
            Self.append(start, controls.0, controls.1, end, tolerance, to: &points)
        }
        points[points.count - 1] = points[0]
        return points
    }

    /// From its top, or from the end of that corner.
    var diamond: [Point] {
        let (across, down) = (radius(abs(width) / 2), radius(abs(height) / 2))
        let arm = Point(width < 0 ? -across : across, height < 0 ? -down : down)
        let corners = [
            Point(width / 2, 0), Point(width, height / 2), Point(width / 2, height), Point(0, height / 2),
        ]
        guard across > 0 || down > 0 else { return corners + [corners[0]] }
        // From each corner to the next.
        let along = [arm, Point(-arm.x, arm.y), Point(-arm.x, -arm.y), Point(arm.x, -arm.y)]
        var points = [corners[0] + along[0]]
        for index in [1, 2, 3, 0] {
            let corner = corners[index]
            let (start, end) = (corner - along[(index + 3) % 4], corner + along[index])
            points.append(start)
            Self.append(start, corner, corner, end, tolerance, to: &points)
        }
        points[points.count - 1] = points[0]
        return points
    }

    /// From its rightmost point.
    var ellipse: [Point] {
        let centre = Point(width / 2, height / 2)
        let share = tolerance / max(abs(width), abs(height), tolerance) * 2
        let step = acos(max(1 - share, 0))
        let count = min(max(Int((.pi / max(step, 1e-6)).rounded(.up)), 8), Self.segmentLimit)
        var points = (0..<count).map { index in
            let angle = 2 * .pi * Double(index) / Double(count)
            return centre + Point(abs(centre.x) * cos(angle), abs(centre.y) * sin(angle))
        }
        points.append(points[0])
        return points
    }

    /// The curve that the app draws through the points of a rounded line: a uniform Catmull–Rom spline whose end points
    /// count twice.
    static func curve(through path: [Point]) -> [Point] {
        guard let first = path.first, let box = BoundingBox(path.span) else { return [] }
        let tolerance = tolerance(longerSide: box.longerSide)
        var points = [first]
        for index in 0..<path.count - 1 {
            let (before, start) = (path[max(index - 1, 0)], path[index])
            let (end, after) = (path[index + 1], path[min(index + 2, path.count - 1)])
            append(
                start,
                start + (end - before) * (1 / 6),
                end + (start - after) * (1 / 6),
                end,
                tolerance,
                to: &points
            )
        }
        return points
    }

    /// Appends a cubic Bézier curve without its start, cut at equal steps of its parameter, as many as the bound on its
    /// second derivative requires.
    private static func append(
        _ start: Point,
        _ first: Point,
        _ second: Point,
        _ end: Point,
        _ tolerance: Double,
        to points: inout [Point]
    ) {
        func length(_ vector: Point) -> Double { (vector.x * vector.x + vector.y * vector.y).squareRoot() }
        let bend = max(length(start - first * 2 + second), length(first - second * 2 + end))
        let needed = (0.75 * bend / tolerance).squareRoot().rounded(.up)
        let count = needed < Double(segmentLimit) ? max(Int(needed), 1) : segmentLimit
        for index in 1..<max(count, 1) {
            let t = Double(index) / Double(count)
            let rest = 1 - t
            let ends = start * (rest * rest * rest) + end * (t * t * t)
            points.append(ends + first * (3 * rest * rest * t) + second * (3 * rest * t * t))
        }
        points.append(end)
    }
}
