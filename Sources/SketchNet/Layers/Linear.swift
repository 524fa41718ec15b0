/// y = x Wᵀ + b.
struct Linear: Sendable {
    let weight: TensorPlace
    let bias: TensorPlace

    init(weight: TensorPlace, bias: TensorPlace) {
        self.weight = weight
        self.bias = bias
    }

    init(_ name: String, in layout: WeightLayout) {
        self.init(weight: layout.place(name + ".weight"), bias: layout.place(name + ".bias"))
    }

    /// The layer that computes only some of the outputs.
    func outputs(_ range: Range<Int>) -> Linear { Linear(weight: weight.part(range), bias: bias.part(range)) }

    func forward<Scalar>(_ x: Matrix<Scalar>, _ weights: Parameters<Scalar>, into y: Matrix<Scalar>) {
        y.setRows(to: weights[bias])
        Scalar.multiply(x, transposed: false, weights[weight], transposed: true, into: y, adding: true)
    }

    /// - Parameters:
    ///   - gradient: of y.
    ///   - inputGradient: overwritten, or added to if `adding`; `nil` if it isn't needed.
    ///   - gradients: of the weights, added to; `nil` if they aren't needed.
    func backward<Scalar>(
        _ x: Matrix<Scalar>,
        gradient: Matrix<Scalar>,
        _ weights: Parameters<Scalar>,
        inputGradient: Matrix<Scalar>?,
        adding: Bool = false,
        gradients: Parameters<Scalar>?
    ) {
        if let inputGradient {
            Scalar.multiply(
                gradient,
                transposed: false,
                weights[weight],
                transposed: false,
                into: inputGradient,
                adding: adding
            )
        }
        if let gradients {
            Scalar.multiply(gradient, transposed: true, x, transposed: false, into: gradients[weight], adding: true)
            Scalar.addColumnSums(of: gradient, to: gradients[bias])
        }
    }
}
