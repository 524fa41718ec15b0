internal import Platform

/// Where a location network puts a stroke, and how certain it is.
package struct LocationEstimate: Sendable, Hashable {
    /// The centre of the stroke's box.
    package var center: SIMD2<Float>
    /// The expected error: the scale b of the density exp(-r / b) / (2 π b²) over the distance r.
    package var scale: Float

    /// Converts the three outputs of the network for a stroke. The hyperbolic tangents of the first two give the
    /// position within the range that the stroke's size leaves it, so that the stroke never leaves ±0.74; the third is
    /// the scale's logarithm.
    package init(_ x: Float, _ y: Float, _ logarithm: Float, of box: StrokeBox) {
        center = box.freedom * SIMD2(tanh(x), tanh(y))
        scale = exp(min(max(logarithm, -7), 2))
    }
}

/// How far strokes are placed from where they were drawn: the mean over the strokes of a sketch of the distance, plus a
/// tenth of the negative logarithm of the scale's density at that distance.
struct LocationLoss {
    /// Keeps the distance differentiable at 0.
    private let roundness: Float = 1e-6
    private let scaleShare: Float = 0.1

    /// - Parameters:
    ///   - outputs: three numbers per stroke.
    ///   - count: the number of sketches to average over.
    ///   - gradients: overwritten.
    /// - Returns: the sum of the sketches' mean distances (without the density term) divided by `count`, and the mean
    ///   distance of each sketch.
    func evaluate(
        _ outputs: [Float],
        _ batch: StrokeBatch<Float>,
        boxes: [StrokeBox],
        meanOver count: Int,
        gradients: inout [Float]
    ) -> (loss: Double, distances: [Double]) {
        precondition(outputs.count == 3 * boxes.count && boxes.count == batch.strokeCount)
        gradients.removeAll(keepingCapacity: true)
        gradients.append(contentsOf: repeatElement(0, count: outputs.count))
        var distances: [Double] = []
        for sketch in 0..<batch.sketchCount {
            let strokes = batch.strokes(ofSketch: sketch)
            let share = 1 / Float(max(1, strokes.count) * count)
            var sum = 0.0
            for stroke in strokes {
                let box = boxes[stroke]
                let (x, y) = (tanh(outputs[3 * stroke]), tanh(outputs[3 * stroke + 1]))
                let offset = box.freedom * SIMD2(x, y) - box.center
                let distance = ((offset * offset).sum() + roundness).squareRoot()
                sum += Double(distance)
                let slope = box.freedom * offset / distance * share
                gradients[3 * stroke] = slope.x * (1 - x * x)
                gradients[3 * stroke + 1] = slope.y * (1 - y * y)
                let logarithm = min(max(outputs[3 * stroke + 2], -7), 2)
                gradients[3 * stroke + 2] = scaleShare * share * (2 - distance * exp(-logarithm))
            }
            distances.append(sum / Double(max(1, strokes.count)))
        }
        return (distances.reduce(0, +) / Double(count), distances)
    }
}
