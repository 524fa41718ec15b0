internal import SketchModel

/// Moves coordinates between bytes and points. Lengths are checked once a stroke, not once a byte.
enum PackedPoints {
    /// Fills `target` from `first` on with a stroke's points.
    @inline(__always)
    static func unpack(
        x: Span<UInt8>,
        y: Span<UInt8>,
        into target: inout MutableSpan<Point>,
        from first: Int
    ) {
        precondition(x.count == y.count && first >= 0 && first + x.count <= target.count)
        for index in 0..<x.count {
            let point = Point(Double(x[unchecked: index]), Double(y[unchecked: index]))
            target[unchecked: first &+ index] = point
        }
    }
}
