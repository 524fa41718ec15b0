/// Normalises each row by its mean and its standard deviation (of the population, ε under the root), then multiplies by
/// a weight and adds a bias per column.
struct LayerNorm: Sendable {
    let weight: TensorPlace
    let bias: TensorPlace
    let epsilon: Double

    init(_ name: String, in layout: WeightLayout, epsilon: Double) {
        weight = layout.place(name + ".weight")
        bias = layout.place(name + ".bias")
        self.epsilon = epsilon
    }

    /// `moments` gets what the backward pass needs besides x, two numbers per row.
    func forward<Scalar>(
        _ x: Matrix<Scalar>,
        _ weights: Parameters<Scalar>,
        into y: Matrix<Scalar>,
        moments: Matrix<Scalar>
    ) {
        Scalar.layerNorm(
            x,
            weight: weights[weight],
            bias: weights[bias],
            epsilon: Scalar(epsilon),
            into: y,
            moments: moments
        )
    }

    /// Adds to `inputGradient`, and to `gradients` if given.
    func backward<Scalar>(
        _ x: Matrix<Scalar>,
        moments: Matrix<Scalar>,
        gradient: Matrix<Scalar>,
        _ weights: Parameters<Scalar>,
        inputGradient: Matrix<Scalar>,
        gradients: Parameters<Scalar>?
    ) {
        Scalar.layerNormBackward(
            x,
            gradient: gradient,
            weight: weights[weight],
            moments: moments,
            inputGradient: inputGradient,
            weightGradient: gradients?[weight],
            biasGradient: gradients?[bias]
        )
    }
}
