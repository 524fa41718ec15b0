/// A network's output for one label in one sketch.
package struct LabelReading: Sendable, Hashable {
    /// In nats, at most 0.
    package var logProbability: Double
    /// The likeliest label, by its index among those to choose from; ties go to the first.
    package var predicted: Int
    package var predictedProbability: Double
    /// From 0 to 1.
    package var probability: Double
    /// Whether the label is the likeliest.
    package var isFirst: Bool
}
