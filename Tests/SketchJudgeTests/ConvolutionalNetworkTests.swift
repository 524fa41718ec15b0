internal import SketchModel
internal import Testing

@testable internal import SketchJudge

@Suite struct ConvolutionalNetworkTests {
    private static func layer(_ inputs: Int, _ outputs: Int, _ generator: inout SeededGenerator)
        -> ConvolutionalNetwork.Layer
    {
        ConvolutionalNetwork.Layer(
            weights: (0..<inputs * outputs).map { _ in Float(2 * generator.unit() - 1) / 2 },
            biases: (0..<outputs).map { _ in Float(generator.unit() - 0.5) }
        )
    }

    /// A network of random weights, with `channels` in its convolutions.
    static func network(side: Int, channels: [Int], seed: UInt64) -> ConvolutionalNetwork {
        var generator = SeededGenerator(seed: seed)
        var (convolutions, inputs, left): ([ConvolutionalNetwork.Layer], Int, Int) = ([], 1, side)
        for outputs in channels {
            convolutions.append(layer(9 * inputs, outputs, &generator))
            (inputs, left) = (outputs, (left + 1) / 2)
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
        let network = Self.network(side: side, channels: channels, seed: UInt64(side))
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
        let (features, logits) = Self.network(side: 8, channels: [2], seed: 1).forward([], in: &memory)
        #expect(features.isEmpty && logits.isEmpty)
    }
}
