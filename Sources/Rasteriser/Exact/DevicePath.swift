internal import SketchModel

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
