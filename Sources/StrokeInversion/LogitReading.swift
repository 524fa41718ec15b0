internal import Platform

/// The loss and the probabilities of a target, from one sketch's logits.
struct LogitReading {
    var loss = 0.0
    var targetProbability = 0.0
    var labelProbability = 0.0
    var isTargetFirst = false

    /// - Parameter gradient: overwritten with the gradient of the cross-entropy with the target with respect to the
    ///   logits.
    init(_ logits: ArraySlice<Float>, target: Int, label: Int, gradient: inout ArraySlice<Float>) {
        let highest = Double(logits.max() ?? 0)
        let total = logits.reduce(0.0) { $0 + exp(Double($1) - highest) }
        func probability(_ logit: Float) -> Double { exp(Double(logit) - highest) / total }
        let (targetLogit, labelLogit) = (logits[logits.startIndex + target], logits[logits.startIndex + label])
        loss = log(total) + highest - Double(targetLogit)
        targetProbability = probability(targetLogit)
        labelProbability = probability(labelLogit)
        isTargetFirst = Double(targetLogit) == highest
        for (offset, logit) in logits.enumerated() {
            gradient[gradient.startIndex + offset] = Float(probability(logit) - (offset == target ? 1 : 0))
        }
    }
}
