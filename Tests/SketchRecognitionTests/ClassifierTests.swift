internal import Foundation
internal import RasterNet
internal import SketchModel
internal import SketchNet
internal import SketchStreams
internal import SketchTransforms
internal import TestSupport
internal import Testing

@testable internal import SketchRecognition

/// A network of random weights, whose answers differ clearly between drawings.
func randomModel(labels: [String], temperature: Double = 1) throws -> SketchNetModel {
    let configuration = SketchNetConfiguration(width: 16, layers: 2, heads: 2, classes: labels.count)
    var weights = try SketchNetWeights<Float>(configuration, seed: 5)
    for name in ["vit.fc.weight", "vit.embeddings.location_embeddings.weight"] {
        weights[name] = weights[name].map { ArraySlice($0.map { $0 * 20 }) }
    }
    return try SketchNetModel(
        network: SketchNetwork(configuration, weights: weights),
        labels: labels,
        temperature: temperature
    )
}

struct ClassifierTests {
    private static let labels = ["cat", "dog", "house", "star", "tree", "The Eiffel Tower", "t-shirt"]
    private let model: SketchNetModel

    init() throws { model = try randomModel(labels: Self.labels, temperature: 1.5) }

    @Test func probabilitiesAreTheSoftmaxOfLogitsOverTemperature() throws {
        let classifier = try SketchClassifier(model)
        #expect(classifier.labels == Self.labels)
        let answers = try classifier.classify(SampleSketches.simple)
        #expect(answers.count == SampleSketches.simple.count)
        #expect(Set(answers.map { $0.logits[0] }).count > 20, "the drawings are told apart")
        for answer in answers {
            #expect(answer.logits.count == 7)
            #expect(abs(answer.probabilities.reduce(0, +) - 1) < 1e-12)
            for (a, b) in zip(1..<7, 0..<6) {
                let ratio = answer.probabilities[a] / answer.probabilities[b]
                let difference = Double(answer.logits[a] - answer.logits[b]) / 1.5
                // exp by its power series.
                var (term, series) = (1.0, 1.0)
                for power in 1..<60 {
                    term *= difference / Double(power)
                    series += term
                }
                #expect(abs(ratio / series - 1) < 1e-5)
            }
        }
    }

    @Test func bestAndRank() {
        let answer = Classification(logits: [], probabilities: [0.1, 0.3, 0.3, 0.05, 0.25])
        #expect(answer.best(3).map(\.label) == [1, 2, 4])
        #expect(answer.best(0).isEmpty)
        #expect(answer.best(9).map(\.label) == [1, 2, 4, 0, 3])
        #expect((0..<5).map { answer.rank(of: $0) } == [3, 0, 1, 4, 2])
        #expect(Classification.empty.best(5).isEmpty && Classification.empty.isEmpty)
    }

    @Test func whatIsBesideASketchDoesNotMatter() throws {
        let classifier = try SketchClassifier(model)
        let many = (0..<9).flatMap { _ in SampleSketches.simple + SampleSketches.degenerate }
        let together = try classifier.classify(many)
        let alone = try (SampleSketches.simple + SampleSketches.degenerate).map { try classifier.classify([$0])[0] }
        for (index, answer) in together.enumerated() {
            let other = alone[index % alone.count]
            #expect(answer.isEmpty == other.isEmpty)
            for (a, b) in zip(answer.probabilities, other.probabilities) { #expect(abs(a - b) < 1e-5) }
        }
    }

    @Test func subsetIsSoftmaxOverIt() throws {
        let all = try SketchClassifier(model).classify(SampleSketches.simple)
        let some = try SketchClassifier(model, labels: ["tree", "cat"]).classify(SampleSketches.simple)
        for (whole, part) in zip(all, some) {
            let (tree, cat) = (whole.probabilities[4], whole.probabilities[0])
            #expect(part.logits == [whole.logits[4], whole.logits[0]])
            #expect(abs(part.probabilities[0] - tree / (tree + cat)) < 1e-9)
        }
        let one = try SketchClassifier(model, labels: ["star"]).classify([SampleSketches.simple[0]])[0]
        #expect(one.probabilities == [1])
    }

    @Test(arguments: [
        (["cat", "doge"], "'doge' isn't one of the model's 7 labels", "did you mean 'dog'?"),
        (["Cat"], "'Cat' isn't one of the model's 7 labels", "did you mean 'cat'?"),
        (["eiffel tower"], "'eiffel tower' isn't one of the model's 7 labels", "did you mean 'The Eiffel Tower'?"),
        (["zebra"], "'zebra' isn't one of the model's 7 labels", nil),
        (["cat", "star", "cat"], "the label 'cat' is given twice", nil),
        ([], "names no label", "write labels with commas between them: cat,dog"),
    ])
    func wrongLabels(labels: [String], message: String, advice: String?) {
        let error = #expect(throws: RecognitionError.self) { try SketchClassifier(model, labels: labels) }
        #expect(error?.message == message)
        #expect(error?.advice == advice)
        #expect(error?.kind == .wrongUsage)
    }

    @Test func hardlyAnyDrawing() throws {
        let answers = try SketchClassifier(model).classify(SampleSketches.degenerate)
        #expect(answers.map(\.isEmpty) == [true, true, false, false, false, false])
        let circle = (0..<5000).map { [Point(Double($0 % 71), Double($0 % 97)), Point(Double($0 % 13), 5)] }
        let many = try SketchClassifier(model).classify([Sketch(strokes: circle)])[0]
        #expect(abs(many.probabilities.reduce(0, +) - 1) < 1e-12)
        #expect(try SketchClassifier(model).classify([]).isEmpty)
    }

    @Test func answersThatAreNoNumbersAreFaults() throws {
        var network = try randomModel(labels: ["a", "b"]).network
        network.weights["vit.fc.weight"] = ArraySlice(repeating: 3e38, count: 32)
        let broken = try SketchNetModel(network: network, labels: ["a", "b"])
        #expect(throws: RecognitionError.notFinite) {
            try SketchClassifier(broken).classify(SampleSketches.simple)
        }
    }

