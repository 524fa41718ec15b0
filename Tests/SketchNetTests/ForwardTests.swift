internal import SketchModel
internal import Testing

@testable internal import SketchNet

@Suite struct ForwardTests {
    private func logits<Scalar>(
        _ network: SketchNetwork<Scalar>,
        _ sketches: [Sketch],
        _ purpose: SketchNetwork<Scalar>.Purpose = .inference,
        keepsAttention: Bool = false
    ) -> [Scalar] {
        let workspace = SketchNetWorkspace<Scalar>()
        network.forward(batch(sketches), for: purpose, keepsAttention: keepsAttention, in: workspace)
        return workspace.logits
    }

    private var widths: [SketchNetConfiguration] {
        var odd = SketchNetConfiguration(width: 18, layers: 1, heads: 3, classes: 4, lstmLayers: 3, feedForwardRatio: 2)
        odd.layerNormEpsilon = 1e-12
        return [small, odd, SketchNetConfiguration(width: 64, layers: 3, heads: 2, classes: 7, lstmLayers: 1)]
    }

    @Test func agreesWithItsPlainTwin() throws {
        for configuration in widths {
            let network = try network(configuration)
            let plain = PlainNetwork(configuration: configuration, weights: network.weights)
            let expected = plain.logits(batch(unlikeSketches))
            #expect(difference(logits(network, unlikeSketches), expected) < 1e-12)
            #expect(difference(logits(network, unlikeSketches, keepsAttention: true), expected) < 1e-12)
            #expect(difference(logits(network, unlikeSketches, .training(dropoutSeed: 1)), expected) < 1e-12)
        }
    }

    @Test func emptyTokensAttendWherePadded() throws {
        let configuration = SketchNetConfiguration(width: 4, layers: 2, heads: 1, classes: 3, tokens: .padded197)
        let network = try network(configuration)
        let plain = PlainNetwork(configuration: configuration, weights: network.weights)
        let sketches = [unlikeSketches[3]]
        #expect(difference(logits(network, sketches), plain.logits(batch(sketches))) < 1e-12)
        #expect(difference(logits(network, sketches, keepsAttention: true), plain.logits(batch(sketches))) < 1e-12)
    }

    @Test func floatIsNearDouble() throws {
        for var configuration in widths {
            for tokens in [SketchNetConfiguration.Tokens.packed, .padded197] {
                configuration.tokens = tokens
                let double = try network(configuration)
                let float = try SketchNetwork(configuration, weights: double.weights.converted(to: Float.self))
                let (a, b) = (logits(double, unlikeSketches), logits(float, unlikeSketches))
                #expect(difference(a, b) < 2e-5)
            }
        }
    }

    @Test func aBatchIsItsSketchesInAnyOrder() throws {
        let double = try network(widths[2])
        let float = try SketchNetwork(widths[2], weights: double.weights.converted(to: Float.self))
        let together = logits(double, unlikeSketches)
        let alone = unlikeSketches.flatMap { logits(double, [$0]) }
        #expect(difference(together, alone) < 1e-13)
        #expect(difference(logits(float, unlikeSketches), unlikeSketches.flatMap { logits(float, [$0]) }) < 2e-6)
        let reversed = logits(double, unlikeSketches.reversed())
        let rows = unlikeSketches.indices.reversed().flatMap { Array(together[7 * $0..<7 * $0 + 7]) }
        #expect(difference(reversed, rows) < 1e-13)
    }

    @Test func aWorkspaceIsUsedAgain() throws {
        let network = try network(small)
        let workspace = SketchNetWorkspace<Double>()
        for sketches in [unlikeSketches, [], [unlikeSketches[1]], unlikeSketches] {
            network.forward(batch(sketches), in: workspace)
            #expect(workspace.logits == logits(network, sketches))
        }
    }

    @Test func knownShapesStandForTheStrokes() throws {
        let network = try network(small)
        let workspace = SketchNetWorkspace<Double>()
        let sketches: StrokeBatch<Double> = batch(unlikeSketches)
        network.forward(sketches, in: workspace)
        let (first, shapes) = (workspace.logits, workspace.shapes)
        network.forward(sketches, shapes: shapes, in: workspace)
        #expect(workspace.logits == first)
        #expect(shapes.count == sketches.strokeCount * small.width)
    }

    @Test func attentionIsGivenWhereAskedFor() throws {
        let network = try network(small)
        let workspace = SketchNetWorkspace<Double>()
        network.forward(batch([unlikeSketches[0]]), keepsAttention: true, in: workspace)
        #expect(workspace.attention.map(\.count) == [2 * 4 * 4, 2 * 4 * 4])
        for row in stride(from: 0, to: 32, by: 4) {
            #expect(abs(workspace.attention[1][row..<row + 4].reduce(0, +) - 1) < 1e-12)
        }
        network.forward(batch([unlikeSketches[0]]), in: workspace)
        #expect(workspace.attention.isEmpty)
    }

