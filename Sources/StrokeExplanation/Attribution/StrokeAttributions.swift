/// What every method says of one sketch's strokes.
public struct StrokeAttributions: Sendable, Hashable {
    public let leaveOneOut: LeaveOneOut
    public let integratedGradients: IntegratedGradients
    /// One for each method, in their order.
    public let all: [StrokeAttribution]

    public subscript(method: AttributionMethod) -> StrokeAttribution {
        all[AttributionMethod.allCases.firstIndex(of: method) ?? 0]
    }
}

extension SketchProbe {
    /// - Throws: `ExplanationError`.
    public func attributions(
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
