/// A number type that the network can compute in: `Float`, for use, or `Double`, for checking gradients.
///
/// Every time-critical loop over elements is one of these requirements and works on whole matrices, so that the layers
/// above can be generic at no cost. `Float` implements them with `CNetworkKernels` and OpenBLAS, `Double` with plain
/// loops, which the tests compare the others with. Types outside this module cannot conform.
package protocol NetworkScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    /// c = a b, or c + a b. A transposed operand is read with rows and columns exchanged.
    static func multiply(
        _ a: Matrix<Self>,
        transposed aTransposed: Bool,
        _ b: Matrix<Self>,
        transposed bTransposed: Bool,
        into c: Matrix<Self>,
        adding: Bool
    )

    /// y = f(x), elementwise.
    static func apply(_ function: ElementFunction, to x: Matrix<Self>, into y: Matrix<Self>)
    /// gradient *= the derivative of GELU at x.
    static func geluBackward(_ x: Matrix<Self>, gradient: Matrix<Self>)
    /// y += x
    static func add(_ x: Matrix<Self>, to y: Matrix<Self>)
    /// y *= x
    static func multiplyElements(of y: Matrix<Self>, by x: Matrix<Self>)
    /// y += the sum of the rows of x.
    static func addColumnSums(of x: Matrix<Self>, to y: Matrix<Self>)

    /// Softmax of `scale` x, row by row, in place.
    static func softmax(_ x: Matrix<Self>, scale: Self)
    /// Converts the gradient of the softmax p to the gradient of its x, in place.
    static func softmaxBackward(_ p: Matrix<Self>, gradient: Matrix<Self>, scale: Self)

    static func layerNorm(
        _ x: Matrix<Self>,
        weight: Matrix<Self>,
        bias: Matrix<Self>,
        epsilon: Self,
        into y: Matrix<Self>,
        moments: Matrix<Self>
    )
    /// Adds to the given gradients.
    static func layerNormBackward(
        _ x: Matrix<Self>,
        gradient: Matrix<Self>,
        weight: Matrix<Self>,
        moments: Matrix<Self>,
        inputGradient: Matrix<Self>,
        weightGradient: Matrix<Self>?,
        biasGradient: Matrix<Self>?
    )

    static func lstmStep(_ step: LSTMStep<Self>)
    static func lstmStepBackward(_ step: LSTMStep<Self>, cellGradient: Matrix<Self>)

    static func attention(_ attention: SmallAttention<Self>, into y: Matrix<Self>)
    /// Overwrites the three gradients. `scratch` has one column per token.
    static func attentionBackward(
        _ attention: SmallAttention<Self>,
        gradient: Matrix<Self>,
        queryGradient: Matrix<Self>,
        keyGradient: Matrix<Self>,
        valueGradient: Matrix<Self>,
        scratch: Matrix<Self>
    )

    static func sumOfSquares(of x: Matrix<Self>) -> Self
    static func adamW(_ step: AdamWStep<Self>, gradient: Matrix<Self>, state: AdamWState<Self>)
}

/// The elementwise functions of the network. In 32 bits their errors are, compared with the exact values for all
/// numbers: `exp` 2 units in the last place (2^-149 below the normal numbers), `tanh` 3, `sigmoid` 3 down to -87 and
/// 2^-125 below, and `gelu`, x times the normal distribution's share below x, 3e-7 |x| and, for x above -8, a relative
/// 3e-6. Infinities and NaN give the expected results.
package enum ElementFunction: Sendable, CaseIterable {
    case exp, tanh, sigmoid, gelu
}

/// One step of an LSTM over the rows alive, one per stroke.
package struct LSTMStep<Scalar: NetworkScalar> {
    /// i, f, g, o, each as wide as `hidden`: before their functions, then after; in the backward pass, their gradients.
    let gates: Matrix<Scalar>
    /// The cell states of the step before. Rows beyond its last start from zero.
    let carriedCell: Matrix<Scalar>?
    let cell: Matrix<Scalar>
    let cellTanh: Matrix<Scalar>
    /// The step's output, or its gradient.
    let hidden: Matrix<Scalar>
}

/// Attention for the few tokens of one sketch, all heads.
package struct SmallAttention<Scalar: NetworkScalar> {
    let heads: Int
    let q: Matrix<Scalar>
    let k: Matrix<Scalar>
    let v: Matrix<Scalar>
    /// After dropout: `nil`, or its factors, laid out like `p`.
    let kept: Matrix<Scalar>?
    /// The attention weights: one row per head and query, one column per token.
    let p: Matrix<Scalar>

    var headWidth: Int { q.columns / heads }
    var scale: Scalar { 1 / Scalar(headWidth).squareRoot() }
}
