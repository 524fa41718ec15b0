internal import Platform
internal import SketchModel

/// Curves as polylines.
enum Curves {
    /// The arc from `start` through `middle` to `end`, with a point every 5 degrees; a line if they lie on one.
    static func arc(from start: Point, through middle: Point, to end: Point) -> [Point] {
        let (a, b) = (middle - start, end - start)
        let cross = a.x * b.y - a.y * b.x
        let (lengthA, lengthB) = (a.x * a.x + a.y * a.y, b.x * b.x + b.y * b.y)
        guard cross.magnitude > 1e-6 * lengthB else { return [start, end] }
        let centre = Point(
            start.x + (b.y * lengthA - a.y * lengthB) / (2 * cross),
            start.y + (a.x * lengthB - b.x * lengthA) / (2 * cross)
        )
        let radius = hypot(start.x - centre.x, start.y - centre.y)
        let first = atan2(start.y - centre.y, start.x - centre.x)
        var sweep = atan2(end.y - centre.y, end.x - centre.x) - first
        // With y downwards, a positive cross product turns in the direction of growing angles.
        if cross > 0, sweep < 0 { sweep += 2 * .pi }
        if cross < 0, sweep > 0 { sweep -= 2 * .pi }
        guard radius.isFinite, sweep.isFinite else { return [start, end] }
        let steps = max(2, Int((sweep.magnitude * 36 / .pi).rounded(.up)))
        let inner = (1..<steps).map { step in
            let angle = first + sweep * Double(step) / Double(steps)
            return Point(centre.x + radius * cos(angle), centre.y + radius * sin(angle))
        }
        return [start] + inner + [end]
    }

    /// An ellipse in the box from the origin to (`width`, `height`), from its left end clockwise back to it.
    static func ellipse(width: Double, height: Double) -> [Point] {
        let steps = 72
        let points = (0..<steps).map { step in
            let angle = .pi + 2 * .pi * Double(step) / Double(steps)
            return Point(width / 2 * (1 + cos(angle)), height / 2 * (1 + sin(angle)))
        }
        return points + points.prefix(1)
    }

    /// The smooth curve of a line shape: a cubic between every two points, in 8 steps.
    ///
    /// Source: `PathBuilder.cubicSplineThroughPoints` of tldraw 5.
    static func spline(_ points: [Point]) -> [Point] {
        guard points.count > 2 else { return points }
        let (last, tension) = (points.count - 1, 1.25 / 6)
        var curve = [points[0]]
        for index in 0..<last {
            let (start, end) = (points[index], points[index + 1])
            let first = index == 0 ? start : start + (end - points[index - 1]) * tension
            let second = index == last - 1 ? end : end - (points[index + 2] - start) * tension
            for step in 1...8 {
                let t = Double(step) / 8
                let u = 1 - t
                curve.append(
                    start * (u * u * u) + first * (3 * u * u * t) + second * (3 * u * t * t) + end * (t * t * t)
                )
            }
        }
        return curve
    }
}
