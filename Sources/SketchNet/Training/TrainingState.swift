/// All that a training run has become: with the same configuration and sketches, it goes on from here as if it had never
/// stopped, to the last bit on one machine.
package struct TrainingState: Sendable, Hashable {
    /// Which configuration, network and sketches it is of; workers do not matter.
    package var run: String
    /// How many steps were taken. Sampling and dropout follow from it and the seed.
    package var step: Int
    package var weights: [Float]
    /// The weights' running average, which is what is evaluated and kept.
    package var average: [Float]
    /// The running means of the gradients and of their squares.
    package var means: [Float]
    package var squares: [Float]

    package init(run: String, step: Int, weights: [Float], average: [Float], means: [Float], squares: [Float]) {
        self.run = run
        self.step = step
        self.weights = weights
        self.average = average
        self.means = means
        self.squares = squares
    }
}
