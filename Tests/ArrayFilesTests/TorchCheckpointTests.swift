internal import ArrayFiles
internal import SketchModel
internal import TestSupport
internal import Testing

struct TorchCheckpointTests {
    private typealias Bytes = TorchCheckpointBytes
    private typealias Pickle = TorchCheckpointBytes.Pickle

    private func open(_ name: String) throws -> TensorFile {
        try TensorFile.open(BytesInMemory(Reading.fixture("network/" + name)))
    }

    /// Element i of the arrays that the script makes.
    private func value(_ index: Int) -> Float { Float(37 * index % 101 - 50) / 8 }

    @Test func everyKindOfTensorComesOutRowByRow() throws {
        let file = try open("weights.bin")
        func values(_ indices: [Int]) -> [Float] { indices.map(value) }
        let expected: [(String, TensorType, [Int], [Float])] = [
            ("single", .float32, [3, 4], values(Array(0..<12))),
            ("half", .float16, [5], values(Array(0..<5))),
            ("brain", .bfloat16, [2, 3], values(Array(0..<6))),
            ("double", .float64, [3], values([0, 1, 2])),
            ("transposed", .float32, [4, 3], values([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])),
            ("rows.first", .float32, [2, 3], values(Array(0..<6))),
            ("rows.second", .float32, [2, 3], values(Array(6..<12))),
            ("middle", .float32, [2, 2, 3], values([16, 22, 28, 31, 37, 43, 17, 23, 29, 32, 38, 44])),
            ("half.transposed", .float16, [3, 2], values([0, 3, 1, 4, 2, 5])),
            ("parameter", .float32, [2, 2], values(Array(0..<4))),
            ("scalar", .float32, [], [0.375]),
            ("empty", .float32, [0, 3], []),
            ("naïve \"name\"", .float32, [1], values([0])),
        ]
        for (name, type, shape, numbers) in expected {
            #expect(file.tensor(name) == TensorDescription(name: name, type: type, shape: shape))
            #expect(try file.floats(of: name) == numbers, "\(name)")
        }
        let special: [UInt32] = [0, 0x8000_0000, 0x7f80_0000, 0xff80_0000, 0x7fc0_0001, 1, 0x7f7f_ffff, 0x3dcc_cccd]
        #expect(try file.floats(of: "special").map(\.bitPattern) == special)
        let half: [UInt32] = [
            0, 0x8000_0000, 0x7f80_0000, 0xff80_0000, 0x7fc0_2000, 0x3380_0000, 0x477f_e000, 0x3dcc_c000,
        ]
        #expect(try file.floats(of: "half.special").map(\.bitPattern) == half)
        #expect(file.names.count == expected.count + 5)
    }

    @Test func bothKindsOfFileHoldTheSameTensors() throws {
        let (torch, twin) = (try open("weights.bin"), try open("weights.safetensors"))
        let shared = torch.tensors.filter { $0.name != "expanded" }
        #expect(shared.sorted { $0.name < $1.name } == twin.tensors.sorted { $0.name < $1.name })
        for tensor in shared where tensor.type.isFloat {
            let bits = try torch.floats(of: tensor.name).map(\.bitPattern)
            #expect(try bits == twin.floats(of: tensor.name).map(\.bitPattern))
        }
        #expect(twin.metadata == ["format": "pt"] && torch.metadata.isEmpty)
    }

    @Test func weightsAreFoundBesideOtherThings() throws {
        let file = try open("training.bin")
        #expect(file.names == ["module.0.weight", "module.0.bias", "module.1.weight", "module.1.bias"])
        #expect(try file.floats(of: "module.0.weight") == (0..<6).map(value))
        let tensor = Pickle.tensor(shape: [1], strides: [1], count: 1)
        for key in ["state_dict", "model_state_dict", "model"] {
            let inner = Pickle.dictionary([("inner", tensor)])
            let bytes = Bytes.checkpoint(
                Pickle.dictionary([("best", tensor), ("epoch", Pickle.number(3)), (key, inner)]),
                storages: [("0", [0, 0, 0x80, 0x3f])]
            )
            #expect(try TensorFile.open(BytesInMemory(bytes)).names == ["inner"])
        }
        let plain = Bytes.checkpoint(
            Pickle.dictionary([("best", tensor), ("model", Pickle.dictionary([]))]),
            storages: [("0", [0, 0, 0x80, 0x3f])]
        )
        #expect(try TensorFile.open(BytesInMemory(plain)).names == ["best"])
    }

