internal import SketchModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The straight line of the least squares of distances from points: through their mean, along their greatest spread.
struct LineFit {
    let mean: Point
    /// Of length 1.
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

    /// Where two lines meet; `nil` where they are nearly parallel.
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
}
