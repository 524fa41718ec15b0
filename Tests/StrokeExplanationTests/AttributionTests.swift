internal import SketchModel
internal import SketchNet
internal import Testing

@testable internal import StrokeExplanation

struct AttributionTests {
    private let drawing = sketch([5, 1, 9, 3], seed: 1)

    /// The log-probability by the network itself, without variants and known shapes.
    private func logProbability(
        _ reader: ReadNetwork<Double>,
        label: Int,
        change: (inout StrokeBatch<Double>, inout [Double]) -> Void
    ) throws -> Double {
        var batch = StrokeBatch<Double>()
        batch.append(drawing)
        let workspace = SketchNetWorkspace<Double>()
        reader.network.forward(batch, in: workspace)
        var shapes = workspace.shapes
        change(&batch, &shapes)
        reader.network.forward(batch, shapes: shapes, in: workspace)
        return try reader.reading(of: workspace.logits[...], label: label).logProbability
    }

    @Test(arguments: [SketchNetConfiguration.Tokens.packed, .padded197])
    func gradientsAgreeWithDifferences(tokens: SketchNetConfiguration.Tokens) throws {
        let probe = try makeProbe(drawing, tokens: tokens, classes: [3, 0, 2])
        let gradients = try probe.gradients(label: 1)
        let step = 1e-5
        for place in 0..<8 {
            let sides = try [step, -step].map { side in
                try logProbability(probe.reader, label: 1) { batch, _ in batch.starts[place] += side }
            }
            #expect(abs((sides[0] - sides[1]) / (2 * step) - gradients.byLocation[place]) < 1e-8)
        }
        for place in stride(from: 0, to: 32, by: 3) {
            let sides = try [step, -step].map { side in
                try logProbability(probe.reader, label: 1) { _, shapes in shapes[place] += side }
            }
            #expect(abs((sides[0] - sides[1]) / (2 * step) - gradients.byShape[place]) < 1e-8)
        }
        #expect(gradients.byLocation.contains { abs($0) > 1e-5 })
    }

    @Test func gradientTimesInputIsASumOverTheStroke() throws {
        let probe = try makeProbe(drawing)
        let (gradients, all) = (try probe.gradients(label: 2), try probe.attributions(label: 2))
        for stroke in 0..<4 {
            let location = (0..<2).reduce(0) {
                $0 + gradients.byLocation[2 * stroke + $1] * probe.starts[2 * stroke + $1]
            }
            let shape = (0..<8).reduce(0) { $0 + gradients.byShape[8 * stroke + $1] * probe.shapes[8 * stroke + $1] }
            #expect(abs(all[.gradientLocation].values[stroke] - location) < 1e-12)
            #expect(abs(all[.gradientShape].values[stroke] - shape) < 1e-12)
        }
    }

    @Test(arguments: [SketchNetConfiguration.Tokens.packed, .padded197])
    func integratedGradientsAreComplete(tokens: SketchNetConfiguration.Tokens) throws {
        let probe = try makeProbe(drawing, tokens: tokens)
        let coarse = try probe.integratedGradients(label: 1, steps: 32)
        let fine = try probe.integratedGradients(label: 1, steps: 512)
        #expect(abs(fine.completenessError) < 1e-5)
        #expect(abs(coarse.completenessError) < 1e-2)
        #expect(abs(fine.values.reduce(0, +) - (fine.whole - fine.baseline)) < 1e-5)
        #expect(abs(fine.whole - fine.baseline) > 1e-3, "there is something to tell")
        let whole = try probe.readings(of: [.init([0, 1, 2, 3])], label: 1)[0]
        #expect(abs(fine.whole - whole.logProbability) < 1e-12)
    }

    @Test func theBaselineOfPaddedTokensIsNoStroke() throws {
        let probe = try makeProbe(drawing, tokens: .padded197)
        let none = try probe.readings(of: [.init([])], label: 1)[0]
        let baseline = try probe.integratedGradients(label: 1, steps: 8).baseline
        #expect(abs(baseline - none.logProbability) < 1e-12)
    }

    @Test func leavingOutIsTheDrawingWithoutTheStroke() throws {
        let probe = try makeProbe(drawing)
        let drops = try probe.leaveOneOut(label: 0)
        let strokes = drawing.strokes.map { Array($0) }
        let whole = try probe.readings(of: [drawing], label: 0)[0]
        for left in 0..<4 {
            var others = strokes
            others.remove(at: left)
            let reading = try probe.readings(of: [Sketch(strokes: others)], label: 0)[0]
            #expect(abs(drops.logProbabilityDrops[left] - (whole.logProbability - reading.logProbability)) < 1e-12)
            #expect(abs(drops.probabilityDrops[left] - (whole.probability - reading.probability)) < 1e-12)
        }
    }

    @Test(arguments: [SketchNetConfiguration.Tokens.packed, .padded197])
    func rolloutRowsAddUpToOne(tokens: SketchNetConfiguration.Tokens) throws {
        let probe = try makeProbe(drawing, tokens: tokens)
        let shares = probe.attentionRollout()
        #expect(shares.count == 4 && shares.allSatisfy { $0 > 0 })
        let count = tokens == .packed ? 5 : 197
        let rollout = AttentionRollout(layers: probe.workspace.attention, heads: 2, tokens: count)
        #expect(abs(rollout.shares.reduce(0, +) - 1) < 1e-12)
    }

    /// Two layers, two heads and two tokens by hand.
    @Test func rolloutIsTheProductOfTheLayers() {
        let layers: [[Double]] = [
            [0.2, 0.8, 0.5, 0.5, 0.6, 0.4, 0.1, 0.9],
            [1, 0, 0, 1, 0.5, 0.5, 0.5, 0.5],
        ]
        // Means over heads: (0.4 0.6; 0.3 0.7), (0.75 0.25; 0.25 0.75); with the identity (0.7 0.3; 0.15 0.85),
        // (0.875 0.125; 0.125 0.875).
        let shares = AttentionRollout(layers: layers, heads: 2, tokens: 2).shares
        #expect(abs(shares[0] - (0.875 * 0.7 + 0.125 * 0.15)) < 1e-15)
        #expect(abs(shares[1] - (0.875 * 0.3 + 0.125 * 0.85)) < 1e-15)
    }

    @Test func rankings() {
        let attribution = StrokeAttribution(.leaveOneOut, values: [0.1, -2, 0.5, 0.5])
        #expect(attribution.ranking == [2, 3, 0, 1])
    }

    @Test func faults() throws {
        #expect(throws: ExplanationError.noStrokes) { try makeProbe(Sketch()) }
        #expect(ExplanationError.noStrokes.message == "there is no stroke to explain")
        let probe = try makeProbe(drawing)
        #expect(throws: ExplanationError.noClass(4, classes: 4)) { try probe.leaveOneOut(label: 4) }
        #expect(ExplanationError.noClass(4, classes: 4).message == "there is no class 4; there are 4 to choose from")
        var weights = probe.reader.network.weights
        weights["vit.fc.bias"] = [.infinity, 0, 0, 0]
        let broken = ReadNetwork(try SketchNetwork(probe.reader.network.configuration, weights: weights))
        #expect(throws: ExplanationError.notFinite) {
            try SketchProbe(drawing, by: broken, in: SketchNetWorkspace()).gradients(label: 0)
        }
    }
}
