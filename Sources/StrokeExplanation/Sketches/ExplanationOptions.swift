/// The amount of work for an explanation.
package struct ExplanationOptions: Sendable, Hashable {
    /// The number of random orders to average, for the curves without a ranking; at least 1.
    package var randomOrders = 8
    /// How many times locations are moved at each deviation; at least 1.
    package var noiseSeeds = 16
    /// Steps of integrated gradients; at least 1.
    package var integrationSteps = IntegratedGradients.usualSteps
    /// Determines all random choices, together with the sketch's index in the input.
    package var seed: UInt64 = 0

    package init() {}
}
