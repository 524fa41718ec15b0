internal import SketchModel

extension Point {
    func squareDistance(to other: Point) -> Double {
        let step = self - other
        return step.x * step.x + step.y * step.y
    }
}

/// Points with straight segments between them; a closed one also has a segment from the last to the first.
struct Polyline {
    let vertices: [Point]
    let isClosed: Bool

    /// - Parameter vertices: at least one.
    init(_ vertices: [Point], isClosed: Bool) {
        self.vertices = vertices
        self.isClosed = isClosed
    }

    private var segmentCount: Int { isClosed ? vertices.count : max(1, vertices.count - 1) }

    private func segment(_ index: Int) -> (Point, Point) {
        (vertices[index], vertices[(index + 1) % vertices.count])
    }

    /// The nearest point of the line, and its segment.
    func nearest(to point: Point) -> (point: Point, segment: Int) {
        var (nearest, place, least) = (vertices[0], 0, Double.infinity)
        for index in 0..<segmentCount {
            let (from, to) = segment(index)
            let way = to - from
            let square = way.x * way.x + way.y * way.y
            let step = point - from
            let share = square > 0 ? min(max((step.x * way.x + step.y * way.y) / square, 0), 1) : 0
            let foot = from + way * share
            let distance = foot.squareDistance(to: point)
            if distance < least { (nearest, place, least) = (foot, index, distance) }
        }
        return (nearest, place)
    }

    /// The mean square distance of points to the line.
    func meanSquareDistance(of points: [Point]) -> Double {
        points.reduce(0) { $0 + nearest(to: $1).point.squareDistance(to: $1) } / Double(max(1, points.count))
    }

    /// `count` points, at least 2, evenly along the line; for a closed one, the first is not repeated at the end.
    func samples(_ count: Int) -> [Point] {
        var lengths = [0.0]
        for index in 0..<segmentCount {
            let (from, to) = segment(index)
            lengths.append(lengths[index] + from.squareDistance(to: to).squareRoot())
        }
        let total = lengths[lengths.count - 1]
        var index = 0
        return (0..<count).map { sample in
            let place = total * Double(sample) / Double(isClosed ? count : count - 1)
            while index < segmentCount - 1, lengths[index + 1] < place { index += 1 }
            let (from, to) = segment(index)
            let length = lengths[index + 1] - lengths[index]
            return length > 0 ? from + (to - from) * min((place - lengths[index]) / length, 1) : from
        }
    }

    /// Twice the signed area enclosed by the points; the sign gives the orientation.
    static func area(_ points: [Point]) -> Double {
        guard let first = points.first else { return 0 }
        var area = 0.0
        for index in points.indices {
            let (a, b) = (points[index] - first, points[(index + 1) % points.count] - first)
            area += a.x * b.y - a.y * b.x
        }
        return area
    }
}
