/// A classifier's answer for one sketch.
package struct Classification: Sendable {
    /// A label, by its index among the classifier's labels, and its probability.
    package struct Prediction: Sendable, Hashable {
        package var label: Int
        package var probability: Double
    }

    /// The network's output for each of the classifier's labels, before temperature and softmax; if both views are
    /// used, the weighted sum of theirs. Empty for a sketch without points.
    package let logits: [Float]
    /// One per label of the classifier, from 0 to 1; the sum is 1. Empty for a sketch without points.
    package let probabilities: [Double]

    /// Whether there was nothing to recognise.
    package var isEmpty: Bool { probabilities.isEmpty }

    /// The first answer of each view by itself, if both are used.
    package let alone: (strokes: Prediction, raster: Prediction)?

    init(logits: [Float], probabilities: [Double], alone: (strokes: Prediction, raster: Prediction)? = nil) {
        self.logits = logits
        self.probabilities = probabilities
        self.alone = alone
    }

    static let empty = Classification(logits: [], probabilities: [])

    /// The smallest probability of an answer that counts as confident.
    package static let leastConfidence = 0.5

    /// Whether the classifier is confident in its first label: it is at least as likely as all others together.
    package var isConfident: Bool { best(1).first.map { $0.probability >= Self.leastConfidence } ?? false }

    /// The first answers of the two views, if they differ.
    package var disagreement: (strokes: Prediction, raster: Prediction)? {
        alone.flatMap { $0.strokes.label == $0.raster.label ? nil : $0 }
    }

    /// The likeliest labels, in descending order; ties are in the order of the labels.
    /// - Parameter count: the number of labels; all of them if there are fewer.
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
