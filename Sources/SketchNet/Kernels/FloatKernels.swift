internal import CBLAS
internal import CNetworkKernels

/// The kernels for the best instruction set that this machine has.
private nonisolated(unsafe) let kernels = cnk_kernels(2)

extension Float: NetworkScalar {
    package static func multiply(
        _ a: Matrix<Float>,
        transposed aTransposed: Bool,
        _ b: Matrix<Float>,
        transposed bTransposed: Bool,
        into c: Matrix<Float>,
        adding: Bool
    ) {
        MatrixProduct.multiply(a, aTransposed, b, bTransposed, into: c, adding: adding, by: cblas_sgemm)
    }

    package static func apply(_ function: ElementFunction, to x: Matrix<Float>, into y: Matrix<Float>) {
        precondition(x.count == y.count)
        switch function {
        case .exp: kernels.exp(x.base, y.base, y.count)
        case .tanh: kernels.tanh(x.base, y.base, y.count)
        case .sigmoid: kernels.sigmoid(x.base, y.base, y.count)
        case .gelu: kernels.gelu(x.base, y.base, y.count)
        }
    }

    package static func geluBackward(_ x: Matrix<Float>, gradient: Matrix<Float>) {
        precondition(x.count == gradient.count)
        kernels.gelu_backward(x.base, gradient.base, x.count)
    }

    package static func add(_ x: Matrix<Float>, to y: Matrix<Float>) {
        precondition(x.count == y.count)
        kernels.add(x.base, y.base, y.count)
    }

    package static func multiplyElements(of y: Matrix<Float>, by x: Matrix<Float>) {
        precondition(x.count == y.count)
        kernels.multiply(x.base, y.base, y.count)
    }

    package static func addColumnSums(of x: Matrix<Float>, to y: Matrix<Float>) {
        precondition(y.rows == 1 && y.columns == x.columns)
        kernels.add_column_sums(x.base, x.stride, x.rows, x.columns, y.base)
    }

    package static func softmax(_ x: Matrix<Float>, scale: Float) {
        kernels.softmax(x.base, x.stride, x.rows, x.columns, scale)
    }

    package static func softmaxBackward(_ p: Matrix<Float>, gradient: Matrix<Float>, scale: Float) {
        precondition(p.rows == gradient.rows && p.columns == gradient.columns)
        kernels.softmax_backward(p.base, p.stride, gradient.base, gradient.stride, p.rows, p.columns, scale)
    }

    package static func layerNorm(
        _ x: Matrix<Float>,
        weight: Matrix<Float>,
        bias: Matrix<Float>,
        epsilon: Float,
        into y: Matrix<Float>,
        moments: Matrix<Float>
    ) {
        precondition(x.count == y.count && moments.count == 2 * x.rows && weight.count == x.columns)
        kernels.layer_norm(x.base, y.base, x.rows, x.columns, weight.base, bias.base, epsilon, moments.base)
    }

    package static func layerNormBackward(
        _ x: Matrix<Float>,
        gradient: Matrix<Float>,
        weight: Matrix<Float>,
        moments: Matrix<Float>,
        inputGradient: Matrix<Float>,
        weightGradient: Matrix<Float>?,
        biasGradient: Matrix<Float>?
    ) {
        precondition(x.count == gradient.count && x.count == inputGradient.count && moments.count == 2 * x.rows)
        kernels.layer_norm_backward(
            x.base,
            gradient.base,
            x.rows,
            x.columns,
            weight.base,
            moments.base,
            inputGradient.base,
            weightGradient?.base,
            biasGradient?.base
        )
    }

    package static func lstmStep(_ step: LSTMStep<Float>) {
        step.check()
        kernels.lstm_step(
            step.gates.base,
            step.gates.stride,
            step.carriedCell?.base,
            step.carriedCell?.rows ?? 0,
            step.cell.base,
            step.cellTanh.base,
            step.hidden.base,
            step.hidden.stride,
            step.cell.rows,
            step.cell.columns
        )
    }

    package static func lstmStepBackward(_ step: LSTMStep<Float>, cellGradient: Matrix<Float>) {
        step.check()
        precondition(cellGradient.isDense && cellGradient.rows == step.cell.rows)
        kernels.lstm_step_backward(
            step.gates.base,
            step.gates.stride,
            step.carriedCell?.base,
            step.carriedCell?.rows ?? 0,
            step.cellTanh.base,
            step.hidden.base,
            step.hidden.stride,
            cellGradient.base,
            step.cell.rows,
            step.cell.columns
        )
    }

    package static func attention(_ attention: SmallAttention<Float>, into y: Matrix<Float>) {
        attention.check()
        let (q, k, v) = (attention.q, attention.k, attention.v)
        kernels.attention(
            q.base,
            q.stride,
            q.rows,
            k.base,
            v.base,
            k.stride,
            k.rows,
            attention.heads,
            attention.headWidth,
            attention.scale,
            attention.kept?.base,
            attention.p.base,
            y.base,
            y.stride
        )
    }

    package static func attentionBackward(
        _ attention: SmallAttention<Float>,
        gradient: Matrix<Float>,
        queryGradient: Matrix<Float>,
        keyGradient: Matrix<Float>,
        valueGradient: Matrix<Float>,
        scratch: Matrix<Float>
    ) {
        attention.check()
        let (q, k, v) = (attention.q, attention.k, attention.v)
        precondition(keyGradient.stride == valueGradient.stride && scratch.columns >= k.rows)
        kernels.attention_backward(
            q.base,
            q.stride,
            q.rows,
            k.base,
            v.base,
            k.stride,
            k.rows,
            attention.heads,
            attention.headWidth,
            attention.scale,
            attention.kept?.base,
            attention.p.base,
            gradient.base,
            gradient.stride,
            queryGradient.base,
            queryGradient.stride,
            keyGradient.base,
            valueGradient.base,
            keyGradient.stride,
            scratch.base
        )
    }

    package static func sumOfSquares(of x: Matrix<Float>) -> Float { kernels.sum_of_squares(x.base, x.count) }

    package static func adamW(_ step: AdamWStep<Float>, gradient: Matrix<Float>, state: AdamWState<Float>) {
        state.check(gradient)
        var numbers = CNKAdamW(
            gradient_scale: step.gradientScale,
            mean_decay: step.meanDecay,
            square_decay: step.squareDecay,
            step_size: step.stepSize,
            root_scale: step.rootScale,
            epsilon: step.epsilon,
            weight_scale: step.weightScale,
            average_share: step.averageShare
        )
        kernels.adamw(
            &numbers,
            gradient.base,
            state.weight.base,
            state.mean.base,
            state.square.base,
            state.average.base,
            gradient.count
        )
    }
}

extension LSTMStep {
    /// Checks that the kernels, which don't see bounds, stay within them.
    func check() {
        precondition(gates.columns == 4 * cell.columns && hidden.columns == cell.columns)
        precondition(gates.rows == cell.rows && hidden.rows == cell.rows && cellTanh.rows == cell.rows)
        precondition(cell.isDense && cellTanh.isDense && cellTanh.columns == cell.columns)
        guard let carriedCell else { return }
        precondition(carriedCell.isDense && carriedCell.rows <= cell.rows && carriedCell.columns == cell.columns)
    }
}

extension SmallAttention {
    func check() {
        precondition(k.rows == v.rows && k.stride == v.stride && k.columns == q.columns && v.columns == q.columns)
        precondition(headWidth * heads == q.columns && k.rows > 0)
        precondition(p.count == heads * q.rows * k.rows && (kept.map { $0.count == p.count } ?? true))
    }
}
