internal import Platform
package import SketchNet

/// A network, together with what turns its logits into probabilities of labels.
package struct ReadNetwork<Scalar: NetworkScalar>: Sendable {
    package let network: SketchNetwork<Scalar>
    /// The divisor of the logits before softmax; above 0.
    package let temperature: Double
    /// The network's classes to choose from. A label is an index into this list.
    package let classes: [Int]

    /// - Parameter classes: `nil` for all of the network's.
    package init(_ network: SketchNetwork<Scalar>, temperature: Double = 1, classes: [Int]? = nil) {
        self.network = network
        self.temperature = temperature
        self.classes = classes ?? Array(0..<network.configuration.classes)
    }

    /// Interprets a row of logits, one for each of the network's classes.
    /// - Throws: `ExplanationError.notFinite`.
    func reading(of logits: ArraySlice<Scalar>, label: Int) throws(ExplanationError) -> LabelReading {
        let scaled = classes.map { Double(logits[logits.startIndex + $0]) / temperature }
        guard scaled.allSatisfy(\.isFinite) else { throw .notFinite }
        let softmax = Softmax(scaled)
        let best = scaled.firstIndex(of: softmax.highest) ?? 0
        let logProbability = scaled[label] - softmax.highest - log(softmax.total)
        return LabelReading(
            logProbability: logProbability,
            predicted: best,
            predictedProbability: 1 / softmax.total,
            probability: exp(logProbability),
            isFirst: best == label
        )
    }

    /// The gradient of a label's log-probability with respect to a row of logits.
    func gradient(of logits: ArraySlice<Scalar>, label: Int) -> [Scalar] {
        let scaled = classes.map { Double(logits[logits.startIndex + $0]) / temperature }
        let softmax = Softmax(scaled)
        var gradient = Array(repeating: Scalar(0), count: logits.count)
        for (place, value) in scaled.enumerated() {
            let share = (place == label ? 1 : 0) - softmax.probability(of: value)
            gradient[classes[place]] = Scalar(share / temperature)
        }
        return gradient
    }
}

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
