internal import ArrayFiles
internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchNet

/// Files that are no models, each with its exact message.
@Suite struct ModelHostileTests {
    private typealias Tensor = (description: TensorDescription, numbers: [Float])

    /// The tensors and metadata of a good file, changed.
    private func file(
        _ change: (inout [Tensor], inout [String: String]) -> Void
    ) throws -> [UInt8] {
        let made = try model()
        var tensors: [Tensor] = made.network.weights.layout.tensors.map { tensor in
            let description = TensorDescription(name: tensor.name, type: .float32, shape: tensor.shape)
            return (description, Array(made.network.weights.values[tensor.range]))
        }
        var metadata = made.fileMetadata
        change(&tensors, &metadata)
        return try SafeTensorsWriter.file(tensors, metadata: metadata)
    }

    private func message(_ bytes: [UInt8], labels: [String]? = nil, heads: Int? = nil) -> String? {
        let fault = #expect(throws: Fault.self) {
            try SketchNetModel(bytes, name: "m", labels: labels, heads: heads)
        }
        return fault?.description
    }

    private func message(_ change: (inout [Tensor], inout [String: String]) -> Void) throws -> String? {
        message(try file(change))
    }

    private func place(_ name: String, in tensors: [Tensor]) -> Int {
        tensors.firstIndex { $0.description.name == name } ?? 0
    }

    // MARK: The file

    @Test func otherFilesAreNone() {
        #expect(message([]) == "m:@0: error: is neither a safetensors file nor a PyTorch checkpoint")
        #expect(
            message(Array("{\"key\": 1}".utf8)) == "m:@0: error: is neither a safetensors file nor a PyTorch checkpoint"
        )
        #expect(
            message(Array("version https://git-lfs.github.com/spec/v1\n".utf8))
                == "m:@0: error: is a pointer of Git LFS to a file, not the file itself; fetch the file: git lfs pull"
        )
    }

    /// In the length, in the header, in the tensors, before the last byte.
    @Test func truncatedFilesAreRefused() throws {
        let bytes = try model().encoded()
        let header = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(message(Array(bytes[..<5])) == "m:@0: error: is neither a safetensors file nor a PyTorch checkpoint")
        for length in [9, 100, 8 + header - 1] {
            #expect(message(Array(bytes[..<length])) == "m:@\(length): error: ends inside the safetensors header")
        }
        for length in [8 + header, 8 + header + 50, bytes.count / 2, bytes.count - 1] {
            let text = try #require(message(Array(bytes[..<length])))
            #expect(text.hasSuffix("' beyond its end"), "\(text)")
            #expect(text.contains(": error: places the tensor 'vit."), "\(text)")
        }
    }

    @Test func lyingOffsetsAreRefused() throws {
        let bytes = try model().encoded(as: .float32)
        func changed(_ old: String, _ new: String) -> String? {
            guard let range = bytes.firstRange(of: Array(old.utf8)), old.utf8.count == new.utf8.count else {
                return nil
            }
            return message(Array(bytes[..<range.lowerBound] + Array(new.utf8) + bytes[range.upperBound...]))?
                .drop { $0 != " " }.description
        }
        #expect(
            changed("\"data_offsets\":[0,32]", "\"data_offsets\":[0,36]")
                == " error: has 36 bytes for the tensor 'vit.embeddings.cls_token', whose shape and type take 32"
        )
        #expect(
            changed("\"data_offsets\":[0,32]", "\"data_offsets\":[9,41]")
                == " error: has 9 bytes that belong to no tensor"
        )
        #expect(
            changed("\"shape\":[1,1,8],\"data_offsets\":[0,32]", "\"shape\":[1,8,1],\"data_offsets\":[0,32]")
                == " error: has the tensor 'vit.embeddings.cls_token' of shape 1×8×1, but its network needs 1×1×8"
        )
        #expect(
            changed("\"data_offsets\":[32,288]", "\"data_offsets\":[16,272]")
                == " error: has tensors 'vit.embeddings.cls_token' and "
                + "'vit.embeddings.stroke_embeddings.weight_ih_l0' that overlap"
        )
    }

    /// Whatever single bytes and pieces of a file are changed, reading ends with a fault or a model, never a crash.
    @Test func mutatedFilesEndWell() throws {
        let good = [try model().encoded(), try model().encoded(as: .float32)]
        var mutator = Mutator(seed: 5)
        for round in 0..<Mutator.rounds(400) {
            let bytes = mutator.mutate(good[round % 2], other: good[(round + 1) % 2])
            do throws(Fault) {
                let model = try SketchNetModel(bytes)
                #expect(model.network.weights.firstNotFinite == nil)
                #expect(model.labels.count == model.network.configuration.classes)
            } catch {
                #expect(!error.reason.message.isEmpty)
            }
        }
    }

    // MARK: The tensors

    @Test func otherArchitecturesAreRefused() throws {
        #expect(
            try message { tensors, _ in tensors.removeLast() }
                == "m: error: has no tensor 'vit.fc.bias', which its network needs; "
                + "give a file that croquis train wrote, or a published checkpoint of SketchXAI"
        )
        #expect(
            try message { tensors, _ in
                let place = place("vit.fc.weight", in: tensors)
                tensors[place] = (
                    TensorDescription(name: "vit.fc.weight", type: .float32, shape: [2, 8]),
                    Array(repeating: 0, count: 16)
                )
            } == "m: error: has the tensor 'vit.fc.weight' of shape 2×8, but its network needs 3×8"
        )
        let odd = TensorDescription(name: "bert.pooler\n", type: .float32, shape: [1])
        #expect(
            try message { tensors, _ in tensors.append((odd, [0])) }
                == "m: error: has the tensor 'bert.pooler.', which isn't part of a SketchXAINet; "
                + "give a file that croquis train wrote, or a published checkpoint of SketchXAI"
        )
        let twin = TensorDescription(name: "module.vit.fc.bias", type: .float32, shape: [3])
        #expect(
            try message { tensors, _ in tensors.append((twin, [0, 0, 0])) }
                == "m: error: has the tensor 'vit.fc.bias' both with and without the prefix 'module.'"
        )
        // Without metadata it is a published checkpoint, or none.
        #expect(
            try message { tensors, metadata in (tensors, metadata) = ([(odd, [0])], [:]) }
                == "m: error: has no tensor 'vit.embeddings.cls_token', which its network needs; "
                + "give a file that croquis train wrote, or a published checkpoint of SketchXAI"
        )
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func weightsThatAreNoNumbersAreRefused(value: Float) throws {
        #expect(
            try message { tensors, _ in tensors[place("vit.layernorm.weight", in: tensors)].numbers[3] = value }
                == "m: error: has weights that aren't finite, in the tensor 'vit.layernorm.weight'; "
                + "the training that made it diverged; take an earlier checkpoint"
        )
        var network = try model().network
        network.weights.values[0] = value
        #expect(throws: SketchNetModelError.notFinite("vit.embeddings.cls_token")) {
            try SketchNetModel(network: network, labels: ["a", "b", "c"])
        }
    }

    /// Millions of weights are not allocated for a file of a few bytes.
    @Test func impossibleSizesAreRefusedBeforeTheyAreAllocated() throws {
        let text = try #require(
            try message { tensors, metadata in
                metadata["croquis.configuration"] = metadata["croquis.configuration"]?
                    .replacing("\"width\":8", with: "\"width\":16384").replacing(
                        "\"classes\":3",
                        with: "\"classes\":1000000"
                    )
            }
        )
        #expect(
            text
                == "m: error: has the tensor 'vit.embeddings.cls_token' of shape 1×1×8, but its network needs 1×1×16384"
        )
    }

    // MARK: The metadata

    @Test(
        arguments: [
            ("{", "'\"' is missing"), ("[]", "'{' is missing"),
        ] as [(String, String)]
    )
    func configurationThatDoesNotParse(text: String, why: String) throws {
        let found = try message { _, metadata in metadata["croquis.configuration"] = text }
        #expect(found == "m: error: has a bad 'croquis.configuration' in its metadata: \(why)")
    }

    @Test(arguments: [
        ("\"width\":8", "\"width\":7", "the width must be even, from 2 to 16384"),
        ("\"width\":8", "\"width\":99999999999999999999", "a number is too large"),
        ("\"width\":8", "\"width\":-8", "a whole number is missing"),
        ("\"width\":8", "\"breadth\":8", "a key is unknown or repeated"),
        ("\"width\":8,", "\"width\":8,\"width\":8,", "a key is unknown or repeated"),
        ("\"width\":8,", "", "it lacks width"),
        ("\"heads\":2", "\"heads\":3", "the heads must divide the width"),
        ("\"layers\":2", "\"layers\":257", "there must be 0 to 256 layers"),
        ("\"hiddenDropout\":0.0", "\"hiddenDropout\":1", "a dropout must be 0 or more, below 1"),
        ("\"hiddenDropout\":0.0", "\"hiddenDropout\":1e999", "a dropout must be 0 or more, below 1"),
        ("\"hiddenDropout\":0.0", "\"hiddenDropout\":nan", "a number is missing"),
        ("\"packed\"", "\"some\"", "the tokens are neither packed nor padded197"),
        ("\"packed\"}", "\"packed\"} x", "text follows the object"),
    ])
    func configurationsOutOfRange(old: String, new: String, why: String) throws {
        let found = try message { _, metadata in
            metadata["croquis.configuration"] = metadata["croquis.configuration"]?.replacing(old, with: new)
        }
        #expect(found == "m: error: has a bad 'croquis.configuration' in its metadata: \(why)")
    }

    @Test(arguments: [
        ("[\"a\",\"b\"]", "has a network of 3 classes, but labels for 2; give each class a unique name"),
        ("[\"a\",\"b\",\"a\"]", "has the label 'a' twice; give each class a unique name"),
        ("[\"a\",\" \",\"c\"]", "has no text for the label 1, counted from 0; give each class a unique name"),
        ("[\"a\",2,\"c\"]", "has a bad 'croquis.labels' in its metadata: '\"' is missing"),
        ("[\"a\"", "has a bad 'croquis.labels' in its metadata: ']' is missing"),
    ])
    func wrongLabels(text: String, expected: String) throws {
        #expect(try message { _, metadata in metadata["croquis.labels"] = text } == "m: error: \(expected)")
    }

    @Test(arguments: ["0", "-1", "nan", "inf", "warm", ""])
    func wrongTemperatures(text: String) throws {
        #expect(
            try message { _, metadata in metadata["croquis.temperature"] = text }
                == "m: error: has the temperature '\(text)', which isn't a positive number"
        )
    }

    @Test(arguments: ["croquis.configuration", "croquis.labels"])
    func metadataMustBeWhole(key: String) throws {
        #expect(
            try message { _, metadata in metadata[key] = nil }
                == "m: error: has no '\(key)' in its metadata; "
                + "give a file that croquis train wrote, or a published checkpoint of SketchXAI"
        )
    }

    @Test func whatTheFileSaysIsNotGivenAnew() throws {
        let bytes = try model().encoded()
        #expect(
            message(bytes, labels: ["a", "b", "c"])
                == "m: error: names its classes, but other names were given; leave the list of labels out"
        )
        #expect(
            message(bytes, heads: 4)
                == "m: error: has a network of 2 heads, but 4 were given; leave the number of heads out"
        )
        #expect(try SketchNetModel(bytes, labels: model().labels, heads: 2).labels == model().labels)
    }
}
