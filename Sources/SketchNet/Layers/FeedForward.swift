/// Two linear layers with a GELU between them.
struct FeedForward: Sendable {
    private let up: Linear
    private let down: Linear

    struct Trace<Scalar: NetworkScalar> {
        let input: Matrix<Scalar>
        /// Before and after the GELU.
        let inner: Matrix<Scalar>
        let activated: Matrix<Scalar>
    }

    init(_ name: String, in layout: WeightLayout) {
        up = Linear(name + ".intermediate.dense", in: layout)
        down = Linear(name + ".output.dense", in: layout)
    }

    func forward<Scalar>(
        _ x: Matrix<Scalar>,
        _ weights: Parameters<Scalar>,
        into y: Matrix<Scalar>,
        keeping keeps: Bool,
        in arena: Arena<Scalar>
    ) -> Trace<Scalar> {
        let inner = arena.matrix(x.rows, up.weight.rows)
        up.forward(x, weights, into: inner)
        let activated = keeps ? arena.matrix(x.rows, up.weight.rows) : inner
        Scalar.apply(.gelu, to: inner, into: activated)
        down.forward(activated, weights, into: y)
        return Trace(input: x, inner: inner, activated: activated)
    }

    /// Overwrites `inputGradient`.
    func backward<Scalar>(
        _ trace: Trace<Scalar>,
        gradient: Matrix<Scalar>,
        _ weights: Parameters<Scalar>,
        inputGradient: Matrix<Scalar>,
        gradients: Parameters<Scalar>?,
        in arena: Arena<Scalar>
    ) {
        let mark = arena.mark
        let inner = arena.matrix(trace.inner.rows, trace.inner.columns)
        down.backward(trace.activated, gradient: gradient, weights, inputGradient: inner, gradients: gradients)
        Scalar.geluBackward(trace.inner, gradient: inner)
        up.backward(trace.input, gradient: inner, weights, inputGradient: inputGradient, gradients: gradients)
        arena.rewind(to: mark)
    }
}
