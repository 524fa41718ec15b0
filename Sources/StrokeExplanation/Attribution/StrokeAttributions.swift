/// The results of all methods for one sketch's strokes.
package struct StrokeAttributions: Sendable, Hashable {
    package let leaveOneOut: LeaveOneOut
    package let integratedGradients: IntegratedGradients
    /// One for each method, in their order.
    package let all: [StrokeAttribution]

    package subscript(method: AttributionMethod) -> StrokeAttribution {
        all[AttributionMethod.allCases.firstIndex(of: method) ?? 0]
    }
}

extension SketchProbe {
    /// - Throws: `ExplanationError`.
    package func attributions(
        label: Int,
        steps: Int = IntegratedGradients.usualSteps
    ) throws(ExplanationError) -> StrokeAttributions {
        let leaveOneOut = try leaveOneOut(label: label)
        let integrated = try integratedGradients(label: label, steps: steps)
        let gradients = try gradients(label: label)
        let rollout = attentionRollout()
        return StrokeAttributions(
            leaveOneOut: leaveOneOut,
            integratedGradients: integrated,
            all: AttributionMethod.allCases.map { method in
                let values =
                    switch method {
                    case .leaveOneOut: leaveOneOut.logProbabilityDrops
                    case .gradientLocation: timesLocations(gradients)
                    case .gradientShape: timesShapes(gradients)
                    case .integratedGradients: integrated.values
                    case .attentionRollout: rollout
                    }
                return StrokeAttribution(method, values: values)
            }
        )
    }
}
