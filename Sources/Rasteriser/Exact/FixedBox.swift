/// A rectangle in device units, including its edges.
struct FixedBox: Sendable, Hashable {
    var minimum: FixedPoint
    var maximum: FixedPoint

    static let none = FixedBox(minimum: FixedPoint(x: .max, y: .max), maximum: FixedPoint(x: .min, y: .min))

    /// The whole canvas.
    init(width: Int, height: Int) {
        minimum = FixedPoint(x: 0, y: 0)
        maximum = FixedPoint(x: Int32(width) * FixedPoint.one, y: Int32(height) * FixedPoint.one)
    }

    init(minimum: FixedPoint, maximum: FixedPoint) {
        self.minimum = minimum
        self.maximum = maximum
    }

    @inline(__always)
    func contains(_ point: FixedPoint) -> Bool {
        point.x >= minimum.x && point.x <= maximum.x && point.y >= minimum.y && point.y <= maximum.y
    }

    func grown(by distance: Int32) -> FixedBox {
        let d = FixedPoint(x: distance, y: distance)
        return FixedBox(minimum: minimum - d, maximum: maximum + d)
    }
}
