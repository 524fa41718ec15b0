internal import ArrayFiles
internal import SketchModel
internal import Testing

@testable internal import SketchJudge

/// Files that are no judges, each with its exact message.
@Suite struct JudgeFileTests {
    private typealias Tensor = (description: TensorDescription, numbers: [Float])

    /// The message for the file of the fixture, changed.
    private func message(_ change: (inout [Tensor], inout [String: String]) -> Void) throws -> String? {
        let file = try SafeTensorsFile(BytesInMemory(JudgeFixture.bytes("network/judge.safetensors")))
        var tensors: [Tensor] = try file.tensors.map { ($0, try file.floats(of: $0.name)) }
        var metadata = file.metadata
        change(&tensors, &metadata)
        return message(try SafeTensorsWriter.file(tensors, metadata: metadata))
    }

    private func message(_ bytes: [UInt8]) -> String? {
        let fault = #expect(throws: Fault.self) { try RasterJudge(bytes, name: "j") }
        return fault?.description
    }

    private func message(_ key: String, _ value: String?) throws -> String? {
        try message { $1[key] = value }
    }

    /// Gives the tensor `name` another shape, of zeros.
    private func message(_ name: String, shape: [Int]) throws -> String? {
        try message { tensors, _ in
            for index in tensors.indices where tensors[index].description.name == name {
                tensors[index].description.shape = shape
                tensors[index].numbers = Array(repeating: 0, count: shape.reduce(1, *))
            }
        }
    }

    @Test func otherFilesAreNone() throws {
        #expect(message([]) == "j:@0: error: is neither a safetensors file nor a PyTorch checkpoint")
        let bytes = try JudgeFixture.bytes("network/judge.safetensors")
        #expect(message(Array(bytes[..<100])) == "j:@100: error: ends inside the safetensors header")
    }

    @Test func metadataIsChecked() throws {
        let advice = "; give a file that train_raster.py or train_judge.py wrote"
        for key in ["judge.labels", "judge.side", "judge.line", "judge.padding"] {
            #expect(try message(key, nil) == "j: error: has no '\(key)' in its metadata\(advice)")
        }
        for side in ["7", "65", "x", "-3", ""] {
            let why = "it isn't a whole number from 8 to 64"
            #expect(try message("judge.side", side) == "j: error: has a bad 'judge.side' in its metadata: \(why)")
        }
        for line in ["-1", "13", "nan", "x"] {
            let why = "it isn't a number from 0 to below 13.0"
            #expect(try message("judge.line", line) == "j: error: has a bad 'judge.line' in its metadata: \(why)")
        }
        #expect(
            try message("judge.padding", "6.5")
                == "j: error: has a bad 'judge.padding' in its metadata: it isn't a number from 0 to below 6.5"
        )
    }

    @Test func labelsAreChecked() throws {
        func message(_ labels: String) throws -> String? { try self.message("judge.labels", labels) }
        #expect(try message("[\"a\"") == "j: error: has a bad 'judge.labels' in its metadata: ']' is missing")
        #expect(
            try message("[\"a\",\"b\",\"c\"]") == "j: error: has a network of 4 classes, but labels for 3"
        )
        #expect(try message("[\"a\",\" \"]") == "j: error: has no text for the label 1, counted from 0")
        #expect(try message("[\"a\",\"b\",\"a\"]") == "j: error: has the label 'a' twice")
    }

    @Test func tensorsAreChecked() throws {
        let advice = "; give a file that train_raster.py or train_judge.py wrote"
        #expect(
            try message { tensors, _ in tensors.removeAll { $0.description.name == "dense2.bias" } }
                == "j: error: has no tensor 'dense2.bias', which a raster network needs" + advice
        )
        #expect(
            try message { tensors, _ in
                tensors.append((TensorDescription(name: "dense3.bias", type: .float32, shape: [1]), [0]))
            } == "j: error: has the tensor 'dense3.bias', which isn't part of a raster network" + advice
        )
        #expect(
            try message("convolution2.weight", shape: [6, 5, 3, 3])
                == "j: error: has the tensor 'convolution2.weight' of shape 6×5×3×3, but a raster network needs N×4×3×3"
        )
        #expect(
            try message("convolution2.bias", shape: [5])
                == "j: error: has the tensor 'convolution2.bias' of shape 5, but a raster network needs 6"
        )
        #expect(
            try message("dense1.weight", shape: [7, 21])
                == "j: error: has the tensor 'dense1.weight' of shape 7×21, but a raster network needs N×20"
        )
        #expect(
            try message("convolution1.weight", shape: [0, 1, 3, 3])
                == "j: error: has the tensor 'convolution1.weight' of shape 0×1×3×3, but a raster network needs N×1×3×3"
        )
        #expect(
            try message("convolution1.weight", shape: [513, 1, 3, 3])
                == "j: error: has 513 outputs in the tensor 'convolution1.weight', more than the limit of 512"
        )
        #expect(
            try message { tensors, _ in tensors[0].numbers[3] = .infinity }
                == "j: error: has weights that aren't finite, in the tensor 'convolution1.weight'; "
                + "the training that made it diverged; train it again"
        )
    }

    /// A byte here and there is changed; whatever comes of it, it is a judge or a fault.
    @Test func changedBytesAreSurvived() throws {
        let bytes = try JudgeFixture.bytes("network/judge.safetensors")
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            var changed = bytes
            for _ in 0..<1 + generator.index(below: 3) {
                changed[generator.index(below: 900)] = UInt8(generator.index(below: 256))
            }
            do { _ = try RasterJudge(changed) } catch { #expect(!error.description.isEmpty) }
        }
    }
}
