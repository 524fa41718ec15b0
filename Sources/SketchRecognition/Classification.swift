/// What a classifier says of one sketch.
public struct Classification: Sendable {
    /// A label, by its place among the classifier's, and how likely it is.
    public struct Prediction: Sendable, Hashable {
        public var label: Int
        public var probability: Double
    }

    /// For each of the classifier's labels, the network's number before temperature and softmax. Empty for a sketch
    /// without points.
    public let logits: [Float]
    /// For each of the classifier's labels, from 0 to 1; they add up to 1. Empty for a sketch without points.
    public let probabilities: [Double]

    /// Whether there was nothing to recognise.
    public var isEmpty: Bool { probabilities.isEmpty }

    static let empty = Classification(logits: [], probabilities: [])

    /// The likeliest labels, likeliest first; of equals, the earlier label first.
    /// - Parameter count: how many; all of them where there are fewer.
    public func best(_ count: Int) -> [Prediction] {
        var best: [Prediction] = []
        best.reserveCapacity(min(count, probabilities.count) + 1)
        for (label, probability) in probabilities.enumerated() {
            if best.count == count, count == 0 || best[count - 1].probability >= probability { continue }
            var place = best.count
            while place > 0, best[place - 1].probability < probability { place -= 1 }
            best.insert(Prediction(label: label, probability: probability), at: place)
            if best.count > count { best.removeLast() }
        }
        return best
    }

    /// How many labels come before this one among the likeliest.
    public func rank(of label: Int) -> Int {
        let own = probabilities[label]
        return probabilities.indices.count {
            probabilities[$0] > own || (probabilities[$0] == own && $0 < label)
        }
    }
}
