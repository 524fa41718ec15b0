internal import Platform
internal import SketchModel

/// How far the points of one line are from another.
struct LineDistance {
    /// The distances, in ascending order.
    let sorted: [Double]

    init(of points: some Sequence<Point>, from line: some Collection<Point>) {
        let line = Array(line)
        sorted = points.map { point in
            (1..<max(line.count, 2)).reduce(Double.infinity) { nearest, index in
                min(nearest, Self.distance(point, line[index - 1], line[min(index, line.count - 1)]))
            }
        }.sorted()
    }

    var mean: Double { sorted.reduce(0, +) / Double(max(sorted.count, 1)) }

    /// The distance that 95 % of the points don't exceed.
    var most: Double { sorted.isEmpty ? 0 : sorted[Int(Double(sorted.count - 1) * 0.95)] }

    private static func distance(_ point: Point, _ a: Point, _ b: Point) -> Double {
        let (along, to) = (b - a, point - a)
        let length = along.x * along.x + along.y * along.y
        let share = length > 0 ? min(max((to.x * along.x + to.y * along.y) / length, 0), 1) : 0
        let rest = to - along * share
        return (rest.x * rest.x + rest.y * rest.y).squareRoot()
    }
}
