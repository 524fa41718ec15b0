/// The inner point of a chord that is farthest from it, and how far; the first of several. Distances are compared
/// before the division by the chord's length, which is the same for all.
package struct FarthestPoint: Equatable {
    package var index: Int
    package var distance: Double

    package init(index: Int, distance: Double) {
        self.index = index
        self.distance = distance
    }

    /// By the distance to the line through points `first` and `last`, which differ.
    package static func fromLine(_ x: Span<Double>, _ y: Span<Double>, first: Int, last: Int) -> FarthestPoint {
        let (dx, dy) = (x[last] - x[first], y[last] - y[first])
        var best = FarthestPoint(index: first, distance: -1)
        for index in (first + 1)..<last {
            let area = abs(dx * (y[index] - y[first]) - dy * (x[index] - x[first]))
            if area > best.distance { best = FarthestPoint(index: index, distance: area) }
        }
        best.distance /= (dx * dx + dy * dy).squareRoot()
        return best
    }

    /// By the distance to point `first`.
    package static func fromPoint(_ x: Span<Double>, _ y: Span<Double>, first: Int, last: Int) -> FarthestPoint {
        var best = FarthestPoint(index: first, distance: -1)
        for index in (first + 1)..<last {
            let (dx, dy) = (x[index] - x[first], y[index] - y[first])
            let square = dx * dx + dy * dy
            if square > best.distance { best = FarthestPoint(index: index, distance: square) }
        }
        best.distance = best.distance.squareRoot()
        return best
    }

    /// By the distance to the segment between points `first` and `last`, which differ.
    package static func fromSegment(_ x: Span<Double>, _ y: Span<Double>, first: Int, last: Int) -> FarthestPoint {
        let (dx, dy) = (x[last] - x[first], y[last] - y[first])
        let square = dx * dx + dy * dy
        var best = FarthestPoint(index: first, distance: -1)
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
                distance = abs(dx * py - dy * px) / square.squareRoot()
            }
            if distance > best.distance { best = FarthestPoint(index: index, distance: distance) }
        }
        return best
    }
}
