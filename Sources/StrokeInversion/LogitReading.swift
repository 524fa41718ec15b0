internal import Platform
internal import SketchNet

/// The loss and the probabilities of a target, from one sketch's logits.
struct LogitReading {
    var loss = 0.0
    var targetProbability = 0.0
    var labelProbability = 0.0
    var isTargetFirst = false

    /// - Parameter gradient: overwritten with the gradient of the cross-entropy with the target with respect to the
    ///   logits.
    init(_ logits: ArraySlice<Float>, target: Int, label: Int, gradient: inout ArraySlice<Float>) {
        let softmax = Softmax(logits.lazy.map(Double.init))
        func probability(_ logit: Float) -> Double { softmax.probability(of: Double(logit)) }
        let (targetLogit, labelLogit) = (logits[logits.startIndex + target], logits[logits.startIndex + label])
        loss = log(softmax.total) + softmax.highest - Double(targetLogit)
        targetProbability = probability(targetLogit)
        labelProbability = probability(labelLogit)
        isTargetFirst = Double(targetLogit) == softmax.highest
        for (offset, logit) in logits.enumerated() {
            gradient[gradient.startIndex + offset] = Float(probability(logit) - (offset == target ? 1 : 0))
        }
    }
}
