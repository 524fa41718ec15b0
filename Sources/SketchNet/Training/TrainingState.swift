/// All that a training run has become: with the same configuration and sketches, it goes on from here as if it had never
/// stopped, to the last bit on one machine.
public struct TrainingState: Sendable, Hashable {
    /// How many steps were taken. Sampling and dropout follow from it and the seed.
    public var step: Int
    public var weights: [Float]
    /// The weights' running average, which is what is evaluated and kept.
    public var average: [Float]
    /// The running means of the gradients and of their squares.
    public var means: [Float]
    public var squares: [Float]

    public init(step: Int, weights: [Float], average: [Float], means: [Float], squares: [Float]) {
        self.step = step
        self.weights = weights
        self.average = average
        self.means = means
        self.squares = squares
    }
}

/// Where a run keeps its state for after a kill.
public protocol TrainingStateStore {
    /// Keeps the state in the place of the one before: wholly or not at all.
    mutating func save(_ state: TrainingState) throws
    /// The state kept last; `nil` where there is none.
    func load() throws -> TrainingState?
}