    @Test func dropoutDependsOnTheSeedAlone() throws {
        var configuration = small
        configuration.hiddenDropout = 0.3
        configuration.attentionDropout = 0.3
        let network = try network(configuration)
        func pass(_ purpose: SketchNetwork<Double>.Purpose) -> [Double] { logits(network, unlikeSketches, purpose) }
        #expect(pass(.training(dropoutSeed: 5)) == pass(.training(dropoutSeed: 5)))
        #expect(pass(.training(dropoutSeed: 5)) != pass(.training(dropoutSeed: 6)))
        #expect(pass(.training(dropoutSeed: 5)) != pass(.inference))
        #expect(difference(pass(.training(dropoutSeed: nil)), pass(.inference)) < 1e-13)
    }

    @Test func dropoutKeepsTheMean() {
        let arena = Arena<Float>()
        var generator: SeededGenerator? = SeededGenerator(seed: 3)
        guard let factors = Dropout(share: 0.25).factors(100, 1000, from: &generator, in: arena)?.values else {
            Issue.record("Nothing was dropped")
            return
        }
        #expect(Set(factors) == [0, Float(1 / 0.75)])
        #expect(abs(factors.reduce(0, +) / 100_000 - 1) < 0.01)
    }

    @Test func oddSketchesHaveLogits() throws {
        let configuration = SketchNetConfiguration(width: 16, layers: 1, heads: 2, classes: 3)
        let double = try network(configuration)
        let float = try SketchNetwork(configuration, weights: double.weights.converted(to: Float.self))
        let same = Sketch(strokes: [[Point]](repeating: [Point](repeating: .zero, count: 4), count: 3))
        for sketch in [Sketch(), Sketch(strokes: [[], [.zero], []]), same, sketch([100_000], seed: 1)] {
            let result = logits(float, [sketch])
            #expect(result.count == 3 && result.allSatisfy(\.isFinite))
        }
        // Empty strokes have no place in the order.
        let (a, b) = (Sketch(strokes: [[], [Point(0.1, 0.2)], []]), Sketch(strokes: [[Point(0.1, 0.2)]]))
        #expect(logits(double, [a]) == logits(double, [b]))
    }

    @Test func strokesAfterThe196thAreLeftOut() throws {
        let network = try network(small)
        let many = sketch([Int](repeating: 2, count: 200), seed: 9)
        let first = Sketch(strokes: many.strokes.prefix(196).map(Array.init))
        #expect((batch([many]) as StrokeBatch<Double>).truncatedStrokes == 4)
        #expect((batch([first]) as StrokeBatch<Double>).truncatedStrokes == 0)
        #expect(logits(network, [many]) == logits(network, [first]))
    }

    @Test func badConfigurationsAreRefused() throws {
        for change: (inout SketchNetConfiguration) -> Void in [
            { $0.width = 7 }, { $0.heads = 3 }, { $0.layers = -1 }, { $0.lstmLayers = 0 }, { $0.classes = 0 },
            { $0.hiddenDropout = 1 }, { $0.attentionDropout = .nan }, { $0.width = Int.max - 1 },
            { $0.feedForwardRatio = 0 }, { $0.layerNormEpsilon = -1 },
        ] {
            var configuration = small
            change(&configuration)
            #expect(throws: SketchNetError.self) { try SketchNetWeights<Float>(zerosFor: configuration) }
        }
        var other = small
        other.classes = 4
        let weights = try SketchNetWeights<Float>(zerosFor: other)
        #expect(throws: SketchNetError.self) { try SketchNetwork(small, weights: weights) }
    }

    @Test func weightsBeginAsInPyTorch() throws {
        let configuration = SketchNetConfiguration(width: 32, layers: 1, heads: 2, classes: 3)
        let weights = try SketchNetWeights<Float>(configuration, seed: 1)
        #expect(try weights.values == SketchNetWeights<Float>(configuration, seed: 1).values)
        let query = weights["vit.encoder.layer.0.attention.attention.query.weight"] ?? []
        let deviation = (query.reduce(0) { $0 + $1 * $1 } / Float(query.count)).squareRoot()
        #expect(abs(deviation - 0.0176) < 0.001 && query.allSatisfy { abs($0) <= 0.04 })
        let strokes = weights["vit.embeddings.stroke_embeddings.bias_hh_l1_reverse"] ?? []
        #expect(strokes.count == 64 && strokes.allSatisfy { abs($0) <= 0.25 } && strokes.contains { abs($0) > 0.2 })
        #expect(weights["vit.layernorm.weight"]?.allSatisfy { $0 == 1 } == true)
        #expect(weights["vit.fc.bias"]?.allSatisfy { $0 == 0 } == true)
    }
}
