/// What a network says of one label in one sketch.
package struct LabelReading: Sendable, Hashable {
    /// In nats, 0 at most.
    package var logProbability: Double
    /// The likeliest label, by its place among those to choose from; of equals, the first.
    package var predicted: Int
    package var predictedProbability: Double
    /// From 0 to 1.
    package var probability: Double
    /// Whether the label is the likeliest.
    package var isFirst: Bool
}
