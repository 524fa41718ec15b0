internal import SketchModel

/// The round pen as a polygon: what is moved along a stroke in place of a disc, as in cairo 1.16.
struct PenPolygon: Sendable {
    /// In device units, from the pen's centre.
    private(set) var vertices: [FixedPoint] = []
    /// `sides[i]` leads from vertex `i - 1` to vertex `i`, wrapping around.
    private var sides: [FixedPoint] = []
    private(set) var radius = 0.0

    var count: Int { vertices.count }

    /// The greatest distance between the pen and the disc, in pixels.
    static let tolerance = 0.1

    mutating func setRadius(_ radius: Double) {
        guard radius != self.radius else { return }
        self.radius = radius
        let count = Self.vertexCount(radius: radius)
        vertices.removeAll(keepingCapacity: true)
        sides.removeAll(keepingCapacity: true)
        for index in 0..<count {
            let place = UnitCircle.point(index, of: count)
            vertices.append(FixedPoint(Point(radius * place.x, radius * place.y)))
        }
        for index in 0..<count { sides.append(vertices[index] - vertices[index == 0 ? count - 1 : index - 1]) }
        if let first = sides.first { sides.append(first) }
    }

    /// The number of vertices that keeps the polygon within the tolerance; 1 if the pen is too small to be drawn.
    static func vertexCount(radius: Double) -> Int {
        if tolerance >= 4 * radius { return 1 }
        if tolerance >= radius { return 4 }
        // The smallest n with 2π/n at most acos(1 - tolerance/radius), compared by cosines.
        let least = 1 - tolerance / radius
        var count = max(4, Int(2 * Double.pi / (2 * tolerance / radius).squareRoot() * 0.98) - 1)
        while UnitCircle.point(1, of: count).x < least { count += 1 }
        return count + count % 2
    }

    /// The vertices around the outside of a clockwise turn, from `first` up to, but not including, `last`.
    func clockwiseFan(from start: FixedPoint, to end: FixedPoint) -> (first: Int, last: Int) {
        let sides = sides.span
        let first = search(0, count) { FixedPoint.turn(sides[$0], start) < 0 }
        guard FixedPoint.turn(end, sides[first + 1]) >= 0 else { return (first, first) }
        return (first, searchRound(from: first) { FixedPoint.turn(sides[$0], end) <= 0 })
    }

    /// The same for a counterclockwise turn, which runs through the vertices backwards.
    func counterclockwiseFan(from start: FixedPoint, to end: FixedPoint) -> (first: Int, last: Int) {
        let sides = sides.span
        let first = search(0, count) { FixedPoint.turn(start, sides[$0 + 1]) < 0 }
        guard FixedPoint.turn(sides[first], end) <= 0 else { return (first, first) }
        return (first, searchRound(from: first) { FixedPoint.turn(end, sides[$0 + 1]) <= 0 })
    }

    /// The first vertex, counting up, that is not before the direction. The order is not the same all around the pen,
    /// so the vertices that the search tries affect the result.
    @inline(__always)
    private func search(_ from: Int, _ to: Int, isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (from, to)
        var middle = (low + high) >> 1
        repeat {
            if isBefore(middle) { low = middle } else { high = middle }
            middle = (low + high) >> 1
        } while high - low > 1
        guard isBefore(middle) else { return middle }
        return middle + 1 == count ? 0 : middle + 1
    }

    /// The last vertex, going once around from `first`, that is still before the direction.
    @inline(__always)
    private func searchRound(from first: Int, isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (first, first + count)
        var middle = (low + high) >> 1
        repeat {
            if isBefore(middle >= count ? middle - count : middle) { low = middle } else { high = middle }
            middle = (low + high) >> 1
        } while high - low > 1
        return middle >= count ? middle - count : middle
    }
}
