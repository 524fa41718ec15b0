/// The inner point of a chord that is farthest from it, and its distance; the first, if several are equally far.
///
/// The searches for `line` and `point` are written twice: here as they are defined, and in `FarthestPointKernel.swift`
/// as they are run. The tests compare the two bit for bit.
package struct FarthestPoint: Equatable, Sendable {
    package var index: Int
    package var distance: Double

    package init(index: Int, distance: Double) {
        self.index = index
        self.distance = distance
    }

    /// By the distance to the line through the points `first` and `last`, which differ: the cross product with the
    /// chord, divided by the chord's length.
    package static func fromLine(_ x: [Double], _ y: [Double], first: Int, last: Int) -> FarthestPoint {
        let (dx, dy) = (x[last] - x[first], y[last] - y[first])
        let length = chordLength(dx, dy)
        var best = FarthestPoint(index: first, distance: 0)
        for index in (first + 1)..<last {
            let distance = abs(dx * (y[index] - y[first]) - dy * (x[index] - x[first])) / length
            if distance > best.distance { best = FarthestPoint(index: index, distance: distance) }
        }
        return best
    }

    /// By the distance to the point `first`.
    package static func fromPoint(_ x: [Double], _ y: [Double], first: Int, last: Int) -> FarthestPoint {
        var best = FarthestPoint(index: first, distance: 0)
        for index in (first + 1)..<last {
            let (dx, dy) = (x[index] - x[first], y[index] - y[first])
            let distance = (dx * dx + dy * dy).squareRoot()
            if distance > best.distance { best = FarthestPoint(index: index, distance: distance) }
        }
        return best
    }

    /// By the distance to the segment between the points `first` and `last`, which differ.
    package static func fromSegment(_ x: [Double], _ y: [Double], first: Int, last: Int) -> FarthestPoint {
        let (dx, dy) = (x[last] - x[first], y[last] - y[first])
        let square = dx * dx + dy * dy
        let length = chordLength(dx, dy)
        var best = FarthestPoint(index: first, distance: 0)
        for index in (first + 1)..<last {
            let (px, py) = (x[index] - x[first], y[index] - y[first])
            let along = px * dx + py * dy
            let distance: Double
            if along <= 0 {
                distance = (px * px + py * py).squareRoot()
            } else if along >= square {
                let (qx, qy) = (x[index] - x[last], y[index] - y[last])
                distance = (qx * qx + qy * qy).squareRoot()
            } else {
                distance = abs(dx * py - dy * px) / length
            }
            if distance > best.distance { best = FarthestPoint(index: index, distance: distance) }
        }
        return best
    }

    /// The length of a chord, rounded once less than usual.
    ///
    /// Points on a straight part parallel to the chord differ in distance only by rounding, and the first of the
    /// farthest is chosen, so the last bit decides which point stays. This is the rounding of the official QuickDraw
    /// data, whose norm was computed on a processor with a fused multiply-add.
    package static func chordLength(_ dx: Double, _ dy: Double) -> Double {
        (dy * dy).addingProduct(dx, dx).squareRoot()
    }
}
