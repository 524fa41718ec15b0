/// How much work goes into an explanation.
package struct ExplanationOptions: Sendable, Hashable {
    /// Over how many random orders the curves of no ranking are averaged, at least 1.
    package var randomOrders = 8
    /// How many times locations are moved at each deviation, at least 1.
    package var noiseSeeds = 16
    /// Steps of integrated gradients, at least 1.
    package var integrationSteps = IntegratedGradients.usualSteps
    /// Of everything random. A sketch's own numbers follow from it and from the sketch's place in the input.
    package var seed: UInt64 = 0

    package init() {}
}
