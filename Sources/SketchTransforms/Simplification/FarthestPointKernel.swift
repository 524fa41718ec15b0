// The searches of `FarthestPoint`, four points at a time. Dividing by the chord's length and taking the square root
// preserve the order up to rounding, so the greatest distance is found without them; then the first point that has it
// is searched for among those within rounding of it.

extension FarthestPoint {
    private typealias Lanes = SIMD4<Double>

    /// The same as `fromLine`, or `nil` if the distance isn't more than `epsilon`.
    package static func fromLine(
        _ x: [Double],
        _ y: [Double],
        first: Int,
        last: Int,
        beyond epsilon: Double
    ) -> FarthestPoint? {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                let (dx, dy) = (x[last] - x[first], y[last] - y[first])
                let (x0, y0) = (x[first], y[first])
                let length = chordLength(dx, dy)
                let greatest = greatestArea(x, y, (first + 1)..<last, x0: x0, y0: y0, dx: dx, dy: dy)
                let distance = greatest / length
                guard distance > epsilon else { return nil }
                // A quotient is rounded by at most 2⁻⁵³, so equal quotients come from areas this close.
                let near = greatest - greatest * 0x1p-51
                var index = first + 1
                while true {
                    index = firstArea(x, y, index..<last, x0: x0, y0: y0, dx: dx, dy: dy, atLeast: near)
                    // There is none only if the areas overflow.
                    guard index < last else { return FarthestPoint(index: first + 1, distance: distance) }
                    if abs(dx * (y[index] - y0) - dy * (x[index] - x0)) / length == distance {
                        return FarthestPoint(index: index, distance: distance)
                    }
                    index += 1
                }
            }
        }
    }

    /// The greatest absolute cross product of the chord and a point's offset, over a range of points.
    private static func greatestArea(
        _ x: UnsafeBufferPointer<Double>,
        _ y: UnsafeBufferPointer<Double>,
        _ range: Range<Int>,
        x0: Double,
        y0: Double,
        dx: Double,
        dy: Double
    ) -> Double {
        var greatest = 0.0
        var index = range.lowerBound
        if range.count >= 4, let xs = UnsafeRawPointer(x.baseAddress), let ys = UnsafeRawPointer(y.baseAddress) {
            var highest = Lanes.zero
            var lowest = Lanes.zero
            while index + 4 <= range.upperBound {
                let area = lanes(xs, ys, at: index, x0: x0, y0: y0, dx: dx, dy: dy)
                highest.replace(with: area, where: area .> highest)
                lowest.replace(with: area, where: area .< lowest)
                index += 4
            }
            for lane in 0..<4 { greatest = max(greatest, highest[lane], -lowest[lane]) }
        }
        while index < range.upperBound {
            let area = abs(dx * (y[index] - y0) - dy * (x[index] - x0))
            if area > greatest { greatest = area }
            index += 1
        }
        return greatest
    }

    /// The first point whose absolute cross product is at least `bound`, or the range's upper bound.
    private static func firstArea(
        _ x: UnsafeBufferPointer<Double>,
        _ y: UnsafeBufferPointer<Double>,
        _ range: Range<Int>,
        x0: Double,
        y0: Double,
        dx: Double,
        dy: Double,
        atLeast bound: Double
    ) -> Int {
        var index = range.lowerBound
        if range.count >= 4, let xs = UnsafeRawPointer(x.baseAddress), let ys = UnsafeRawPointer(y.baseAddress) {
            while index + 4 <= range.upperBound {
                let area = lanes(xs, ys, at: index, x0: x0, y0: y0, dx: dx, dy: dy)
                if any((area .>= bound) .| (area .<= -bound)) { break }
                index += 4
            }
        }
        while index < range.upperBound, !(abs(dx * (y[index] - y0) - dy * (x[index] - x0)) >= bound) { index += 1 }
        return index
    }

    @inline(__always)
    private static func lanes(
        _ x: UnsafeRawPointer,
        _ y: UnsafeRawPointer,
        at index: Int,
        x0: Double,
        y0: Double,
        dx: Double,
        dy: Double
    ) -> Lanes {
        let offset = index * MemoryLayout<Double>.stride
        let x = x.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
        let y = y.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
        return dx * (y - y0) - dy * (x - x0)
    }
}
