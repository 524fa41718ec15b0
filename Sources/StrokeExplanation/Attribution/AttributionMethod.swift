/// How much each stroke contributes to a label.
public enum AttributionMethod: String, Sendable, Hashable, CaseIterable {
    /// How far the label's log-probability falls where the stroke is left out, in nats; the frame stays.
    case leaveOneOut = "leave-one-out"
    /// The gradient of the log-probability by the stroke's first point, times that point: nats, to first order, of
    /// moving the stroke to the canvas's centre.
    case gradientLocation = "gradient-location"
    /// The same by the stroke's shape, times the shape.
    case gradientShape = "gradient-shape"
    /// Integrated gradients (Sundararajan, Taly and Yan, ICML 2017) by shape and location, from strokes without shape at
    /// the centre: the sum over the strokes is the log-probability beyond that of such strokes.
    case integratedGradients = "integrated-gradients"
    /// Attention rollout (Abnar and Zuidema, ACL 2020): the share of the class token's attention that ends at the
    /// stroke. It asks for no label, and is never below 0.
    case attentionRollout = "attention-rollout"
}

/// One method's answer.
package struct StrokeAttribution: Sendable, Hashable {
    package let method: AttributionMethod
    /// A number for each stroke; the greater, the more the stroke speaks for the label.
    package let values: [Double]

    package init(_ method: AttributionMethod, values: [Double]) {
        self.method = method
        self.values = values
    }

    /// The strokes, the greatest contribution first; of equals, the earlier stroke first.
    package var ranking: [Int] {
        values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    }

    /// The values over the greatest distance from 0: from -1 to 1. All 0 where no stroke contributes.
    package var scaled: [Double] {
        let greatest = values.reduce(0) { max($0, abs($1)) }
        return values.map { greatest > 0 ? $0 / greatest : 0 }
    }
}
