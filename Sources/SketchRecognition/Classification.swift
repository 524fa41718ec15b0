/// What a classifier says of one sketch.
package struct Classification: Sendable {
    /// A label, by its place among the classifier's, and how likely it is.
    package struct Prediction: Sendable, Hashable {
        package var label: Int
        package var probability: Double
    }

    /// For each of the classifier's labels, the network's number before temperature and softmax; where both views are
    /// looked at, the sum of theirs, each multiplied by its weight. Empty for a sketch without points.
    package let logits: [Float]
    /// For each of the classifier's labels, from 0 to 1; they add up to 1. Empty for a sketch without points.
    package let probabilities: [Double]

    /// Whether there was nothing to recognise.
    package var isEmpty: Bool { probabilities.isEmpty }

    /// What each view alone would say first, where both are looked at.
    package let alone: (strokes: Prediction, raster: Prediction)?

    init(logits: [Float], probabilities: [Double], alone: (strokes: Prediction, raster: Prediction)? = nil) {
        self.logits = logits
        self.probabilities = probabilities
        self.alone = alone
    }

    static let empty = Classification(logits: [], probabilities: [])

    /// An answer as likely as this is given as one that the classifier is sure of.
    package static let leastConfidence = 0.5

    /// Whether the classifier is sure of its first label: it is at least as likely as all others together.
    package var isConfident: Bool { best(1).first.map { $0.probability >= Self.leastConfidence } ?? false }

    /// What the views would say, where each alone would say something else first.
    package var disagreement: (strokes: Prediction, raster: Prediction)? {
        alone.flatMap { $0.strokes.label == $0.raster.label ? nil : $0 }
    }

    /// The likeliest labels, likeliest first; of equals, the earlier label first.
    /// - Parameter count: how many; all of them where there are fewer.
    package func best(_ count: Int) -> [Prediction] {
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
    package func rank(of label: Int) -> Int {
        let own = probabilities[label]
        return probabilities.indices.count {
            probabilities[$0] > own || (probabilities[$0] == own && $0 < label)
        }
    }
}
