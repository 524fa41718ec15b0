internal import SketchNet

/// Attention rollout (Abnar and Zuidema, "Quantifying Attention Flow in Transformers", ACL 2020): the average of the
/// mean over a layer's heads and the identity, multiplied over the layers.
package struct AttentionRollout: Sendable, Hashable {
    /// For each token of the sketch, the class token first: its share of what the class token contains at the end. The
    /// sum is 1.
    package let shares: [Double]

    /// - Parameters:
    ///   - layers: the attention weights of each layer, the first layer first, by head, query and token. The weights of
    ///   a query add up to 1.
    ///   - tokens: the number of tokens.
    package init<Scalar: BinaryFloatingPoint>(layers: [[Scalar]], heads: Int, tokens: Int) {
        var shares = (0..<tokens).map { $0 == 0 ? 1.0 : 0 }
        // A single row of the product: from the last layer down, a row times a matrix.
        for weights in layers.reversed() {
            precondition(weights.count == heads * tokens * tokens, "A head has a weight for each query and token")
            var below = shares.map { 0.5 * $0 }
            for head in 0..<heads {
                for from in 0..<tokens where shares[from] != 0 {
                    let row = (head * tokens + from) * tokens
                    let share = 0.5 * shares[from] / Double(heads)
                    for token in 0..<tokens { below[token] += share * Double(weights[row + token]) }
                }
            }
            shares = below
        }
        self.shares = shares
    }
}

extension SketchProbe {
    /// For each stroke, its share by attention rollout. The class token's own share is left out, as are those of empty
    /// tokens if the network always sees 197 tokens.
    package func attentionRollout() -> [Double] {
        let network = reader.network
        let batch = batch([Variant(Array(0..<strokeCount))])
        network.forward(batch, shapes: shapes, keepsAttention: true, in: workspace)
        let heads = network.configuration.heads
        let tokens =
            network.configuration.tokens == .packed ? strokeCount + 1 : SketchNetConfiguration.maximumStrokes + 1
        let rollout = AttentionRollout(layers: workspace.attention, heads: heads, tokens: tokens)
        return Array(rollout.shares[1...strokeCount])
    }
}
