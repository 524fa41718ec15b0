/// Integrated gradients by shape and location (Sundararajan, Taly and Yan, ICML 2017): the gradients along the straight
/// way from a baseline, where every stroke is without shape at the canvas's centre, to the drawing. The strokes' places
/// in the order stay. A network that always sees 197 tokens takes such a stroke for none.
package struct IntegratedGradients: Sendable, Hashable {
    /// For each stroke, in nats: what its shape and what its location contribute to the label's log-probability.
    package let byShape: [Double]
    package let byLocation: [Double]
    /// The label's log-probability at the baseline and of the drawing.
    package let baseline: Double
    package let whole: Double

    /// For each stroke, what both contribute.
    package var values: [Double] { zip(byShape, byLocation).map { $0 + $1 } }

    /// How far the sum over the strokes is from what it ought to be, `whole - baseline`: the error of integration.
    package var completenessError: Double { values.reduce(0, +) - (whole - baseline) }

    /// The steps that suffice for a completeness error of about a hundredth of a nat on QuickDraw drawings.
    package static let usualSteps = 64
}

extension SketchProbe {
    /// - Parameter steps: at how many places of the way gradients are taken, at least 1.
    /// - Throws: `ExplanationError`.
    package func integratedGradients(
        label: Int,
        steps: Int = IntegratedGradients.usualSteps
    ) throws(ExplanationError) -> IntegratedGradients {
        // The midpoint rule over t, where t² is the share of the way: layer normalisation makes the network change
        // fastest near the baseline, and so there are the most steps there.
        let places = (0..<steps).map { (Double($0) + 0.5) / Double(steps) }
        let along = try gradients(scaledBy: places.map { $0 * $0 }, label: label)
        var byShape = Array(repeating: 0.0, count: strokeCount)
        var byLocation = byShape
        for (place, step) in zip(places, along) {
            let weight = 2 * place / Double(steps)
            for (stroke, value) in timesShapes(step.gradients).enumerated() { byShape[stroke] += weight * value }
            for (stroke, value) in timesLocations(step.gradients).enumerated() { byLocation[stroke] += weight * value }
        }
        let ends = try gradients(scaledBy: [0, 1], label: label)
        return IntegratedGradients(
            byShape: byShape,
            byLocation: byLocation,
            baseline: ends[0].reading.logProbability,
            whole: ends[1].reading.logProbability
        )
    }
}
