package import Augmentation
internal import SketchModel

/// The bounding box of a stroke.
package struct StrokeBox: Sendable, Hashable {
    package var center: SIMD2<Float>
    /// Half its width and height.
    package var reach: SIMD2<Float>

    package init(center: SIMD2<Float>, reach: SIMD2<Float>) {
        self.center = center
        self.reach = reach
    }

    /// How far its centre can move from the origin in x and y while the box stays within ±0.74, the range of drawings.
    package var freedom: SIMD2<Float> {
        (SIMD2(repeating: Float(NetworkFrame.extent)) - reach).clamped(lowerBound: .zero, upperBound: .one)
    }
}

extension PackedSketch {
    package var strokeBoxes: [StrokeBox] {
        var point = 0
        return strokeEnds.map { end in
            var low = SIMD2<Float>(coordinates[2 * point], coordinates[2 * point + 1])
            var high = low
            while point < end {
                let place = SIMD2<Float>(coordinates[2 * point], coordinates[2 * point + 1])
                low = pointwiseMin(low, place)
                high = pointwiseMax(high, place)
                point += 1
            }
            return StrokeBox(center: (low + high) * 0.5, reach: (high - low) * 0.5)
        }
    }
}