    /// Of drawings that are recognised together, the fault is at the first one whose answer overflows, and those before
    /// it have their answers.
    @Test func theFaultIsAtItsDrawing() throws {
        let plain = try SketchClassifier(model).classify(SampleSketches.simple)
        let heights = plain.map { answer in answer.logits.map(abs).max() ?? 0 }
        let order = heights.indices.sorted { heights[$0] < heights[$1] }
        var network = model.network
        let scale = 3.3e38 / heights[order[order.count / 2]]
        network.weights["vit.fc.weight"] = network.weights["vit.fc.weight"].map { ArraySlice($0.map { $0 * scale }) }
        let classifier = try SketchClassifier(SketchNetModel(network: network, labels: Self.labels))
        let sketches = order.map { SampleSketches.simple[$0] }
        let first = try #require(sketches.firstIndex { (try? classifier.classify([$0])) == nil })
        #expect(first > 0)

        var consumer = RecognisingConsumer(classifier) { _, source, _ in source.index }
        var workspace = TransformWorkspace()
        for (index, original) in sketches.enumerated() {
            var sketch = original
            _ = try RecognitionInput().apply(to: &sketch, using: &workspace)
            sketch.source = SketchSource(name: "a", index: index, position: .text(line: index + 1, column: 1))
            consumer.consume(&sketch)
        }
        let output = consumer.finish()
        #expect(output.rows == Array(0..<first))
        #expect(output.fault?.position == .text(line: first + 1, column: 1))
        #expect(output.fault?.reason as? RecognitionError == .notFinite)
    }

    @Test func manyClassesMakeSmallPasses() throws {
        let configuration = SketchNetConfiguration(width: 2, layers: 0, heads: 1, classes: 1 << 18)
        let network = try SketchNetwork(configuration, weights: SketchNetWeights<Float>(zerosFor: configuration))
        let labels = (0..<configuration.classes).map { "\($0)" }
        let worker = try SketchClassifier(SketchNetModel(network: network, labels: labels)).takeWorker()
        for sketch in SampleSketches.simple.prefix(4) {
            #expect(!worker.isFull)
            worker.add(sketch)
        }
        #expect(worker.isFull)
    }

