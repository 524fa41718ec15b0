internal import SketchModel
internal import Testing

@testable internal import RasterNet

@Suite struct ConvolutionalNetworkTests {
    private static func layer(_ inputs: Int, _ outputs: Int, _ generator: inout SeededGenerator)
        -> ConvolutionalNetwork.Layer
    {
        ConvolutionalNetwork.Layer(
            weights: (0..<inputs * outputs).map { _ in Float(2 * generator.unit() - 1) / 2 },
            biases: (0..<outputs).map { _ in Float(generator.unit() - 0.5) }
        )
    }

    private typealias Shape = (outputs: Int, side: Int, step: ConvolutionalNetwork.Step)

    /// A network of random weights.
    private static func network(side: Int, _ shapes: [Shape], seed: UInt64) -> ConvolutionalNetwork {
        var generator = SeededGenerator(seed: seed)
        var (convolutions, inputs, left): ([ConvolutionalNetwork.Convolution], Int, Int) = ([], 1, side)
        for shape in shapes {
            let weights = layer(shape.side * shape.side * inputs, shape.outputs, &generator)
            convolutions.append(ConvolutionalNetwork.Convolution(weights, side: shape.side, step: shape.step))
            (inputs, left) = (shape.outputs, shape.step.side(after: left))
        }
        return ConvolutionalNetwork(
            side: side,
            convolutions: convolutions,
            hidden: layer(inputs * left * left, 6, &generator),
            last: layer(6, 3, &generator)
        )
    }

    @Test(arguments: [(8, [2]), (9, [3, 2]), (13, [2, 4, 3]), (28, [3, 1, 2, 2])])
    func agreesWithThePlainSums(side: Int, channels: [Int]) {
        check(Self.network(side: side, channels.map { ($0, 3, .maximum) }, seed: UInt64(side)), side: side)
    }

    @Test(arguments: [8, 9, 13])
    func stridesAndResidualsAgreeWithThePlainSums(side: Int) {
        let shapes: [Shape] = [
            (2, 5, .stride), (3, 3, .stride), (3, 3, .residual), (2, 3, .maximum), (2, 3, .residual),
        ]
        check(Self.network(side: side, shapes, seed: 2), side: side)
    }

    private func check(_ network: ConvolutionalNetwork, side: Int) {
        var generator = SeededGenerator(seed: 9)
        let pictures = (0..<3 * side * side).map { _ in UInt8(generator.index(below: 256)) }
        var memory = ConvolutionalNetwork.Memory()
        // Twice, since buffers are used again.
        for _ in 0..<2 {
            let (features, logits) = network.forward(pictures, in: &memory)
            #expect(features.count == 18 && logits.count == 9)
            for picture in 0..<3 {
                let pixels = Array(pictures[picture * side * side..<(picture + 1) * side * side])
                let plain = PlainConvolutions(network: network).forward(pixels)
                for (a, b) in zip(features[6 * picture..<6 * picture + 6], plain.features) {
                    #expect(abs(Double(a) - b) < 1e-4 * (1 + abs(b)))
                }
                for (a, b) in zip(logits[3 * picture..<3 * picture + 3], plain.logits) {
                    #expect(abs(Double(a) - b) < 1e-4 * (1 + abs(b)))
                }
            }
        }
    }

    @Test func noPictures() {
        var memory = ConvolutionalNetwork.Memory()
        let (features, logits) = Self.network(side: 8, [(2, 3, .maximum)], seed: 1).forward([], in: &memory)
        #expect(features.isEmpty && logits.isEmpty)
    }
}
