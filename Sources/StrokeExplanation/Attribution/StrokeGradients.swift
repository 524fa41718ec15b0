internal import SketchNet

/// The gradient of a label's log-probability with respect to what a network sees of each stroke.
package struct StrokeGradients<Scalar: Sendable>: Sendable {
    /// With respect to x and y of each stroke's first point.
    package let byLocation: [Scalar]
    /// With respect to the shape of each stroke, a row of the network's width.
    package let byShape: [Scalar]
}

extension SketchProbe {
    /// The gradients for the drawing, and for copies of it with locations and shapes multiplied by a factor.
    /// - Throws: `ExplanationError`.
    func gradients(
        scaledBy factors: [Double],
        label: Int
    ) throws(ExplanationError) -> [(gradients: StrokeGradients<Scalar>, reading: LabelReading)] {
        try check(label)
        let classes = reader.network.configuration.classes
        let all = Array(0..<strokeCount)
        var results: [(StrokeGradients<Scalar>, LabelReading)] = []
        // A few at a time: a padded sketch has 197 tokens, and all activations are kept for the backward pass.
        let perPass = max(1, 512 / (strokeCount + 1))
        for first in stride(from: 0, to: factors.count, by: perPass) {
            let part = factors[first..<min(first + perPass, factors.count)]
            let batch = batch(part.map { factor in Variant(all, starts: starts.map { $0 * Scalar(factor) }) })
            let shapes = part.flatMap { factor in self.shapes.map { $0 * Scalar(factor) } }
            reader.network.forward(batch, for: .inputGradients, shapes: shapes, in: workspace)
            var slopes: [Scalar] = []
            var readings: [LabelReading] = []
            for row in part.indices.map({ $0 - part.startIndex }) {
                let logits = workspace.logits[row * classes..<(row + 1) * classes]
                readings.append(try reader.reading(of: logits, label: label))
                slopes += reader.gradient(of: logits, label: label)
            }
            reader.network.backward(batch, logitGradients: slopes, in: workspace)
            let (places, rows) = (2 * strokeCount, width * strokeCount)
            for (row, reading) in readings.enumerated() {
                let gradients = StrokeGradients(
                    byLocation: Array(workspace.startGradients[row * places..<(row + 1) * places]),
                    byShape: Array(workspace.shapeGradients[row * rows..<(row + 1) * rows])
                )
                guard gradients.byShape.allSatisfy(\.isFinite), gradients.byLocation.allSatisfy(\.isFinite) else {
                    throw .notFinite
                }
                results.append((gradients, reading))
            }
        }
        return results
    }

    /// The gradients of a label's log-probability with respect to the locations and shapes of the strokes.
    /// - Throws: `ExplanationError`.
    package func gradients(label: Int) throws(ExplanationError) -> StrokeGradients<Scalar> {
        try gradients(scaledBy: [1], label: label)[0].gradients
    }

    /// For each stroke, the gradient with respect to its location, times the location.
    func timesLocations(_ gradients: StrokeGradients<Scalar>) -> [Double] {
        (0..<strokeCount).map { stroke in
            (2 * stroke..<2 * stroke + 2).reduce(0) { $0 + Double(gradients.byLocation[$1]) * Double(starts[$1]) }
        }
    }

    /// For each stroke, the gradient with respect to its shape, times the shape.
    func timesShapes(_ gradients: StrokeGradients<Scalar>) -> [Double] {
        (0..<strokeCount).map { stroke in
            (width * stroke..<width * (stroke + 1)).reduce(0) {
                $0 + Double(gradients.byShape[$1]) * Double(shapes[$1])
            }
        }
    }
}
