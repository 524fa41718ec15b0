internal import ArrayFiles
internal import SketchModel
internal import Testing

@testable internal import SketchNet

/// A model of three classes with random weights.
func model(_ configuration: SketchNetConfiguration = small, seed: UInt64 = 3) throws -> SketchNetModel {
    let weights = try SketchNetWeights<Float>(configuration, seed: seed)
    return try SketchNetModel(
        network: SketchNetwork(configuration, weights: weights),
        labels: (0..<configuration.classes).map { ["cat", "The \"Mona\" Lisa\u{7}", "ø"][$0] },
        temperature: 1.25,
        metadata: ["made by": "a test", "croquis.other": "dropped", "training.step": "dropped"]
    )
}

@Suite struct ModelRoundTripTests {
    @Test func singlePrecisionKeepsEveryBit() throws {
        var configuration = small
        configuration.layerNormEpsilon = 1e-12
        configuration.hiddenDropout = 0.1
        configuration.tokens = .padded197
        let written = try model(configuration)
        let read = try SketchNetModel(try written.encoded(as: .float32))
        #expect(read.network.configuration == configuration)
        #expect(read.network.weights.values == written.network.weights.values)
        #expect(read.labels == written.labels)
        #expect(read.temperature == 1.25)
        #expect(read.metadata == ["made by": "a test"])
        #expect(try read.encoded(as: .float32) == written.encoded(as: .float32))
    }

    @Test(arguments: [(SketchNetModel.Storage.float16, 11), (.bfloat16, 8)])
    func shortTypesRoundToNearest(storage: SketchNetModel.Storage, digits: Int) throws {
        let written = try model()
        let bytes = try written.encoded(as: storage)
        let read = try SketchNetModel(bytes)
        #expect(bytes.count < 2 * written.network.weights.values.count + 10_000)
        var unit: Float = 1
        for _ in 0..<digits { unit /= 2 }
        for (a, b) in zip(read.network.weights.values, written.network.weights.values) {
            #expect(abs(a - b) <= unit * abs(b) + 0x1p-25)
        }
        // What was rounded is kept.
        #expect(try read.encoded(as: storage) == bytes)
    }

    @Test func piecesAreTheFile() throws {
        let written = try model()
        var pieces: [[UInt8]] = []
        try written.encode(as: .float16, name: "m") { piece throws(Fault) in pieces.append(piece) }
        #expect(pieces.count == 1 + written.network.weights.layout.tensors.count)
        #expect(try Array(pieces.joined()) == written.encoded())
    }

    @Test func checkpointOfATrainingIsAModel() throws {
        let made = try model()
        let layout = made.network.weights.layout
        let values = made.network.weights.values
        let state = TrainingState(run: "r", step: 4, weights: values, average: values, means: values, squares: values)
        let bytes = try TrainingCheckpoint.encode(state, layout: layout, metadata: made.fileMetadata)
        let read = try SketchNetModel(bytes)
        #expect(read.network.weights.values == values)
        #expect(read.labels == made.labels)
        #expect(read.metadata == ["made by": "a test"])
    }

    @Test func overflowIsRefusedByName() throws {
        var network = try model().network
        network.weights.values[network.weights.layout["vit.fc.bias"]?.range.lowerBound ?? 0] = 1e6
        let large = try SketchNetModel(network: network, labels: ["a", "b", "c"])
        let fault = #expect(throws: Fault.self) { try large.encoded(as: .float16, name: "m.safetensors") }
        #expect(
            fault?.description
                == "m.safetensors: error: is given the number 1000000.0 for the tensor 'vit.fc.bias', too large for F16; "
                + "write the tensor as F32"
        )
        #expect(try SketchNetModel(try large.encoded(as: .bfloat16)).network.weights["vit.fc.bias"]?.first == 999_424)
    }

    @Test func categoriesAreInTheOrderOfSketchXAI() {
        let names = QuickDrawCategories.names
        #expect(names.count == 345)
        #expect(Set(names).count == 345)
        #expect(names == names.sorted { $0.lowercased() < $1.lowercased() })
        #expect(names[309] == "The Eiffel Tower")
    }
}
