internal import SketchModel

/// A layer of the transformer encoder, as in ViT: norm before attention, norm before the feed-forward network, and a
/// residual connection around each.
struct EncoderLayer: Sendable {
    private let width: Int
    private let normBefore: LayerNorm
    private let normAfter: LayerNorm
    /// Query, key and value concatenated.
    private let projection: Linear
    private let output: Linear
    private let feedForward: FeedForward
    private let attention: Attention
    private let hiddenDropout: Dropout
    private let attentionDropout: Dropout

    struct Trace<Scalar: NetworkScalar> {
        let sketches: [Attention.Sketch]
        /// The rows that the layer computes; `nil` for all. The last layer only needs those of the class tokens.
        let asking: [Int]?
        let input: Matrix<Scalar>
        let normed: Matrix<Scalar>
        let moments: Matrix<Scalar>
        /// The rows of `normed` that are queries.
        let askingNormed: Matrix<Scalar>
        let q: Matrix<Scalar>
        let k: Matrix<Scalar>
        let v: Matrix<Scalar>
        let weightsKept: Matrix<Scalar>?
        let p: Matrix<Scalar>
        let context: Matrix<Scalar>
        let contextKept: Matrix<Scalar>?
        let middle: Matrix<Scalar>
        let middleMoments: Matrix<Scalar>
        let feedForward: FeedForward.Trace<Scalar>
        let outputKept: Matrix<Scalar>?
    }

    init(_ index: Int, _ configuration: SketchNetConfiguration, in layout: WeightLayout) {
        let name = "vit.encoder.layer.\(index)"
        let parts = name + ".attention.attention."
        width = configuration.width
        normBefore = LayerNorm(name + ".layernorm_before", in: layout, epsilon: configuration.layerNormEpsilon)
        normAfter = LayerNorm(name + ".layernorm_after", in: layout, epsilon: configuration.layerNormEpsilon)
        projection = Linear(
            weight: layout.place(parts + "query.weight", through: parts + "value.weight"),
            bias: layout.place(parts + "query.bias", through: parts + "value.bias")
        )
        output = Linear(name + ".attention.output.dense", in: layout)
        feedForward = FeedForward(name, in: layout)
        attention = Attention(heads: configuration.heads)
        hiddenDropout = Dropout(share: configuration.hiddenDropout)
        attentionDropout = Dropout(share: configuration.attentionDropout)
    }

    /// - Parameters:
    ///   - sketches: query indices count only the rows computed.
    ///   - result: overwritten, with one row per query.
    func forward<Scalar>(
        _ input: Matrix<Scalar>,
        _ sketches: [Attention.Sketch],
        asking: [Int]?,
        _ weights: Parameters<Scalar>,
        dropout generator: inout SeededGenerator?,
        keeping keeps: Bool,
        in arena: Arena<Scalar>,
        into result: Matrix<Scalar>
    ) -> Trace<Scalar> {
        let count = asking?.count ?? input.rows
        let normed = arena.matrix(input.rows, width)
        let moments = arena.matrix(input.rows, 2)
        normBefore.forward(input, weights, into: normed, moments: moments)

        let (askingNormed, q, k, v) = project(normed, asking, weights, in: arena)
        let p = arena.matrix(1, attention.weightCount(sketches))
        let weightsKept = attentionDropout.factors(1, p.columns, from: &generator, in: arena)
        let context = arena.matrix(count, width)
        attention.forward(sketches, q: q, k: k, v: v, kept: weightsKept, p: p, into: context, in: arena)

        let middle = arena.matrix(count, width)
        output.forward(context, weights, into: middle)
        let contextKept = hiddenDropout.factors(count, width, from: &generator, in: arena)
        if let contextKept { Scalar.multiplyElements(of: middle, by: contextKept) }
        if let asking {
            for (row, token) in asking.enumerated() {
                Scalar.add(input.rows(token..<token + 1), to: middle.rows(row..<row + 1))
            }
        } else {
            Scalar.add(input, to: middle)
        }

        let middleNormed = arena.matrix(count, width)
        let middleMoments = arena.matrix(count, 2)
        normAfter.forward(middle, weights, into: middleNormed, moments: middleMoments)
        let inner = feedForward.forward(middleNormed, weights, into: result, keeping: keeps, in: arena)
        let outputKept = hiddenDropout.factors(count, width, from: &generator, in: arena)
        if let outputKept { Scalar.multiplyElements(of: result, by: outputKept) }
        Scalar.add(middle, to: result)
        return Trace(
            sketches: sketches,
            asking: asking,
            input: input,
            normed: normed,
            moments: moments,
            askingNormed: askingNormed,
            q: q,
            k: k,
            v: v,
            weightsKept: weightsKept,
            p: p,
            context: context,
            contextKept: contextKept,
            middle: middle,
            middleMoments: middleMoments,
            feedForward: inner,
            outputKept: outputKept
        )
    }

