internal import Platform

/// Softmax of one row of logits, in double precision.
package struct Softmax {
    package let highest: Double
    /// The sum over the row of the exponentials of what lies below the highest.
    package let total: Double

    package init(_ logits: some Collection<Double>) {
        let highest = logits.max() ?? 0
        self.highest = highest
        total = logits.reduce(0) { $0 + exp($1 - highest) }
    }

    package func probability(of logit: Double) -> Double { exp(logit - highest) / total }
}
