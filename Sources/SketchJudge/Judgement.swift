internal import SketchNet

/// A judge's answer for one sketch.
package struct Judgement: Sendable, Hashable {
    /// One per label; the sum is 1.
    package let probabilities: [Double]
    /// The outputs of the network's last layer but one, normalised to length 1: sketches that look alike have features
    /// in nearly the same direction. All 0 if the outputs are.
    package let features: [Float]

    init(logits: ArraySlice<Float>, features: ArraySlice<Float>) {
        let logits = logits.map(Double.init)
        probabilities = logits.map(Softmax(logits).probability)
        let length = features.reduce(0) { $0 + $1 * $1 }.squareRoot()
        self.features = features.map { length > 0 ? $0 / length : 0 }
    }

    /// The likeliest label; ties go to the first.
    package var best: Int {
        probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    }

    /// How many labels are likelier than this one.
    package func rank(of label: Int) -> Int {
        probabilities.count { $0 > probabilities[label] }
    }

    /// The cosine of the angle between the features of two sketches: 1 if they look alike to the judge.
    package func similarity(to other: Judgement) -> Double {
        Double(zip(features, other.features).reduce(0) { $0 + $1.0 * $1.1 })
    }
}