    private func project<Scalar>(
        _ normed: Matrix<Scalar>,
        _ asking: [Int]?,
        _ weights: Parameters<Scalar>,
        in arena: Arena<Scalar>
    ) -> (asking: Matrix<Scalar>, q: Matrix<Scalar>, k: Matrix<Scalar>, v: Matrix<Scalar>) {
        guard let asking else {
            let all = arena.matrix(normed.rows, 3 * width)
            projection.forward(normed, weights, into: all)
            return (
                normed, all.columns(0..<width), all.columns(width..<2 * width), all.columns(2 * width..<3 * width)
            )
        }
        let rows = arena.matrix(asking.count, width)
        for (row, token) in asking.enumerated() { rows.copyRow(row, from: normed, row: token) }
        let q = arena.matrix(asking.count, width)
        projection.outputs(0..<width).forward(rows, weights, into: q)
        let others = arena.matrix(normed.rows, 2 * width)
        projection.outputs(width..<3 * width).forward(normed, weights, into: others)
        return (rows, q, others.columns(0..<width), others.columns(width..<2 * width))
    }

    /// - Parameters:
    ///   - gradient: of the result; overwritten.
    ///   - inputGradient: overwritten; if all rows are queries, it is `gradient` itself.
    func backward<Scalar>(
        _ trace: Trace<Scalar>,
        gradient: Matrix<Scalar>,
        _ weights: Parameters<Scalar>,
        gradients: Parameters<Scalar>?,
        in arena: Arena<Scalar>
    ) -> Matrix<Scalar> {
        let inputGradient = trace.asking == nil ? gradient : arena.zeros(trace.input.rows, width)
        let mark = arena.mark
        let inner = arena.matrix(gradient.rows, width)
        let outer = kept(gradient, trace.outputKept, in: arena)
        feedForward.backward(
            trace.feedForward,
            gradient: outer,
            weights,
            inputGradient: inner,
            gradients: gradients,
            in: arena
        )
        normAfter.backward(
            trace.middle,
            moments: trace.middleMoments,
            gradient: inner,
            weights,
            inputGradient: gradient,
            gradients: gradients
        )

        output.backward(
            trace.context,
            gradient: kept(gradient, trace.contextKept, in: arena),
            weights,
            inputGradient: inner,
            gradients: gradients
        )
        let normed = arena.matrix(trace.input.rows, width)
        if let asking = trace.asking {
            let q = arena.matrix(asking.count, width)
            let others = arena.matrix(trace.input.rows, 2 * width)
            backwardOfAttention(trace, inner, q, others.columns(0..<width), others.columns(width..<2 * width), arena)
            projection.outputs(width..<3 * width).backward(
                trace.normed,
                gradient: others,
                weights,
                inputGradient: normed,
                gradients: gradients
            )
            projection.outputs(0..<width).backward(
                trace.askingNormed,
                gradient: q,
                weights,
                inputGradient: inner,
                gradients: gradients
            )
            for (row, token) in asking.enumerated() {
                Scalar.add(inner.rows(row..<row + 1), to: normed.rows(token..<token + 1))
                inputGradient.copyRow(token, from: gradient, row: row)
            }
        } else {
            let all = arena.matrix(trace.input.rows, 3 * width)
            backwardOfAttention(
                trace,
                inner,
                all.columns(0..<width),
                all.columns(width..<2 * width),
                all.columns(2 * width..<3 * width),
                arena
            )
            projection.backward(
                trace.normed,
                gradient: all,
                weights,
                inputGradient: normed,
                gradients: gradients
            )
        }
        normBefore.backward(
            trace.input,
            moments: trace.moments,
            gradient: normed,
            weights,
            inputGradient: inputGradient,
            gradients: gradients
        )
        arena.rewind(to: mark)
        return inputGradient
    }

    private func backwardOfAttention<Scalar>(
        _ trace: Trace<Scalar>,
        _ gradient: Matrix<Scalar>,
        _ q: Matrix<Scalar>,
        _ k: Matrix<Scalar>,
        _ v: Matrix<Scalar>,
        _ arena: Arena<Scalar>
    ) {
        attention.backward(
            trace.sketches,
            q: trace.q,
            k: trace.k,
            v: trace.v,
            kept: trace.weightsKept,
            p: trace.p,
            gradient: gradient,
            queryGradient: q,
            keyGradient: k,
            valueGradient: v,
            in: arena
        )
    }

    /// The gradient before dropout: the same matrix if nothing was dropped.
    private func kept<Scalar>(
        _ gradient: Matrix<Scalar>,
        _ factors: Matrix<Scalar>?,
        in arena: Arena<Scalar>
    ) -> Matrix<Scalar> {
        guard let factors else { return gradient }
        let result = arena.matrix(gradient.rows, gradient.columns)
        result.copy(from: gradient)
        Scalar.multiplyElements(of: result, by: factors)
        return result
    }
}
