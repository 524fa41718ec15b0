internal import CNetworkKernels
internal import Testing

@testable internal import SketchNet

@Suite struct OptimiserTests {
    private let levels = (0...2).map { cnk_kernels(Int32($0)) }

    @Test func firstStepIsTheRateAgainstTheGradientsSign() {
        let arena = Arena<Double>()
        func row(_ values: [Double]) -> Matrix<Double> { arena.matrix(1, values.count, values) }
        let state = AdamWState(weight: row([1, 2]), mean: row([0, 0]), square: row([0, 0]), average: row([1, 2]))
        let optimiser = AdamW(meanDecay: 0.9, squareDecay: 0.99, epsilon: 1e-12, weightDecay: 0.5)
        let first: AdamWStep<Double> = optimiser.step(
            0,
            learningRate: 0.1,
            gradientScale: 0.5,
            decays: true,
            averageShare: 0.25
        )
        Double.adamW(first, gradient: row([4, -2]), state: state)
        // Decayed by 1 - 0.1 * 0.5, then 0.1 down or up.
        #expect(difference(state.weight.values, [0.85, 2.0]) < 1e-10)
        #expect(difference(state.mean.values, [0.2, -0.1]) < 1e-12)
        #expect(difference(state.square.values, [0.04, 0.01]) < 1e-12)
        #expect(difference(state.average.values, [1 + 0.25 * -0.15, 2]) < 1e-10)
        // By hand: the mean 0.28 / 0.19, the square 0.0596 / 0.0199 for the first weight.
        let second: AdamWStep<Double> = optimiser.step(
            1,
            learningRate: 0.1,
            gradientScale: 1,
            decays: false,
            averageShare: 1
        )
        Double.adamW(second, gradient: row([1, 0]), state: state)
        #expect(abs(state.weight.values[0] - (0.85 - 0.1 * (0.28 / 0.19) / (0.0496 / 0.0199).squareRoot())) < 1e-10)
        #expect(state.average.values == state.weight.values)
    }

    @Test(arguments: [1, 3, 16, 31, 64, 197])
    func kernelsAgreeWithTheirTwin(count: Int) {
        let (weight, gradient, mean) = (noise(count, seed: 1), noise(count, seed: 2), noise(count, seed: 3))
        let square = noise(count, seed: 4).map { abs($0) }
        let optimiser = AdamW()
        let arena = Arena<Double>()
        let state = AdamWState(
            weight: arena.matrix(1, count, weight),
            mean: arena.matrix(1, count, mean),
            square: arena.matrix(1, count, square),
            average: arena.matrix(1, count, gradient)
        )
        let step: AdamWStep<Double> = optimiser.step(
            7,
            learningRate: 0.01,
            gradientScale: 0.7,
            decays: true,
            averageShare: 0.1
        )
        let plain = arena.matrix(1, count, gradient)
        Double.adamW(step, gradient: plain, state: state)
        for kernels in levels {
            func floats(_ values: [Double]) -> [Float] { values.map { Float($0) } }
            var (w, m, v, a) = (floats(weight), floats(mean), floats(square), floats(gradient))
            var numbers = CNKAdamW(
                gradient_scale: 0.7,
                mean_decay: Float(step.meanDecay),
                square_decay: Float(step.squareDecay),
                step_size: Float(step.stepSize),
                root_scale: Float(step.rootScale),
                epsilon: Float(step.epsilon),
                weight_scale: Float(step.weightScale),
                average_share: Float(step.averageShare)
            )
            kernels.adamw(&numbers, floats(gradient), &w, &m, &v, &a, count)
            #expect(difference(w, state.weight.values) < 1e-5)
            #expect(difference(m, state.mean.values) < 1e-6)
            #expect(difference(v, state.square.values) < 1e-6)
            #expect(difference(a, state.average.values) < 1e-5)
            let sum = Double(kernels.sum_of_squares(floats(gradient), count))
            #expect(abs(sum - Double.sumOfSquares(of: plain)) < 1e-5 * Double(count))
        }
    }

    @Test func decayIsForMatricesAlone() throws {
        let layout = WeightLayout(small)
        let kept = Set(layout.tensors.filter { !AdamW.decays($0) }.map(\.name))
        #expect(kept.contains("vit.embeddings.cls_token") && kept.contains("vit.fc.bias"))
        #expect(kept.contains("vit.embeddings.order_embeddings.weight") && kept.contains("vit.layernorm.weight"))
        #expect(!kept.contains("vit.fc.weight") && !kept.contains("vit.embeddings.stroke_embeddings.weight_ih_l0"))
    }
}
