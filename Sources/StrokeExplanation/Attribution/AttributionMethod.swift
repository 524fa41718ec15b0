/// How the contribution of each stroke to a label is measured.
public enum AttributionMethod: String, Sendable, Hashable, CaseIterable {
    /// How far the label's log-probability falls if the stroke is left out, in nats; the frame stays.
    case leaveOneOut = "leave-one-out"
    /// The gradient of the log-probability with respect to the stroke's first point, times that point: the effect, in
    /// nats and to first order, of moving the stroke to the canvas's centre.
    case gradientLocation = "gradient-location"
    /// The same for the stroke's shape.
    case gradientShape = "gradient-shape"
    /// Integrated gradients (Sundararajan, Taly and Yan, ICML 2017) over shape and location, starting from strokes
    /// without shape at the centre: the sum over the strokes is the log-probability minus that of such strokes.
    case integratedGradients = "integrated-gradients"
    /// Attention rollout (Abnar and Zuidema, ACL 2020): the share of the class token's attention that goes to the
    /// stroke. It doesn't depend on a label, and is never below 0.
    case attentionRollout = "attention-rollout"
}

/// The result of one method.
package struct StrokeAttribution: Sendable, Hashable {
    package let method: AttributionMethod
    /// One number per stroke; the greater, the more the stroke supports the label.
    package let values: [Double]

    package init(_ method: AttributionMethod, values: [Double]) {
        self.method = method
        self.values = values
    }

    /// The strokes by contribution, greatest first; ties are in drawing order.
    package var ranking: [Int] {
        values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    }
}
