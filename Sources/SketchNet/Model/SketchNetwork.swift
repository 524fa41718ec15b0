internal import SketchModel

/// SketchXAINet (SketchXAI, CVPR 2023): a sketch is a set of strokes, each a token of its shape, location and order; a
/// transformer encoder relates the strokes, and a class token collects what the sketch shows.
///
/// Many workers can use one value at the same time: passes read its weights, and write to the workspace and the
/// gradients that each worker supplies. Passes over the same batch give the same bits, on one machine.
package struct SketchNetwork<Scalar: NetworkScalar>: Sendable {
    package let configuration: SketchNetConfiguration
    package var weights: SketchNetWeights<Scalar> {
        didSet { precondition(weights.values.count == weights.layout.count) }
    }
    let strokeEncoder: StrokeEncoder
    let embedding: TokenEmbedding
    let layers: [EncoderLayer]
    let norm: LayerNorm
    let classifier: Linear

    /// - Throws: `SketchNetError` if the configuration is invalid or the weights don't fit it.
    package init(_ configuration: SketchNetConfiguration, weights: SketchNetWeights<Scalar>) throws(SketchNetError) {
        try configuration.validate()
        let layout = WeightLayout(configuration)
        guard weights.values.count == layout.count, weights.layout.tensors == layout.tensors else {
            throw .wrongWeightCount(expected: layout.count, found: weights.values.count)
        }
        self.configuration = configuration
        self.weights = weights
        strokeEncoder = StrokeEncoder(configuration, in: layout)
        embedding = TokenEmbedding(configuration, in: layout)
        layers = (0..<configuration.layers).map { EncoderLayer($0, configuration, in: layout) }
        norm = LayerNorm("vit.layernorm", in: layout, epsilon: configuration.layerNormEpsilon)
        classifier = Linear("vit.fc", in: layout)
    }

    /// What a forward pass is for.
    package enum Purpose: Sendable {
        /// The logits only.
        case inference
        /// To be followed by a backward pass to the stroke starts and shapes.
        case inputGradients
        /// To be followed by a backward pass to the weights. With a seed, activations are dropped as configured; the
        /// same seed drops the same ones.
        case training(dropoutSeed: UInt64?)
    }

    /// Computes the logits of a batch; see `SketchNetWorkspace` for the other results. Batches of about 64 sketches are
    /// fastest: their activations stay in a core's cache. Training splits a larger batch into such parts and sums them.
    /// - Parameters:
    ///   - shapes: the strokes' shapes, `width` numbers each, if they are known from an earlier pass: the LSTM is then
    ///   skipped. Not allowed with `.training`.
    ///   - keepsAttention: whether to return the attention weights too.
    @_specialize(where Scalar == Float)
    package func forward(
        _ batch: StrokeBatch<Scalar>,
        for purpose: Purpose = .inference,
        shapes known: [Scalar]? = nil,
        keepsAttention: Bool = false,
        in workspace: SketchNetWorkspace<Scalar>
    ) {
        let arena = workspace.arena
        let width = configuration.width
        arena.removeAll()
        workspace.trace = nil
        workspace.attention.removeAll()
        var pass = Pass(purpose)
        if pass.keepsWeights { precondition(known == nil, "Training needs the strokes") }
        withParameters { weights in
            let shapes = arena.matrix(batch.strokeCount, width)
            var strokes: [BidirectionalLSTM.Trace<Scalar>] = []
            if let known {
                precondition(known.count == shapes.count, "A stroke has one shape")
                known.withUnsafeBufferPointer { values in
                    if let start = values.baseAddress { shapes.base.update(from: start, count: values.count) }
                }
            } else {
                workspace.schedule.plan(strokeEnds: batch.strokeEnds)
                strokeEncoder.forward(
                    batch,
                    workspace.schedule,
                    weights,
                    in: arena,
                    into: shapes,
                    keeping: pass.keepsWeights,
                    traces: &strokes
                )
            }
            shapes.copy(into: &workspace.shapes)

            workspace.tokens.plan(batch, configuration)
            let layout = workspace.tokens
            var tokens = arena.matrix(layout.count, width)
            embedding.forward(batch, shapes: shapes, layout, weights, in: arena, into: tokens)
            let tokensKept = Dropout(share: configuration.hiddenDropout)
                .factors(tokens.rows, width, from: &pass.generator, in: arena)
            if let tokensKept { Scalar.multiplyElements(of: tokens, by: tokensKept) }

            let endsInClassRows = !layers.isEmpty && !keepsAttention && configuration.head == .classes
            var traces: [EncoderLayer.Trace<Scalar>] = []
            for (index, layer) in layers.enumerated() {
                let last = index == layers.count - 1 && endsInClassRows
                let output = arena.matrix(last ? batch.sketchCount : layout.count, width)
                let mark = arena.mark
                let trace = layer.forward(
                    tokens,
                    last ? layout.classOnly : layout.full,
                    asking: last ? layout.classRows : nil,
                    weights,
                    dropout: &pass.generator,
                    keeping: pass.keeps,
                    in: arena,
                    into: output
                )
                if keepsAttention {
                    workspace.attention.append([])
                    trace.p.copy(into: &workspace.attention[index])
                }
                if pass.keeps { traces.append(trace) } else { arena.rewind(to: mark) }
                tokens = output
            }

            let headTokens = endsInClassRows ? tokens : tokens.gathered(layout.headRows, in: arena)
            let moments = arena.matrix(headTokens.rows, 2)
            let normed = arena.matrix(headTokens.rows, width)
            norm.forward(headTokens, weights, into: normed, moments: moments)
            let logits = arena.matrix(headTokens.rows, configuration.outputs)
            classifier.forward(normed, weights, into: logits)
            logits.copy(into: &workspace.logits)
            guard pass.keeps else { return }
            workspace.trace = SketchNetWorkspace.Trace(
                keepsWeights: pass.keepsWeights,
                strokes: strokes,
                tokensKept: tokensKept,
                layers: traces,
                headTokens: headTokens,
                moments: moments,
                normed: normed,
                endsInClassRows: endsInClassRows
            )
        }
    }

    /// Propagates the gradient of a loss with respect to the logits back to the stroke starts and shapes: see
    /// `SketchNetWorkspace`. The preceding forward pass must be of the same batch, in this workspace, and not for
    /// inference.
    @_specialize(where Scalar == Float)
    package func backward(
        _ batch: StrokeBatch<Scalar>,
        logitGradients: [Scalar],
        in workspace: SketchNetWorkspace<Scalar>
    ) {
        backward(batch, logitGradients, to: nil, in: workspace)
    }

    /// Propagates the gradient to the weights as well, and adds it to `gradients`. The forward pass must be for
    /// training.
    @_specialize(where Scalar == Float)
    package func backward(
        _ batch: StrokeBatch<Scalar>,
        logitGradients: [Scalar],
        addingTo gradients: inout SketchNetWeights<Scalar>,
        in workspace: SketchNetWorkspace<Scalar>
    ) {
        precondition(gradients.values.count == weights.values.count, "The gradients are laid out as the weights")
        precondition(workspace.trace?.keepsWeights == true, "The forward pass was not for training")
        gradients.values.withUnsafeMutableBufferPointer { values in
            backward(batch, logitGradients, to: values.baseAddress.map { Parameters(base: $0) }, in: workspace)
        }
    }

    /// The same, to memory other than an array's.
    func backward(
        _ batch: StrokeBatch<Scalar>,
        _ logitGradients: [Scalar],
        to gradients: Parameters<Scalar>?,
        in workspace: SketchNetWorkspace<Scalar>
    ) {
        guard let trace = workspace.trace, trace.headTokens.rows == workspace.tokens.headRows.count,
            workspace.tokens.classRows.count == batch.sketchCount
        else {
            preconditionFailure("No forward pass of this batch was kept")
        }
        // The activations are overwritten.
        workspace.trace = nil
        let (arena, layout) = (workspace.arena, workspace.tokens)
        let (width, count) = (configuration.width, trace.headTokens.rows)
        withParameters { weights in
            let logits = arena.matrix(count, configuration.outputs)
            precondition(logitGradients.count == logits.count, "There is a gradient for each logit")
            for (index, value) in logitGradients.enumerated() { logits.base[index] = value }
            let normed = arena.matrix(count, width)
            classifier.backward(
                trace.normed,
                gradient: logits,
                weights,
                inputGradient: normed,
                gradients: gradients
            )
            let headTokens = arena.zeros(count, width)
            norm.backward(
                trace.headTokens,
                moments: trace.moments,
                gradient: normed,
                weights,
                inputGradient: headTokens,
                gradients: gradients
            )
            var tokens = headTokens
            if !trace.endsInClassRows {
                tokens = arena.zeros(layout.count, width)
                for (row, token) in layout.headRows.enumerated() { tokens.copyRow(token, from: headTokens, row: row) }
            }
            for (index, layer) in layers.enumerated().reversed() {
                tokens = layer.backward(
                    trace.layers[index],
                    gradient: tokens,
                    weights,
                    gradients: gradients,
                    in: arena
                )
            }
            if let kept = trace.tokensKept { Scalar.multiplyElements(of: tokens, by: kept) }
            let shapes = arena.matrix(batch.strokeCount, width)
            let starts = arena.matrix(batch.strokeCount, 2)
            embedding.backward(
                batch,
                gradient: tokens,
                layout,
                weights,
                shapeGradient: shapes,
                startGradient: starts,
                gradients: gradients,
                in: arena
            )
            shapes.copy(into: &workspace.shapeGradients)
            starts.copy(into: &workspace.startGradients)
            if let gradients {
                strokeEncoder.backward(
                    shapeGradient: shapes,
                    workspace.schedule,
                    weights,
                    gradients: gradients,
                    in: arena,
                    traces: trace.strokes
                )
            }
        }
    }

    private func withParameters(_ body: (Parameters<Scalar>) -> Void) {
        weights.values.withUnsafeBufferPointer { values in
            // A network has weights, so there is a base address. No pass writes to them.
            body(Parameters(base: UnsafeMutablePointer(mutating: values.baseAddress!)))
        }
    }
}

/// What a pass computes and keeps, for a purpose.
private struct Pass {
    var keeps = false
    var keepsWeights = false
    var generator: SeededGenerator?

    init<Scalar>(_ purpose: SketchNetwork<Scalar>.Purpose) {
        switch purpose {
        case .inference: break
        case .inputGradients: keeps = true
        case .training(let seed):
            keeps = true
            keepsWeights = true
            generator = seed.map { SeededGenerator(seed: $0, stream: 0) }
        }
    }
}

extension Matrix {
    fileprivate func gathered(_ rows: [Int], in arena: Arena<Scalar>) -> Matrix {
        let result = arena.matrix(rows.count, columns)
        for (index, row) in rows.enumerated() { result.copyRow(index, from: self, row: row) }
        return result
    }
}
