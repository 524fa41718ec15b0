internal import SketchModel

/// A position in device units, 1/256 pixel each.
struct FixedPoint: Sendable, Hashable {
    var x: Int32
    var y: Int32

    /// Units per pixel.
    static let one: Int32 = 256

    @inline(__always)
    init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    /// The nearest position to a point in pixels, clamped to `FixedPoint.limit`.
    @inline(__always)
    init(_ point: Point) {
        x = Self.round(point.x)
        y = Self.round(point.y)
    }

    var pixels: Point { Point(Double(x) / 256, Double(y) / 256) }

    @inline(__always)
    static func + (a: FixedPoint, b: FixedPoint) -> FixedPoint { FixedPoint(x: a.x &+ b.x, y: a.y &+ b.y) }

    @inline(__always)
    static func - (a: FixedPoint, b: FixedPoint) -> FixedPoint { FixedPoint(x: a.x &- b.x, y: a.y &- b.y) }

    @inline(__always)
    static prefix func - (a: FixedPoint) -> FixedPoint { FixedPoint(x: 0 &- a.x, y: 0 &- a.y) }

    /// Rounds to the nearest unit, halves to even: in this range a double has exactly eight bits after the binary
    /// point.
    @inline(__always)
    static func round(_ pixels: Double) -> Int32 {
        Int32(truncatingIfNeeded: (pixels + 0x1.8p44).bitPattern)
    }

    /// The largest coordinate, in pixels, for which sums, differences and products here cannot overflow: 60 times the
    /// difference of two such coordinates fits 32 bits.
    static let limit = 65_536.0
}

extension FixedPoint {
    /// Compares two directions by angle: negative if `b` comes after `a` within half a turn from `a`, zero if both are
    /// the same. Of two opposite directions, the one that points right, or down, comes first; the zero vector comes
    /// after all others.
    @inline(__always)
    static func turn(_ a: FixedPoint, _ b: FixedPoint) -> Int {
        let (down, up) = (Int64(a.y) &* Int64(b.x), Int64(b.y) &* Int64(a.x))
        if down != up { return down < up ? -1 : 1 }
        return turnOfParallels(a, b)
    }

    @inline(never)
    private static func turnOfParallels(_ a: FixedPoint, _ b: FixedPoint) -> Int {
        let zero = FixedPoint(x: 0, y: 0)
        if a == zero { return b == zero ? 0 : 1 }
        if b == zero { return -1 }
        guard (a.x ^ b.x) < 0 || (a.y ^ b.y) < 0 else { return 0 }
        return a.x > 0 || (a.x == 0 && a.y > 0) ? -1 : 1
    }
}

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

/// A stroke's points in device units, without redundant ones: repetitions, and points on a straight line.
struct DevicePath: Sendable {
    private(set) var points: [FixedPoint] = []

    mutating func removeAll() { points.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func append(_ point: FixedPoint) {
        let count = points.count
        guard count > 0 else {
            points.append(point)
            return
        }
        let last = points[count - 1]
        if last == point { return }
        if count > 1 {
            let (a, b) = (last - points[count - 2], point - last)
            let (ax, ay, bx, by) = (Int64(a.x), Int64(a.y), Int64(b.x), Int64(b.y))
            if ay &* bx == by &* ax, ax &* bx &+ ay &* by >= 0 {
                points[count - 1] = point
                return
            }
        }
        points.append(point)
    }
}
