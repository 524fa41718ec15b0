package import SketchModel
internal import StrokeInversion

/// How near a layout of a sketch's strokes is to the one that was drawn. A stroke's location is its first point.
package struct LayoutComparison: Sendable, Hashable {
    /// The mean distance of strokes from where they were drawn, over the diagonal of the drawing's bounding box.
    package let locationError: Double
    /// The same after the translation of all strokes together that makes the mean of the squared distances least.
    package let translatedError: Double
    /// Of the pairs of strokes, the share of which the right one is left; a pair found level counts half. `nil` where
    /// no two strokes were drawn apart from left to right.
    package let leftRight: Double?
    /// The same of above and below.
    package let aboveBelow: Double?

    /// Locations as near as this were drawn level, in the frame's units.
    private static let level: Float = 1e-6

    /// - Parameters:
    ///   - sketch: as it was drawn, no stroke empty.
    ///   - found: where each stroke's first point is instead.
    /// - Returns: `nil` where there is no extent to compare with: for a sketch whose points are all at one place.
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
    /// The sketch with each stroke moved so that its first point is at its place in `locations`. No stroke is empty.
    package func laidOut(at locations: [SIMD2<Float>]) -> Sketch {
        var sketch = self
        for (stroke, pair) in zip(self.locations, locations).enumerated() {
            let offset = SIMD2<Double>(pair.1 - pair.0)
            for point in range(ofStroke: stroke) {
                sketch.points[point] = Point(points[point].x + offset.x, points[point].y + offset.y)
            }
        }
        return sketch
    }

    /// The share of strokes with a point beyond ±1 in x or y: outside the canvas of a network in whose frame drawings
    /// fill ±0.74.
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
