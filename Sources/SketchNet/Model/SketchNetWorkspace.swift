/// A worker's own memory for passes through a network: the plan of the batch, the activations and the results. It is
/// reused for every batch, by one thread at a time.
package final class SketchNetWorkspace<Scalar: NetworkScalar> {
    let arena = Arena<Scalar>()
    var schedule = StrokeSchedule()
    var tokens = TokenLayout()
    var trace: Trace?

    /// What the last forward pass kept for the backward pass.
    struct Trace {
        var keepsWeights = false
        var strokes: [BidirectionalLSTM.Trace<Scalar>] = []
        var tokensKept: Matrix<Scalar>?
        var layers: [EncoderLayer.Trace<Scalar>] = []
        /// The tokens that the head reads, before and after the last norm.
        var headTokens: Matrix<Scalar>
        var moments: Matrix<Scalar>
        var normed: Matrix<Scalar>
        /// Whether the last layer only computed the rows of the class tokens.
        var endsInClassRows = false
    }

    /// The outputs of the last forward pass: a row of `classes` logits per sketch; for a location network, a row of
    /// three numbers per stroke.
    package internal(set) var logits: [Scalar] = []
    /// The shapes of the strokes from the last forward pass, a row of `width` numbers each, in the order of the batch.
    package internal(set) var shapes: [Scalar] = []
    /// The attention weights of each layer from the last forward pass, if they were requested: by sketch, head, query
    /// and token.
    package internal(set) var attention: [[Scalar]] = []
    /// The gradients from the last backward pass with respect to the x and y of each stroke's first point.
    package internal(set) var startGradients: [Scalar] = []
    /// The gradients from the last backward pass with respect to the shape of each stroke.
    package internal(set) var shapeGradients: [Scalar] = []

    package init() {}
}

extension Matrix {
    func row(_ index: Int) -> Matrix { rows(index..<index + 1) }

    /// Copies a matrix without gaps into an array, reusing its memory.
    func copy(into array: inout [Scalar]) {
        array.removeAll(keepingCapacity: true)
        array.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    }
}
