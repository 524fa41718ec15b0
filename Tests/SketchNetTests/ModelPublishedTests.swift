internal import ArrayFiles
internal import Foundation
internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchNet

/// A checkpoint of the published kind, of width 8, that `Fixtures/network/make_published.py` made with PyTorch.
@Suite struct ModelPublishedTests {
    private static let labels = ["a", "b", "c", "d", "e"]

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("network/\(name)"))))
    }

    @Test(arguments: ["published.safetensors", "published.bin"])
    func agreesWithPyTorch(file: String) throws {
        let model = try SketchNetModel(try bytes(file), name: file, labels: Self.labels, heads: 2)
        let expected = SketchNetConfiguration(
            width: 8,
            layers: 2,
            heads: 2,
            classes: 5,
            layerNormEpsilon: 1e-12,
            hiddenDropout: 0.1,
            attentionDropout: 0.1,
            tokens: .padded197
        )
        #expect(model.network.configuration == expected)
        #expect(model.labels == Self.labels)
        #expect(model.temperature == 1)
        let workspace = SketchNetWorkspace<Float>()
        model.network.forward(batch(try GoldenNetwork().sketches), in: workspace)
        let logits = try String(contentsOfFile: TestFiles.fixture("network/published.txt"), encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        #expect(logits.count == 15)
        #expect(difference(workspace.logits, logits) < 1e-5)
    }

    @Test func isWrittenAsOneOfOurs() throws {
        let model = try SketchNetModel(try bytes("published.bin"), labels: Self.labels, heads: 2)
        let again = try SketchNetModel(try model.encoded(as: .float32))
        #expect(again.network.configuration == model.network.configuration)
        #expect(again.network.weights.values == model.network.weights.values)
    }

    @Test func whatTheFileDoesNotSayIsAskedFor() throws {
        let bytes = try bytes("published.safetensors")
        func message(_ labels: [String]?, _ heads: Int?) -> String? {
            let fault = #expect(throws: Fault.self) {
                try SketchNetModel(bytes, name: "tiny.bin", labels: labels, heads: heads)
            }
            return fault?.description
        }
        #expect(
            message(Self.labels, nil)
                == "tiny.bin: error: has a network of width 8, whose number of heads is unknown; "
                + "give the number of heads; it is known for the published widths, 192 and 768"
        )
        #expect(
            message(Self.labels, 3)
                == "tiny.bin: error: has tensors that don't form a network: the heads must divide the width"
        )
        #expect(
            message(nil, 2)
                == "tiny.bin: error: doesn't name its 5 classes; give a list of labels, in the order of the classes"
        )
        #expect(
            message(["a"], 2)
                == "tiny.bin: error: has a network of 5 classes, but labels for 1; give each class a unique name"
        )
    }

    /// Tiny and Base have 3 and 12 heads, and 345 classes are the categories of QuickDraw.
    @Test(arguments: [(192, 3), (768, 12)])
    func publishedShapesSayTheRest(width: Int, heads: Int) throws {
        let shapes = Dictionary(
            uniqueKeysWithValues: WeightLayout(.published(width: width, heads: heads, classes: 345)).tensors
                .map { ($0.name, $0.shape) }
        )
        let found = try PublishedCheckpoint.configuration(shapes, heads: nil)
        #expect(found == .published(width: width, heads: heads, classes: 345))
        #expect(try PublishedCheckpoint.labels(classes: 345) == QuickDrawCategories.names)
        #expect(throws: SketchNetModelError.unknownLabels(classes: 30)) { try PublishedCheckpoint.labels(classes: 30) }
        #expect(throws: SketchNetModelError.wrongHeads(given: 4, heads: heads)) {
            try PublishedCheckpoint.configuration(shapes, heads: 4)
        }
    }
}
