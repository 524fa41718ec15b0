internal import Augmentation
internal import SketchModel
internal import Testing

@testable internal import SketchNet

@Suite struct LocationHeadTests {
    private let configuration = SketchNetConfiguration(width: 8, layers: 2, heads: 2, classes: 4, head: .locations)

    private func packed(_ lengths: [Int], seed: UInt64) -> PackedSketch {
        var generator = SeededGenerator(seed: seed)
        var sketch = PackedSketch(
            strokes: lengths.map { length in
                (0..<length).map { _ in (Float(generator.unit() - 0.5), Float(generator.unit() - 0.5)) }
            }
        )
        sketch.normalise()
        return sketch
    }

    @Test func everyStrokeHasThreeNumbers() throws {
        let network = try network(configuration)
        var batch = StrokeBatch<Double>()
        batch.append(packed([3, 2], seed: 1), toPlaceAs: 1)
        batch.append(packed([4, 1, 5], seed: 2), toPlaceAs: 3)
        let workspace = SketchNetWorkspace<Double>()
        network.forward(batch, in: workspace)
        #expect(workspace.logits.count == 3 * 5)
        var alone = StrokeBatch<Double>()
        alone.append(packed([4, 1, 5], seed: 2), toPlaceAs: 3)
        let own = SketchNetWorkspace<Double>()
        network.forward(alone, in: own)
        for (a, b) in zip(own.logits, workspace.logits[6...]) { #expect(abs(a - b) < 1e-12) }
        var other = StrokeBatch<Double>()
        other.append(packed([4, 1, 5], seed: 2), toPlaceAs: 0)
        network.forward(other, in: workspace)
        #expect(workspace.logits != own.logits, "the label is seen")
    }

    /// The network is told shapes and sizes, and nothing of where the strokes are.
    @Test func placesAreNotSeen() throws {
        let network = try network(configuration)
        let sketch = packed([4, 3], seed: 3)
        var moved = sketch
        for index in 8..<14 { moved.coordinates[index] += 0.25 }
        let workspaces = [SketchNetWorkspace<Double>(), SketchNetWorkspace<Double>()]
        for (sketch, workspace) in zip([sketch, moved], workspaces) {
            var batch = StrokeBatch<Double>()
            batch.append(sketch, toPlaceAs: 2)
            network.forward(batch, in: workspace)
        }
        for (a, b) in zip(workspaces[0].logits, workspaces[1].logits) { #expect(abs(a - b) < 1e-6) }
    }

    @Test func gradientOfEveryWeight() throws {
        let original = try network(configuration)
        var batch = StrokeBatch<Double>()
        batch.append(packed([3, 2], seed: 1), toPlaceAs: 1)
        batch.append(packed([4, 1, 5], seed: 2), toPlaceAs: 3)
        let workspace = SketchNetWorkspace<Double>()
        let slopes = (0..<15).map { Double(($0 * 7) % 5) - 2 }
        original.forward(batch, for: .training(dropoutSeed: nil), in: workspace)
        var gradients = try SketchNetWeights<Double>(zerosFor: configuration)
        original.backward(batch, logitGradients: slopes, addingTo: &gradients, in: workspace)
        for tensor in gradients.layout.tensors {
            let range = tensor.range.prefix(tensor.name.contains("order") ? 3 * configuration.width : .max)
            var changed = original
            let worst = error(
                of: Array(gradients.values[range]),
                at: Array(original.weights.values[range]),
                every: max(1, range.count / 12) | 1
            ) { values in
                changed.weights.values.replaceSubrange(range, with: values)
                changed.forward(batch, in: workspace)
                return zip(workspace.logits, slopes).reduce(0) { $0 + $1.0 * $1.1 }
            }
            #expect(worst < 1e-6, "\(tensor.name)")
        }
    }

    @Test func lossFollowsItsGradient() {
        var batch = StrokeBatch<Float>()
        let sketches = [packed([3, 2], seed: 1), packed([4, 1, 5], seed: 2)]
        for sketch in sketches { batch.append(sketch, toPlaceAs: 0) }
        let boxes = sketches.flatMap(\.strokeBoxes)
        var generator = SeededGenerator(seed: 5)
        let outputs = (0..<15).map { _ in Float(2 * generator.unit() - 1) }
        var (gradients, unused): ([Float], [Float]) = ([], [])
        func value(_ outputs: [Float]) -> Double {
            LocationLoss().evaluate(outputs, batch, boxes: boxes, meanOver: 2, gradients: &unused).loss
        }
        _ = LocationLoss().evaluate(outputs, batch, boxes: boxes, meanOver: 2, gradients: &gradients)
        for index in 0..<15 where index % 3 < 2 {
            var (low, high) = (outputs, outputs)
            low[index] -= 1e-2
            high[index] += 1e-2
            #expect(abs((value(high) - value(low)) / 2e-2 - Double(gradients[index])) < 2e-3)
        }
    }

    @Test func estimatesStayWhereDrawingsAre() {
        for box in packed([3, 2, 6, 1], seed: 9).strokeBoxes {
            for (x, y) in [(Float(50), Float(-50)), (-50, 50), (0, 3)] {
                let estimate = LocationEstimate(x, y, 0, of: box)
                let farthest = pointwiseMax(estimate.center + box.reach, box.reach - estimate.center)
                #expect(farthest.max() <= 0.7401)
            }
        }
        #expect(LocationEstimate(0, 0, 0, of: StrokeBox(center: .zero, reach: [0.9, 0.1])).center == .zero)
    }
}
