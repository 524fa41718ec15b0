/// Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019).
package struct AdamW: Sendable, Hashable {
    /// The decay of the running mean of the gradients.
    package var meanDecay: Double
    /// The decay of the running mean of their squares.
    package var squareDecay: Double
    package var epsilon: Double
    /// Applies to matrices; biases, norms, embeddings and the class token don't decay.
    package var weightDecay: Double

    package init(
        meanDecay: Double = 0.9,
        squareDecay: Double = 0.98,
        epsilon: Double = 1e-8,
        weightDecay: Double = 0.05
    ) {
        self.meanDecay = meanDecay
        self.squareDecay = squareDecay
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    /// Whether weight decay applies to this tensor.
    static func decays(_ tensor: WeightLayout.Tensor) -> Bool {
        tensor.shape.count == 2 && !tensor.name.contains("order_embeddings")
            && !tensor.name.contains("location_embeddings")
    }

    /// The factors for step `step`, counted from 0.
    func step<Scalar: NetworkScalar>(
        _ step: Int,
        learningRate: Double,
        gradientScale: Double,
        decays: Bool,
        averageShare: Double
    ) -> AdamWStep<Scalar> {
        AdamWStep(
            gradientScale: Scalar(gradientScale),
            meanDecay: Scalar(meanDecay),
            squareDecay: Scalar(squareDecay),
            stepSize: Scalar(learningRate / (1 - power(meanDecay, step + 1))),
            rootScale: Scalar(1 / (1 - power(squareDecay, step + 1)).squareRoot()),
            epsilon: Scalar(epsilon),
            weightScale: Scalar(decays ? 1 - learningRate * weightDecay : 1),
            averageShare: Scalar(averageShare)
        )
    }
}

/// The factors of a step, as the kernels need them.
package struct AdamWStep<Scalar: NetworkScalar> {
    let gradientScale: Scalar
    let meanDecay: Scalar
    let squareDecay: Scalar
    /// The learning rate divided by the bias correction of the mean.
    let stepSize: Scalar
    /// The reciprocal of the square root of the bias correction of the square.
    let rootScale: Scalar
    let epsilon: Scalar
    let weightScale: Scalar
    /// The share of the new weight in the running average.
    let averageShare: Scalar
}

/// What a step changes: some weights, their moments, and their running average.
package struct AdamWState<Scalar: NetworkScalar> {
    let weight: Matrix<Scalar>
    let mean: Matrix<Scalar>
    let square: Matrix<Scalar>
    let average: Matrix<Scalar>

    func check(_ gradient: Matrix<Scalar>) {
        precondition([weight, mean, square, average].allSatisfy { $0.count == gradient.count })
    }
}

/// x to an integer power, by squaring: the same on every machine.
func power(_ x: Double, _ exponent: Int) -> Double {
    var (result, factor, left) = (1.0, x, exponent)
    while left > 0 {
        if left & 1 == 1 { result *= factor }
        factor *= factor
        left >>= 1
    }
    return result
}

/// Some adjacent weights of one tensor, which a worker sums and updates together.
struct WeightBlock {
    let range: Range<Int>
    let decays: Bool

    static func blocks(of layout: WeightLayout) -> [WeightBlock] {
        // Small enough for the sum of squares to keep its digits in 32 bits.
        let size = 1 << 14
        return layout.tensors.flatMap { tensor in
            stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: size).map {
                WeightBlock(range: $0..<min($0 + size, tensor.range.upperBound), decays: AdamW.decays(tensor))
            }
        }
    }
}