    @Test func viewsAreAveraged() throws {
        let plain = try SketchClassifier(model).classify(SampleSketches.simple)
        let classifier = try SketchClassifier(model, views: 4)
        let viewed = try classifier.classify(SampleSketches.simple + SampleSketches.degenerate)
        let alone = try classifier.classify([SampleSketches.simple[3]])[0]
        var moved = 0.0
        for (a, b) in zip(plain, viewed) {
            // Those of the sketch itself.
            for (p, q) in zip(a.logits, b.logits) { #expect(abs(p - q) < 1e-4) }
            #expect(abs(b.probabilities.reduce(0, +) - 1) < 1e-12)
            for (p, q) in zip(a.probabilities, b.probabilities) { moved = max(moved, abs(p - q)) }
        }
        #expect(moved > 1e-6 && moved < 0.5)
        for (p, q) in zip(alone.probabilities, viewed[3].probabilities) { #expect(abs(p - q) < 1e-5) }
        #expect(viewed.suffix(6).map(\.isEmpty) == [true, true, false, false, false, false])
    }

    // MARK: Views

    private static let fourLabels = ["star", "cat", "smiley face", "house"]

    private func raster() throws -> RasterNetwork {
        let url = URL(fileURLWithPath: TestFiles.fixture("network/raster.safetensors"))
        return try RasterNetwork(Array(try Data(contentsOf: url)))
    }

    /// `Fixtures/network/raster.txt` has the logits of PyTorch for the drawings as they are; those of a classifier are
    /// of drawings that were simplified, which these are already.
    @Test func theRasterViewSaysWhatPyTorchSays() throws {
        let four = try randomModel(labels: Self.fourLabels)
        let classifier = try SketchClassifier(four, raster: raster(), view: .raster)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("network/raster.txt")))
        let golden = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: " ").compactMap { Float($0) }
        }
        let sketches = try QuickDrawFixture.sketches()
        let answers = try classifier.classify(sketches)
        #expect(answers.count == golden.count)
        for (answer, row) in zip(answers, golden) {
            // The order of the model's labels.
            for (logit, place) in zip(answer.logits, [3, 0, 2, 1]) { #expect(abs(logit - row[place]) < 0.02) }
            #expect(answer.alone == nil && answer.disagreement == nil)
        }
    }

    @Test func bothViewsAddTheirWeightedLogits() throws {
        let four = try randomModel(labels: Self.fourLabels, temperature: 2)
        let raster = try raster()
        let strokes = try SketchClassifier(four, raster: raster, view: .strokes).classify(SampleSketches.simple)
        let pictures = try SketchClassifier(four, raster: raster, view: .raster).classify(SampleSketches.simple)
        let both = try SketchClassifier(four, raster: raster).classify(SampleSketches.simple)
        #expect(try SketchClassifier(four, raster: raster).view == .both)
        for (both, (strokes, pictures)) in zip(both, zip(strokes, pictures)) {
            for (sum, (a, b)) in zip(both.logits, zip(strokes.logits, pictures.logits)) {
                #expect(abs(sum - (0.6 * a + 0.7 * b)) < 1e-3)
            }
            #expect(abs(both.probabilities.reduce(0, +) - 1) < 1e-12)
            #expect(both.alone?.strokes.label == strokes.best(1)[0].label)
            #expect(both.alone?.raster.label == pictures.best(1)[0].label)
            #expect((both.disagreement == nil) == (strokes.best(1)[0].label == pictures.best(1)[0].label))
        }
        let some = try SketchClassifier(four, raster: raster, labels: ["house", "star"]).classify(SampleSketches.simple)
        for (some, all) in zip(some, both) { #expect(some.logits == [all.logits[3], all.logits[0]]) }
    }

    @Test func testTimeViewsAreDrawnToo() throws {
        let four = try randomModel(labels: Self.fourLabels)
        let one = try SketchClassifier(four, raster: raster(), view: .raster).classify(SampleSketches.simple)
        let many = try SketchClassifier(four, raster: raster(), view: .raster, views: 3).classify(SampleSketches.simple)
        #expect(zip(one, many).contains { $0.probabilities != $1.probabilities })
        #expect(many.allSatisfy { $0.isEmpty || abs($0.probabilities.reduce(0, +) - 1) < 1e-12 })
    }

    @Test func viewsNeedANetworkOfTheSameLabels() throws {
        let raster = try raster()
        #expect(throws: RecognitionError.noRasterNetwork(.both)) { try SketchClassifier(model, view: .both) }
        #expect(throws: RecognitionError.otherRasterLabels("dog")) { try SketchClassifier(model, raster: raster) }
    }

    @Test func anAnswerThatIsLikelierThanAllOthersIsConfident() {
        #expect(Classification(logits: [0, 0], probabilities: [0.5, 0.5]).isConfident)
        #expect(!Classification(logits: [0, 0, 0], probabilities: [0.3, 0.49, 0.21]).isConfident)
        #expect(!Classification.empty.isConfident)
    }
}

private enum QuickDrawFixture {
    static func sketches() throws -> [Sketch] {
        struct Line: Decodable {
            var drawing: [[[Double]]]
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("quickdraw/sketches.ndjson")))
        return try data.split(separator: 0x0a).map { line in
            let read = try JSONDecoder().decode(Line.self, from: Data(line))
            return Sketch(strokes: read.drawing.map { stroke in zip(stroke[0], stroke[1]).map { Point($0, $1) } })
        }
    }
}
