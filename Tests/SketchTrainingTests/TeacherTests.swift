internal import Augmentation
internal import Foundation
internal import RasterNet
internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import TestSupport
internal import Testing

@testable internal import SketchTraining

@Suite struct TeacherTests {
    private let folder = TemporaryFolder()

    private func model(labels: [String], seed: UInt64 = 1) throws -> SketchNetModel {
        let shape = SketchNetConfiguration(width: 16, layers: 1, heads: 2, classes: labels.count, lstmLayers: 1)
        let weights = try SketchNetWeights<Float>(shape, seed: seed)
        return try SketchNetModel(network: try SketchNetwork(shape, weights: weights), labels: labels)
    }

    @Test func answersAreTheMeanInThePupilsOrder() throws {
        let models = [try model(labels: ["a", "b", "c"]), try model(labels: ["c", "a", "b"], seed: 2)]
        let teacher = try NetworkTeacher(
            models.map(TeachingModel.strokes),
            classes: ["b", "c", "a"],
            temperature: 2,
            workers: 2
        )
        let set = shapes(5)
        var batch = StrokeBatch<Float>()
        for index in 0..<5 { batch.append(set[index]) }
        var answers: [Float] = []
        teacher.answer(batch, sketches: Array(0..<5), worker: 1, probabilities: &answers)
        var logits: [[Float]] = []
        for model in models {
            let workspace = SketchNetWorkspace<Float>()
            model.network.forward(batch, in: workspace)
            logits.append(workspace.logits)
        }
        var expected: [Double] = []
        for row in 0..<5 {
            let shares = logits.map { softmax($0[row * 3..<row * 3 + 3].map { Double($0) / 2 }) }
            // b, c, a in each one's own order.
            expected += zip([1, 2, 0], [2, 0, 1]).map { (shares[0][$0] + shares[1][$1]) / 2 }
        }
        for (found, value) in zip(answers, expected) { #expect(abs(Double(found) - value) < 1e-6) }
        #expect(answers.count == 15)
    }

    /// What a raster teacher says is what the classifier says of the picture.
    @Test func aRasterNetworkTeaches() throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("network/raster.safetensors")))
        guard case .raster(let network) = try TeachingModel(Array(bytes), name: "raster") else {
            Issue.record("The file was read as another kind")
            return
        }
        let labels = ["star", "cat", "house", "smiley face"]
        let strokes = try model(labels: labels)
        let teachers: [TeachingModel] = [.strokes(strokes), .raster(network)]
        let teacher = try NetworkTeacher(teachers, classes: labels, temperature: 1, workers: 1)
        let set = shapes(6)
        var batch = StrokeBatch<Float>()
        for index in 0..<6 { batch.append(set[index]) }
        var answers: [Float] = []
        teacher.answer(batch, sketches: Array(0..<6), worker: 0, probabilities: &answers)
        let sketches = (0..<6).map { Sketch(set[$0]) }
        let views = try [RecognitionView.strokes, .raster].map { view in
            try SketchClassifier(strokes, raster: network, view: view).classify(sketches).map(\.logits)
        }
        let expected = (0..<6).flatMap { row in
            let shares = views.map { softmax($0[row].map(Double.init)) }
            return zip(shares[0], shares[1]).map { ($0 + $1) / 2 }
        }
        #expect(answers.count == 24)
        for (found, value) in zip(answers, expected) { #expect(abs(Double(found) - value) < 2e-3) }
        #expect(Set(answers.map { ($0 * 1_000).rounded() }).count > 6)

        let others = try model(labels: labels)
        #expect(throws: Fault.self) { try TeachingModel([1, 2, 3], name: "bad") }
        if case .strokes = try TeachingModel(others.encoded(as: .float32), name: "strokes") {
        } else {
            Issue.record("The file was read as another kind")
        }
    }

    private func softmax(_ logits: [Double]) -> [Double] {
        // The exponential by squaring a thousandth of its exponent's.
        let shares = logits.map { logit in
            var share = 1 + logit / 1_048_576
            for _ in 0..<20 { share *= share }
            return share
        }
        return shares.map { $0 / shares.reduce(0, +) }
    }

    @Test func otherClassesAreRefused() throws {
        let teachers = [TeachingModel.strokes(try model(labels: ["a", "b"]))]
        func error(_ classes: [String]) -> TrainingRunError? {
            do { _ = try NetworkTeacher(teachers, classes: classes, temperature: 1, workers: 1) } catch {
                return error as? TrainingRunError
            }
            return nil
        }
        #expect(error(["b", "a"]) == nil)
        #expect(error(["a", "b", "c"])?.message == "doesn't know the class 'c'")
        #expect(error(["a"])?.message == "knows a class 'b' that no sketch has")
        let instead = ", or start from the model, whose classes need not be the same"
        #expect(error(["a", "b", "c"])?.advice == "leave that class out" + instead)
        #expect(error(["a"])?.advice == "add sketches of that class" + instead)
    }

    /// A pupil that is only taught learns what its teacher knows, whatever the labels are.
    @Test func aPupilLearnsFromItsTeacher() throws {
        let teacher = try #require(try finished(try run(folder))).model
        var models = TrainingRun.Models()
        models.teachers = [.strokes(teacher)]
        var recipe = quickRecipe()
        recipe.training.teacherShare = 1
        let other = TemporaryFolder()
        let result = try #require(try finished(try run(other, recipe, models: models)))
        #expect(try #require(result.evaluation).topOne > 0.9)
        #expect(result.model.metadata["teachers"] == "1 at temperature 1, a share of 1")
        // Without it, or with another, the checkpoint is of another run.
        let third = TemporaryFolder()
        let first = try run(third, recipe, models: models)
        _ = try first.run(isToStop: { first.trainer.step == 2 })
        #expect(throws: Fault.self) { try run(third, recipe).run() }
    }

    @Test func beginsFromAModel() throws {
        let model = try #require(try finished(try run(folder))).model
        var models = TrainingRun.Models()
        models.initial = model
        let again = try run(TemporaryFolder(), models: models)
        #expect(again.trainer.network.weights.values == model.network.weights.values)

        // Other classes: the rows go with their labels, the new ones begin as without the model.
        var set = TrainingSet(classes: ["line", "new", "Angle"])
        for index in 0..<60 {
            var sketch = shape(index)
            if sketch.metadata.label == "cross" { sketch.metadata.label = "new" }
            let isTaken = set.append(sketch)
            #expect(isTaken)
        }
        let other = try run(TemporaryFolder(), set: set, models: models).trainer.network.weights
        let fresh = try run(TemporaryFolder(), set: set).trainer.network.weights
        func row(_ weights: SketchNetWeights<Float>, _ row: Int) -> [Float] {
            Array(weights["vit.fc.weight"] ?? [])[row * 16..<row * 16 + 16] + [Array(weights["vit.fc.bias"] ?? [])[row]]
        }
        #expect(row(other, 0) == row(model.network.weights, 2) && row(other, 2) == row(model.network.weights, 0))
        #expect(row(other, 1) == row(fresh, 1) && row(other, 0) != row(fresh, 0))
        let name = "vit.embeddings.order_embeddings.weight"
        #expect(other[name].map(Array.init) == model.network.weights[name].map(Array.init))

        var wider = quickRecipe()
        wider.network.width = 32
        #expect(
            throws: TrainingRunError.otherShape(
                model: "width 16, 1 layer, 2 heads, 1 LSTM layer, feed-forward 4 times as wide",
                recipe: "width 32, 1 layer, 2 heads, 1 LSTM layer, feed-forward 4 times as wide"
            )
        ) { try run(folder, wider, models: models) }
    }
}
