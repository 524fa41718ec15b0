internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchNet

/// Logits and gradients of a small network that `Fixtures/network/make.py` made with PyTorch.
@Suite struct GoldenTests {
    private let arrays: [String: [Float]]
    private let sketches: [Sketch]

    init() throws {
        let golden = try GoldenNetwork()
        (arrays, sketches) = (golden.arrays, try golden.sketches)
    }

    @Test(arguments: ["packed", "padded197"])
    func agreesWithPyTorch(mode: String) throws {
        try check(Float.self, mode, within: 3e-6)
        try check(Double.self, mode, within: 3e-6)
    }

    private func check<Scalar>(_ type: Scalar.Type, _ mode: String, within tolerance: Double) throws
    where Scalar: NetworkScalar {
        let configuration = SketchNetConfiguration(
            width: 16,
            layers: 2,
            heads: 2,
            classes: 5,
            tokens: mode == "packed" ? .packed : .padded197
        )
        var weights = try SketchNetWeights<Scalar>(zerosFor: configuration)
        for tensor in weights.layout.tensors {
            weights[tensor.name] = try #require(arrays["weight " + tensor.name]).map { Scalar($0) }[...]
        }
        let network = try SketchNetwork(configuration, weights: weights)
        let strokes: StrokeBatch<Scalar> = batch(sketches)
        let workspace = SketchNetWorkspace<Scalar>()
        network.forward(strokes, for: .training(dropoutSeed: nil), in: workspace)
        #expect(difference(workspace.logits, try #require(arrays[mode + " logits"])) < tolerance)

        var slopes: [Scalar] = []
        let loss = CrossEntropy(labelSmoothing: 0.1)
            .evaluate(logits: workspace.logits, classes: 5, labels: [1, 4, 0], gradients: &slopes)
        #expect(abs(loss - Double(try #require(arrays[mode + " loss"]?.first))) < tolerance)
        var gradients = try SketchNetWeights<Scalar>(zerosFor: configuration)
        network.backward(strokes, logitGradients: slopes, addingTo: &gradients, in: workspace)
        #expect(difference(workspace.startGradients, try #require(arrays[mode + " starts"])) < tolerance)
        var compared = 0
        for tensor in gradients.layout.tensors {
            guard let expected = arrays["\(mode) gradient \(tensor.name)"] else { continue }
            let found = try #require(gradients[tensor.name]).prefix(expected.count)
            #expect(difference(Array(found), expected) < tolerance, "\(tensor.name)")
            compared += 1
        }
        #expect(compared == (mode == "packed" ? gradients.layout.tensors.count : 20))
    }
}
