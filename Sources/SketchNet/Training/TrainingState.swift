/// The complete state of a training run: with the same configuration and sketches, training continues from here as if
/// it had never stopped, to the last bit on one machine.
package struct TrainingState: Sendable, Hashable {
    /// Identifies the configuration, network and sketches; the number of workers isn't part of it.
    package var run: String
    /// The number of steps taken. With the seed, it determines sampling and dropout.
    package var step: Int
    package var weights: [Float]
    /// The running average of the weights, which is what is evaluated and kept.
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
