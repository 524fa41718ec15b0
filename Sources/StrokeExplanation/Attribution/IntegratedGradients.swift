/// Integrated gradients over shape and location (Sundararajan, Taly and Yan, ICML 2017): the gradients along the
/// straight path to the drawing from a baseline, where every stroke is without shape at the canvas's centre. The
/// strokes keep their positions in the order. To a network that always sees 197 tokens, such a stroke is the same as
/// none.
package struct IntegratedGradients: Sendable, Hashable {
    /// For each stroke, in nats: the contributions of its shape and of its location to the label's log-probability.
    package let byShape: [Double]
    package let byLocation: [Double]
    /// The label's log-probability at the baseline and for the drawing.
    package let baseline: Double
    package let whole: Double

    /// For each stroke, the sum of both contributions.
    package var values: [Double] { zip(byShape, byLocation).map { $0 + $1 } }

    /// The difference between the sum over the strokes and its exact value, `whole - baseline`: the integration error.
    package var completenessError: Double { values.reduce(0, +) - (whole - baseline) }

    /// Enough steps for a completeness error of about a hundredth of a nat on QuickDraw drawings.
    package static let usualSteps = 64
}

extension SketchProbe {
    /// - Parameter steps: the number of points on the path where gradients are computed, at least 1.
    /// - Throws: `ExplanationError`.
    package func integratedGradients(
        label: Int,
        steps: Int = IntegratedGradients.usualSteps
    ) throws(ExplanationError) -> IntegratedGradients {
        // The midpoint rule over t, where t² is the share of the path: because of layer normalisation the network
        // changes fastest near the baseline, so most steps are there.
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
