/// The smallest axis-aligned rectangle that contains some points.
@frozen
public struct BoundingBox: Sendable, Hashable {
    public var minimum: Point
    public var maximum: Point

    @inlinable
    public init(minimum: Point, maximum: Point) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The box around `points`, or `nil` if there are none.
    @inlinable
    public init?(_ points: some Sequence<Point>) {
        var iterator = points.makeIterator()
        guard let first = iterator.next() else { return nil }
        self.init(minimum: first, maximum: first)
        while let point = iterator.next() { extend(to: point) }
    }

    /// The box around `points`, or `nil` if there are none. No coordinate is NaN.
    @inlinable
    public init?(_ points: Span<Point>) {
        guard points.count > 0 else { return nil }
        // Two lanes per point, in the form that compiles to one minimum and one maximum instruction.
        var low = SIMD2(points[0].x, points[0].y)
        var high = low
        for index in points.indices {
            let point = SIMD2(points[index].x, points[index].y)
            low.replace(with: point, where: point .< low)
            high.replace(with: point, where: point .> high)
        }
        self.init(minimum: Point(low.x, low.y), maximum: Point(high.x, high.y))
    }

    @inlinable public var width: Double { maximum.x - minimum.x }
    @inlinable public var height: Double { maximum.y - minimum.y }
    @inlinable public var longerSide: Double { Swift.max(width, height) }
    @inlinable public var center: Point {
        Point(minimum.x + width / 2, minimum.y + height / 2)
    }

    @inlinable
    public mutating func extend(to point: Point) {
        if point.x < minimum.x { minimum.x = point.x }
        if point.y < minimum.y { minimum.y = point.y }
        if point.x > maximum.x { maximum.x = point.x }
        if point.y > maximum.y { maximum.y = point.y }
    }
}
