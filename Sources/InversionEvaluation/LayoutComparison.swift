package import SketchModel
internal import StrokeInversion

/// How close a layout of a sketch's strokes is to the original. A stroke's location is its first point.
package struct LayoutComparison: Sendable, Hashable {
    /// The mean distance of strokes from where they were drawn, divided by the diagonal of the drawing's bounding box.
    package let locationError: Double
    /// The same after the common translation of all strokes that minimises the mean squared distance.
    package let translatedError: Double
    /// The share of the pairs of strokes whose left-to-right order is correct; a pair found level counts half. `nil` if
    /// no two strokes of the original differ in that order.
    package let leftRight: Double?
    /// The same for above and below.
    package let aboveBelow: Double?

    /// Locations this close to each other count as level, in the frame's units.
    private static let level: Float = 1e-6

    /// - Parameters:
    ///   - sketch: as it was drawn, without empty strokes.
    ///   - found: the first point of each stroke in the layout.
    /// - Returns: `nil` if there is no extent to compare with, because all points of the sketch are at one position.
    package init?(_ sketch: Sketch, found: [SIMD2<Float>]) {
        let drawn = sketch.locations
        precondition(drawn.count == found.count, "A location is missing")
        guard let box = sketch.boundingBox else { return nil }
        let diagonal = (box.width * box.width + box.height * box.height).squareRoot()
        guard diagonal > 0 else { return nil }
        let offsets = zip(drawn, found).map { SIMD2<Double>($1) - SIMD2<Double>($0) }
        let mean = offsets.reduce(.zero, +) / Double(offsets.count)
        locationError = offsets.meanLength / diagonal
        translatedError = offsets.map { $0 - mean }.meanLength / diagonal
        leftRight = Self.order(drawn.map(\.x), found.map(\.x))
        aboveBelow = Self.order(drawn.map(\.y), found.map(\.y))
    }

    private static func order(_ drawn: [Float], _ found: [Float]) -> Double? {
        var (right, pairs) = (0.0, 0)
        for second in drawn.indices {
            for first in 0..<second where abs(drawn[second] - drawn[first]) > level {
                pairs += 1
                let product = (drawn[second] - drawn[first]) * (found[second] - found[first])
                right += product > 0 ? 1 : product < 0 ? 0 : 0.5
            }
        }
        return pairs == 0 ? nil : right / Double(pairs)
    }
}

extension Sketch {
    /// The sketch with each stroke moved so that its first point is at its position in `locations`. No stroke is empty.
    package func laidOut(at locations: [SIMD2<Float>]) -> Sketch {
        var sketch = self
        for (stroke, pair) in zip(self.locations, locations).enumerated() {
            let offset = SIMD2<Double>(pair.1 - pair.0)
            for point in range(ofStroke: stroke) { sketch.points[point] = points[point] + Point(offset.x, offset.y) }
        }
        return sketch
    }

    /// The share of strokes with a point beyond ±1 in x or y: outside the canvas of a network whose drawings fill ±0.74
    /// of its frame.
    package var shareOffCanvas: Double {
        let outside = strokes.count { stroke in stroke.contains { abs($0.x) > 1 || abs($0.y) > 1 } }
        return strokeCount == 0 ? 0 : Double(outside) / Double(strokeCount)
    }
}

extension [SIMD2<Double>] {
    fileprivate var meanLength: Double {
        isEmpty ? 0 : reduce(0) { $0 + ($1 * $1).sum().squareRoot() } / Double(count)
    }
}
