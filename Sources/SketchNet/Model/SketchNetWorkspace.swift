/// A worker's own memory for passes through a network: the batch's plan, the activations, and what a pass gives. It is
/// used again for every batch, by one thread at a time.
package final class SketchNetWorkspace<Scalar: NetworkScalar> {
    let arena = Arena<Scalar>()
    var schedule = StrokeSchedule()
    var tokens = TokenLayout()
    var trace: Trace?

    /// What the last forward pass kept for the way back.
    struct Trace {
        var keepsWeights = false
        var strokes: [BidirectionalLSTM.Trace<Scalar>] = []
        var tokensKept: Matrix<Scalar>?
        var layers: [EncoderLayer.Trace<Scalar>] = []
        /// The tokens that the head reads, before and after the last norm.
        var headTokens: Matrix<Scalar>
        var moments: Matrix<Scalar>
        var normed: Matrix<Scalar>
        /// Whether the last layer gave the rows of the class tokens alone.
        var endsInClassRows = false
    }

    /// Of the last forward pass: what the head reads. A row of `classes` numbers for each sketch, before softmax; or, of a
    /// network of locations, a row of three numbers for each stroke.
    package internal(set) var logits: [Scalar] = []
    /// Of the last forward pass: the shape of each stroke, a row of `width` numbers, in the order of the batch.
    package internal(set) var shapes: [Scalar] = []
    /// Of the last forward pass, where it was asked for: the attention weights of each layer, by sketch, head, query and
    /// token.
    package internal(set) var attention: [[Scalar]] = []
    /// Of the last backward pass: by the x and y of each stroke's first point.
    package internal(set) var startGradients: [Scalar] = []
    /// Of the last backward pass: by the shape of each stroke.
    package internal(set) var shapeGradients: [Scalar] = []

    package init() {}
}

extension Matrix {
    func row(_ index: Int) -> Matrix { rows(index..<index + 1) }

    /// Copies a matrix without gaps into an array, whose memory is used again.
    func copy(into array: inout [Scalar]) {
        array.removeAll(keepingCapacity: true)
        array.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    }
}