    @Test func storagesLongerThanAPieceAreReadWhole() throws {
        let (rows, columns) = (1031, 517)
        var generator = SeededGenerator(seed: 9)
        let values = (0..<(rows * columns + 7)).map { _ in Float(generator.unit()) }
        var storage: [UInt8] = []
        _ = TensorType.float32.appendBytes(values, to: &storage)
        let bytes = Bytes.checkpoint(
            Pickle.dictionary([
                (
                    "plain",
                    Pickle.tensor(shape: [rows, columns], strides: [columns, 1], offset: 5, count: values.count)
                ),
                (
                    "turned",
                    Pickle.tensor(shape: [columns, rows], strides: [1, columns], offset: 5, count: values.count)
                ),
                ("odd", Pickle.tensor(shape: [1, 2, 1], strides: [.max, 3, .max], offset: 1, count: values.count)),
            ]),
            storages: [("0", storage)]
        )
        let file = try TensorFile.open(BytesInMemory(bytes))
        #expect(try file.floats(of: "plain") == Array(values[5..<(5 + rows * columns)]))
        var turned: [Float] = []
        for column in 0..<columns {
            for row in 0..<rows { turned.append(values[5 + row * columns + column]) }
        }
        #expect(try file.floats(of: "turned") == turned)
        #expect(try file.floats(of: "odd") == [values[1], values[4]])
    }

    @Test func tensorsOfOtherClassesAreUnwrapped() throws {
        let inner = Pickle.tensor(shape: [1], strides: [1], count: 1)
        // Without its function and its call.
        let arguments = inner.dropFirst("ctorch._utils\n_rebuild_tensor_v2\n".utf8.count).dropLast()
        let wrapped = Pickle.call(
            Pickle.global("torch._tensor", "_rebuild_from_type_v2"),
            [
                Pickle.global("torch._utils", "_rebuild_tensor_v2"), Pickle.global("torch.nn.parameter", "Parameter"),
                Array(arguments), Pickle.dictionary([]),
            ]
        )
        let bytes = Bytes.checkpoint(
            Pickle.dictionary([("a", Pickle.parameter(wrapped))]),
            storages: [("0", [0, 0, 0x80, 0x3f])]
        )
        #expect(try TensorFile.open(BytesInMemory(bytes)).floats(of: "a") == [1])
    }

    @Test func otherFilesAreRefusedWithAdvice() throws {
        #expect(
            Reading.fault { _ = try open("legacy.bin") }
                == "0: is a PyTorch checkpoint of the format before version 1.6, which is not read"
        )
        #expect(
            TensorFileError.legacyCheckpoint.advice
                == "save it again with PyTorch: torch.save(torch.load(FILE, map_location='cpu', weights_only=True), NEW)"
        )
        for bytes in [[], [0x80, 2], Array("PK\u{3}".utf8), Array("{\"a\": 1}".utf8), ArrayHeader.magic] {
            #expect(
                Reading.fault { _ = try TensorFile.open(BytesInMemory(bytes)) }
                    == "0: is neither a safetensors file nor a PyTorch checkpoint"
            )
        }
        let pointer = Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".utf8)
        #expect(
            Reading.fault { _ = try TensorFile.open(BytesInMemory(pointer)) }
                == "0: is a pointer of Git LFS to a file, not the file itself"
        )
        #expect(
            Reading.fault { _ = try TensorFile.open(BytesInMemory(Reading.fixture("sketch-rnn/numpy2.npz"))) }
                == "-: is a ZIP archive without data.pkl in a folder, so not a PyTorch checkpoint"
        )
        #expect(
            Reading.fault { _ = try open("weights.bin").floats(of: "expanded") }
                == "1441: has the tensor 'expanded' with more elements than its storage, which is not read"
        )
        #expect(
            Reading.fault { _ = try open("weights.bin").floats(of: "mask") }
                == "-: has the tensor 'mask' of type BOOL, which is not read as floating-point numbers"
        )
        #expect(Reading.fault { _ = try open("weights.bin").floats(of: "no") } == "-: has no tensor 'no'")
    }
}
