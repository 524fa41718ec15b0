internal import Platform
internal import SketchModel

extension StrokeSamples {
    private static let steps = 8

    /// The rectangle, at any angle, with the least squared distances to the nearest side.
    var rectangle: PrimitiveShape? {
        var best = UprightRectangle(points, angle: 0)
        for step in 1..<18 {
            let other = UprightRectangle(points, angle: Double(step) * .pi / 36)
            if other.meanSquare < best.meanSquare { best = other }
        }
        // Golden-section search between the neighbours of the best angle.
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (best.angle - .pi / 36, best.angle + .pi / 36)
        for _ in 0..<32 {
            let (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
            if UprightRectangle(points, angle: a).meanSquare < UprightRectangle(points, angle: b).meanSquare {
                high = b
            } else {
                low = a
            }
        }
        let refined = UprightRectangle(points, angle: (low + high) / 2)
        if refined.meanSquare < best.meanSquare { best = refined }
        let (width, height) = (best.maximum.x - best.minimum.x, best.maximum.y - best.minimum.y)
        guard width > 0.02, height > 0.02 else { return nil }
        let middle = (best.minimum + best.maximum) * 0.5
        return .rectangle(center: middle.turned(by: best.angle), width: width, height: height, rotation: best.angle)
    }

    /// The triangle with the least squared distances to the nearest side, starting from the largest one in the stroke.
    var triangle: PrimitiveShape? {
        var corners = largestTriangle
        for _ in 0..<Self.steps {
            let sides = Polyline(corners, isClosed: true)
            var parts: [[Point]] = [[], [], []]
            for point in points { parts[sides.nearest(to: point).segment].append(point) }
            guard parts.allSatisfy({ $0.count > 1 }) else { return nil }
            let lines = parts.map { LineFit($0) }
            var moved: [Point] = []
            for corner in 0..<3 {
                guard let crossing = lines[(corner + 2) % 3].crossing(lines[corner]) else { return nil }
                moved.append(crossing)
            }
            corners = moved
            guard corners.allSatisfy({ abs($0.x) < 1.5 && abs($0.y) < 1.5 }) else { return nil }
        }
        guard abs(Polyline.area(corners)) > 0.02 else { return nil }
        return .triangle(corners[0], corners[1], corners[2])
    }

    private var largestTriangle: [Point] {
        // Every second point is enough: the corners are refined anyway.
        let some = stride(from: 0, to: points.count, by: 2).map { points[$0] }
        var (best, greatest) = ([some[0], some[1], some[2]], -1.0)
        for a in some.indices {
            for b in some.indices[(a + 1)...] {
                for c in some.indices[(b + 1)...] {
                    let area = abs(Polyline.area([some[a], some[b], some[c]]))
                    if area > greatest { (best, greatest) = ([some[a], some[b], some[c]], area) }
                }
            }
        }
        return best
    }
}

extension Point {
    func turned(by angle: Double) -> Point {
        let (sine, cosine) = (sin(angle), cos(angle))
        return Point(x * cosine - y * sine, x * sine + y * cosine)
    }
}

/// The axis-parallel rectangle that fits the points after rotating them back by an angle.
private struct UprightRectangle {
    let angle: Double
    var minimum: Point
    var maximum: Point
    /// The mean square distance of points to the nearest side.
    private(set) var meanSquare = 0.0

    init(_ points: [Point], angle: Double) {
        self.angle = angle
        let (sine, cosine) = (sin(-angle), cos(angle))
        let turned = points.map { Point($0.x * cosine - $0.y * sine, $0.x * sine + $0.y * cosine) }
        let box = BoundingBox(turned) ?? BoundingBox(minimum: .zero, maximum: .zero)
        (minimum, maximum) = (box.minimum, box.maximum)
        // Alternately assigns points to their nearest side, and moves sides to the mean of their points.
        for _ in 0..<6 {
            var sums = (left: 0.0, right: 0.0, top: 0.0, bottom: 0.0)
            var counts = (left: 0, right: 0, top: 0, bottom: 0)
            meanSquare = 0
            for point in turned {
                let (left, right) = (abs(point.x - minimum.x), abs(point.x - maximum.x))
                let (top, bottom) = (abs(point.y - minimum.y), abs(point.y - maximum.y))
                let least = min(left, right, top, bottom)
                meanSquare += least * least / Double(turned.count)
                if least == left {
                    (sums.left, counts.left) = (sums.left + point.x, counts.left + 1)
                } else if least == right {
                    (sums.right, counts.right) = (sums.right + point.x, counts.right + 1)
                } else if least == top {
                    (sums.top, counts.top) = (sums.top + point.y, counts.top + 1)
                } else {
                    (sums.bottom, counts.bottom) = (sums.bottom + point.y, counts.bottom + 1)
                }
            }
            if counts.left > 0 { minimum.x = sums.left / Double(counts.left) }
            if counts.right > 0 { maximum.x = sums.right / Double(counts.right) }
            if counts.top > 0 { minimum.y = sums.top / Double(counts.top) }
            if counts.bottom > 0 { maximum.y = sums.bottom / Double(counts.bottom) }
        }
    }
}
