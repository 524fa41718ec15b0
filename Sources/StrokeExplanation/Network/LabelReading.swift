/// What a network says of one label in one sketch.
public struct LabelReading: Sendable, Hashable {
    /// In nats, 0 at most.
    public var logProbability: Double
    /// The likeliest label, by its place among those to choose from; of equals, the first.
    public var predicted: Int
    public var predictedProbability: Double
    /// From 0 to 1.
    public var probability: Double
    /// Whether the label is the likeliest.
    public var isFirst: Bool
}
