internal import SketchModel
internal import Testing

@testable internal import SketchNet

/// Every way back, against central differences in double precision.
@Suite struct GradientTests {
    private let labels = [1, 0, 2, 2, 0]
    private let loss = CrossEntropy(labelSmoothing: 0.1)

    private func value(
        _ network: SketchNetwork<Double>,
        _ strokes: StrokeBatch<Double>,
        _ purpose: SketchNetwork<Double>.Purpose,
        shapes: [Double]? = nil,
        keepsAttention: Bool = false,
        _ workspace: SketchNetWorkspace<Double>,
        _ gradients: inout [Double]
    ) -> Double {
        network.forward(strokes, for: purpose, shapes: shapes, keepsAttention: keepsAttention, in: workspace)
        return loss.evaluate(
            logits: workspace.logits,
            classes: network.configuration.classes,
            labels: Array(labels.prefix(strokes.sketchCount)),
            gradients: &gradients
        )
    }

    @Test(arguments: [0, 0.2], [false, true])
    func ofEveryWeight(dropout: Double, keepsAttention: Bool) throws {
        var configuration = small
        configuration.hiddenDropout = dropout
        configuration.attentionDropout = dropout
        try checkWeights(configuration, unlikeSketches, keepsAttention: keepsAttention)
    }

    @Test func ofEveryWeightWherePadded() throws {
        var configuration = SketchNetConfiguration(width: 4, layers: 2, heads: 1, classes: 3, tokens: .padded197)
        configuration.hiddenDropout = 0.1
        configuration.attentionDropout = 0.1
        try checkWeights(configuration, Array(unlikeSketches[1...1]), keepsAttention: false, every: 11)
    }

    private func checkWeights(
        _ configuration: SketchNetConfiguration,
        _ sketches: [Sketch],
        keepsAttention: Bool,
        every stride: Int = 1
    ) throws {
        let original = try network(configuration)
        let strokes: StrokeBatch<Double> = batch(sketches)
        let workspace = SketchNetWorkspace<Double>()
        let purpose = SketchNetwork<Double>.Purpose.training(dropoutSeed: 11)
        var slopes: [Double] = []
        _ = value(original, strokes, purpose, keepsAttention: keepsAttention, workspace, &slopes)
        var gradients = try SketchNetWeights<Double>(zerosFor: configuration)
        original.backward(strokes, logitGradients: slopes, addingTo: &gradients, in: workspace)
        for tensor in gradients.layout.tensors {
            let rows = tensor.name.contains("order") && configuration.tokens == .packed ? 6 * configuration.width : .max
            let range = tensor.range.prefix(rows)
            var changed = original
            let worst = error(
                of: Array(gradients.values[range]),
                at: Array(original.weights.values[range]),
                every: max(stride, range.count / 12) | 1
            ) { values in
                changed.weights.values.replaceSubrange(range, with: values)
                var unused: [Double] = []
                return value(changed, strokes, purpose, keepsAttention: keepsAttention, workspace, &unused)
            }
            #expect(worst < 1e-6, "\(tensor.name)")
        }
    }

    @Test func ofStartsAndShapes() throws {
        for tokens in [SketchNetConfiguration.Tokens.packed, .padded197] {
            var configuration = small
            configuration.tokens = tokens
            let network = try network(configuration)
            let strokes: StrokeBatch<Double> = batch(Array(unlikeSketches.prefix(3)))
            let workspace = SketchNetWorkspace<Double>()
            var slopes: [Double] = []
            var unused: [Double] = []
            _ = value(network, strokes, .inputGradients, workspace, &slopes)
            network.backward(strokes, logitGradients: slopes, in: workspace)
            let (starts, shapeGradients, shapes) = (
                workspace.startGradients, workspace.shapeGradients, workspace.shapes
            )
            let startError = error(of: starts, at: strokes.starts) { values in
                var moved = strokes
                moved.starts = values
                return value(network, moved, .inference, shapes: shapes, workspace, &unused)
            }
            #expect(startError < 1e-6)
            let shapeError = error(of: shapeGradients, at: shapes, every: 3) { values in
                value(network, strokes, .inference, shapes: values, workspace, &unused)
            }
            #expect(shapeError < 1e-6)
            // The same without the LSTM, and on the way to the weights.
            _ = value(network, strokes, .inputGradients, shapes: shapes, workspace, &slopes)
            network.backward(strokes, logitGradients: slopes, in: workspace)
            #expect(workspace.startGradients == starts)
            _ = value(network, strokes, .training(dropoutSeed: nil), workspace, &slopes)
            var gradients = try SketchNetWeights<Double>(zerosFor: configuration)
            network.backward(strokes, logitGradients: slopes, addingTo: &gradients, in: workspace)
            #expect(difference(workspace.shapeGradients, shapeGradients) < 1e-14)
        }
    }

    /// Float's way back is near Double's, in widths that fill vectors and in widths that do not.
    @Test(arguments: [6, 32, 40])
    func ofFloatAreNearThoseOfDouble(width: Int) throws {
        for tokens in [SketchNetConfiguration.Tokens.packed, .padded197] {
            let configuration = SketchNetConfiguration(
                width: width,
                layers: 2,
                heads: 2,
                classes: 3,
                hiddenDropout: 0.1,
                attentionDropout: 0.1,
                tokens: tokens
            )
            let double = try network(configuration)
            let float = try SketchNetwork(configuration, weights: double.weights.converted(to: Float.self))
            let a = try gradients(double)
            let b = try gradients(float)
            let largest = a.reduce(0) { max($0, abs($1)) }
            #expect(difference(a, b) < 2e-5 * largest)
        }
    }

    private func gradients<Scalar>(_ network: SketchNetwork<Scalar>) throws -> [Scalar] {
        let workspace = SketchNetWorkspace<Scalar>()
        let strokes: StrokeBatch<Scalar> = batch(unlikeSketches)
        var slopes: [Scalar] = []
        network.forward(strokes, for: .training(dropoutSeed: 1), in: workspace)
        _ = loss.evaluate(logits: workspace.logits, classes: 3, labels: labels, gradients: &slopes)
        var gradients = try SketchNetWeights<Scalar>(zerosFor: network.configuration)
        network.backward(strokes, logitGradients: slopes, addingTo: &gradients, in: workspace)
        return gradients.values
    }

    @Test func addUpOverParts() throws {
        let network = try network(small)
        let workspace = SketchNetWorkspace<Double>()
        var sum = try SketchNetWeights<Double>(zerosFor: small)
        var slopes: [Double] = []
        var total = 0.0
        for part in [0..<2, 2..<5] {
            let strokes: StrokeBatch<Double> = batch(Array(unlikeSketches[part]))
            network.forward(strokes, for: .training(dropoutSeed: nil), in: workspace)
            total += loss.evaluate(
                logits: workspace.logits,
                classes: 3,
                labels: Array(labels[part]),
                meanOver: 5,
                gradients: &slopes
            )
            network.backward(strokes, logitGradients: slopes, addingTo: &sum, in: workspace)
        }
        let whole = try gradients(network)
        #expect(difference(sum.values, whole) < 1e-14)
        let all = value(network, batch(unlikeSketches), .inference, workspace, &slopes)
        #expect(abs(total - all) < 1e-14)
    }
}
