internal import Platform
internal import SketchModel

/// The least-squares line of points: through their mean, along their greatest spread.
struct LineFit {
    let mean: Point
    /// A unit vector.
    let direction: Point

    /// - Parameter points: at least one.
    init(_ points: [Point]) {
        let count = Double(max(1, points.count))
        let mean = points.reduce(.zero, +) * (1 / count)
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for point in points {
            let step = point - mean
            (xx, xy, yy) = (xx + step.x * step.x, xy + step.x * step.y, yy + step.y * step.y)
        }
        let angle = 0.5 * atan2(2 * xy, xx - yy)
        self.mean = mean
        direction = Point(cos(angle), sin(angle))
    }

    /// The mean square distance of points to the line.
    func meanSquareDistance(of points: [Point]) -> Double {
        points.reduce(0) { sum, point in
            let step = point - mean
            let away = step.x * direction.y - step.y * direction.x
            return sum + away * away
        } / Double(max(1, points.count))
    }

    /// The point of the line closest to a given point.
    func foot(of point: Point) -> Point {
        let step = point - mean
        return mean + direction * (step.x * direction.x + step.y * direction.y)
    }

    /// Where two lines meet; `nil` if they are nearly parallel.
    func crossing(_ other: LineFit) -> Point? {
        let turn = direction.x * other.direction.y - direction.y * other.direction.x
        guard abs(turn) > 1e-3 else { return nil }
        let step = other.mean - mean
        return mean + direction * ((step.x * other.direction.y - step.y * other.direction.x) / turn)
    }
}

extension StrokeSamples {
    /// The line from the first to the last point along the fit.
    var line: PrimitiveShape {
        let fit = LineFit(points)
        let places = points.map { point in
            let step = point - fit.mean
            return step.x * fit.direction.x + step.y * fit.direction.y
        }
        let (low, high) = (places.min() ?? 0, places.max() ?? 0)
        return .line(from: fit.mean + fit.direction * low, to: fit.mean + fit.direction * high)
    }

    /// The two lines with the least squares over all positions where the stroke could turn from one to the other.
    var corner: PrimitiveShape? {
        var best: (square: Double, lines: (LineFit, LineFit), split: Int)?
        for split in 4..<points.count - 4 {
            let parts = (Array(points[..<split]), Array(points[split...]))
            let lines = (LineFit(parts.0), LineFit(parts.1))
            let square =
                lines.0.meanSquareDistance(of: parts.0) * Double(parts.0.count)
                + lines.1.meanSquareDistance(of: parts.1) * Double(parts.1.count)
            if square < best?.square ?? .infinity { best = (square, lines, split) }
        }
        guard let best, let corner = best.lines.0.crossing(best.lines.1) else { return nil }
        // If the lines meet far from where the stroke turns, it has no sharp corner.
        guard corner.squareDistance(to: points[best.split]) < 0.04 else { return nil }
        return .corner(
            from: best.lines.0.foot(of: points[0]),
            at: corner,
            to: best.lines.1.foot(of: points[points.count - 1])
        )
    }
}
