/// All that a training run has become: with the same configuration and sketches, it goes on from here as if it had never
/// stopped, to the last bit on one machine.
public struct TrainingState: Sendable, Hashable {
    /// Which configuration, network and sketches it is of; workers do not matter.
    public var run: String
    /// How many steps were taken. Sampling and dropout follow from it and the seed.
    public var step: Int
    public var weights: [Float]
    /// The weights' running average, which is what is evaluated and kept.
    public var average: [Float]
    /// The running means of the gradients and of their squares.
    public var means: [Float]
    public var squares: [Float]

    public init(run: String, step: Int, weights: [Float], average: [Float], means: [Float], squares: [Float]) {
        self.run = run
        self.step = step
        self.weights = weights
        self.average = average
        self.means = means
        self.squares = squares
    }
}
