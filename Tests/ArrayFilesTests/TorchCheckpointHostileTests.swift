internal import ArrayFiles
internal import SketchModel
internal import Testing

struct TorchCheckpointHostileTests {
    private typealias Bytes = TorchCheckpointBytes
    private typealias Pickle = TorchCheckpointBytes.Pickle

    private static let four: [UInt8] = [UInt8](repeating: 0, count: 16)

    private func fault(_ bytes: [UInt8]) -> String {
        Reading.fault { _ = try TensorFile.open(BytesInMemory(bytes)) }
    }

    /// The fault of a checkpoint whose one tensor is `value` and whose one storage has 16 bytes, without its place,
    /// which is where the tensor's call ends.
    private func fault(ofTensor value: [UInt8]) -> String {
        let prefix = 2 + 2 + Pickle.text("w").count
        let text = fault(Bytes.checkpoint(Pickle.dictionary([("w", value)]), storages: [("0", Self.four)]))
        let place = "\(prefix + value.count - 1): "
        return text.hasPrefix(place) ? String(text.dropFirst(place.count)) : text
    }

    @Test func namesThatAreNotOnTheListAreRefusedAtTheirByte() {
        let evil = Pickle.call(Pickle.global("posix", "system"), [Pickle.text("echo")])
        #expect(
            fault(Bytes.checkpoint(Pickle.dictionary([("w", evil)])))
                == "10: pickle asks for 'posix.system', which is not on the list of safe names"
        )
        #expect(
            TensorFileError.unsafePickle(.forbiddenGlobal("posix system")).advice
                == "none of the pickle was run; save only the weights: torch.save(model.state_dict(), FILE)"
        )
        #expect(
            fault(Bytes.checkpoint(Pickle.call(Pickle.global("torch", "FloatStorage"), [])))
                == "24: pickle calls a name"
        )
        #expect(
            fault(Bytes.checkpoint(Pickle.global("numpy", "ndarray")))
                == "2: pickle asks for 'numpy.ndarray', which is not on the list of safe names"
        )
        // NEWOBJ, and an instance of protocol 0.
        #expect(
            fault(Bytes.checkpoint([0x81])) == "2: pickle has opcode 0x81, which is not on the list of safe ones"
        )
        #expect(
            fault(Bytes.checkpoint(Array("i".utf8)))
                == "2: pickle has opcode 0x69, which is not on the list of safe ones"
        )
    }

    @Test(
        arguments: [
            ([UInt8(ascii: "N")], "-: holds None instead of a dictionary of tensors"),
            (Array("]".utf8), "-: holds a list instead of a dictionary of tensors"),
            (
                Pickle.tensor(shape: [4], strides: [1], count: 4),
                "-: holds a single tensor instead of a dictionary of tensors"
            ),
            (Pickle.dictionary([]), "-: holds no tensor instead of a dictionary of tensors"),
            (
                Pickle.dictionary([("w", Pickle.number(1))]),
                "-: holds no tensor instead of a dictionary of tensors"
            ),
            (Array("s".utf8), "2: pickle is damaged: items are given to something that isn't a dictionary"),
            (Array("]NNs".utf8), "5: pickle is damaged: items are given to something that isn't a dictionary"),
            (Array("u".utf8), "2: pickle is damaged: a mark is missing"),
            (Array("}(Nu".utf8), "5: pickle is damaged: a key has no value"),
            (Array("}NNN(s".utf8), "7: pickle is damaged: items are given to something that isn't a dictionary"),
            (Array("NQ".utf8), "3: pickle is damaged: a persistent object is not named by a tuple"),
            (Array("Q".utf8), "2: pickle is damaged: a value is missing on the stack"),
            (Array("G1234".utf8), "8: ends inside the pickle"),
            (
                Pickle.call(Pickle.global("collections", "OrderedDict"), [[UInt8(ascii: "N")]]),
                "30: pickle is damaged: a dictionary is made of values"
            ),
            (
                [UInt8(ascii: "}"), UInt8(ascii: "N")] + Pickle.tensor(shape: [4], strides: [1], count: 4)
                    + [UInt8(ascii: "s")],
                "161: pickle is damaged: a tensor has no name"
            ),
        ] as [([UInt8], String)]
    )
    func brokenPicklesAreRefused(value: [UInt8], message: String) {
        #expect(fault(Bytes.checkpoint(value, storages: [("0", Self.four)])) == message)
    }

    @Test(
        arguments: [
            (
                Pickle.tensor(shape: [5], strides: [1], count: 4),
                "places the tensor 'w' beyond the end of its storage"
            ),
            (
                Pickle.tensor(shape: [4], strides: [1], offset: 1, count: 4),
                "places the tensor 'w' beyond the end of its storage"
            ),
            (
                Pickle.tensor(shape: [2, 2], strides: [3, 1], count: 4),
                "places the tensor 'w' beyond the end of its storage"
            ),
            (
                Pickle.tensor(shape: [3], strides: [.max], count: 4),
                "places the tensor 'w' beyond the end of its storage"
            ),
            (
                Pickle.tensor(shape: [2, 2], strides: [.max, 1], count: 4),
                "places the tensor 'w' beyond the end of its storage"
            ),
            (
                Pickle.tensor(shape: [0], strides: [1], count: .max),
                "places the tensor 'w' beyond the end of its storage"
            ),
            (
                Pickle.tensor(shape: [1 << 32, 1 << 32], strides: [0, 0], count: 4),
                "declares a shape too large for any file for the tensor 'w'"
            ),
            (
                Pickle.tensor(shape: [5], strides: [1], count: 5),
                "has a storage of 16 bytes for the tensor 'w', which declares 20"
            ),
            (
                Pickle.tensor(shape: [2], strides: [1], count: 3),
                "has a storage of 16 bytes for the tensor 'w', which declares 12"
            ),
            (
                Pickle.tensor(shape: [2], strides: [1], type: "HalfStorage", count: 4),
                "has a storage of 16 bytes for the tensor 'w', which declares 8"
            ),
            (
                Pickle.tensor(shape: [4], strides: [1], key: "../0\n", count: 4),
                "has no storage '../0.' for the tensor 'w'"
            ),
            (
                Pickle.tensor(shape: [4], strides: [], count: 4),
                "has a damaged tensor 'w': its shape and strides differ in length"
            ),
            (
                Pickle.tensor(shape: [-1], strides: [1], count: 4),
                "has a damaged tensor 'w': its shape and strides are not whole numbers"
            ),
            (
                Pickle.tensor(shape: [4], strides: [-1], count: 4),
                "has a damaged tensor 'w': its shape and strides are not whole numbers"
            ),
            (
                Pickle.tensor(shape: [Int](repeating: 1, count: 33), strides: [Int](repeating: 1, count: 33), count: 4),
                "has a damaged tensor 'w': its shape and strides are not whole numbers"
            ),
            (
                Pickle.tensor(shape: [4], strides: [1], offset: -1, count: 4),
                "has a damaged tensor 'w': it has no storage"
            ),
            (
                Pickle.tensor(shape: [4], strides: [1], count: -4),
                "has a damaged tensor 'w': its storage is damaged"
            ),
            (
                Pickle.tensor(shape: [4], strides: [1], type: "float32", count: 4),
                "has a damaged tensor 'w': its storage has an unknown type"
            ),
            (
                Pickle.call(Pickle.global("torch._utils", "_rebuild_tensor_v2"), []),
                "has a damaged tensor 'w': it has no storage"
            ),
            (Pickle.parameter([UInt8(ascii: "N")]), "has a damaged tensor 'w': a parameter holds no tensor"),
            (
                Pickle.parameter(Pickle.call(Pickle.global("torch", "Size"), [])),
                "has a damaged tensor 'w': it is made by an unknown function"
            ),
            (
                Pickle.call(Pickle.global("torch._tensor", "_rebuild_from_type_v2"), [Pickle.number(1)]),
                "has a damaged tensor 'w': a tensor of another class is damaged"
            ),
            (
                (0..<9).reduce(Pickle.tensor(shape: [4], strides: [1], count: 4)) { inner, _ in Pickle.parameter(inner)
                },
                "has a damaged tensor 'w': it is wrapped too deeply"
            ),
        ] as [([UInt8], String)]
    )
    func brokenTensorsAreRefused(value: [UInt8], message: String) {
        #expect(fault(ofTensor: value) == message)
    }

    @Test func aPersistentObjectOfAnotherKindIsNoStorage() {
        var value = Pickle.tensor(shape: [4], strides: [1], count: 4)
        let place = value.indices.first { value[$0...].starts(with: "storage".utf8) } ?? 0
        value[place] = UInt8(ascii: "x")
        #expect(fault(ofTensor: value) == "has a damaged tensor 'w': its storage is damaged")
    }

    @Test func brokenArchivesAreRefused() {
        let tensor = Pickle.tensor(shape: [4], strides: [1], count: 4)
        let pickle = [0x80, 2] + Pickle.dictionary([("w", tensor)]) + Array(".".utf8)
        let storage = ("x/data/0", Self.four)
        #expect(fault(Bytes.archive([("x/data.pkl", pickle), storage])) == "none")
        #expect(
            fault(Bytes.archive([("data.pkl", pickle), storage]))
                == "-: is a ZIP archive without data.pkl in a folder, so not a PyTorch checkpoint"
        )
        #expect(
            fault(Bytes.archive([("x/data.pkl", pickle), ("y/data.pkl", pickle), storage]))
                == "-: is a ZIP archive without data.pkl in a folder, so not a PyTorch checkpoint"
        )
        #expect(
            fault(Bytes.archive([("x/data.pkl", pickle), storage, storage])) == "-: has the member 'x/data/0' twice"
        )
        #expect(
            fault(Bytes.archive([("x/data.pkl", pickle), storage, ("x/byteorder", Array("big".utf8))]))
                == "-: is a PyTorch checkpoint in big-endian byte order, which is not read"
        )
        let twice = Pickle.dictionary([("w", tensor), ("w", tensor)])
        #expect(
            fault(Bytes.checkpoint(twice, storages: [("0", Self.four)])).hasSuffix(": has 'w' twice")
        )
        #expect(fault(Bytes.archive([("x/data.pkl", [])])) == "0: ends inside the pickle")
        #expect(
            fault(Bytes.checkpoint([]).dropLast(9))
                == "-: begins like a PyTorch checkpoint but is cut off: it has no end record"
        )
        let members = [("x/data.pkl", pickle), storage]
        #expect(fault(Bytes.archive(members, deflated: "x/data.pkl")) == "none")
        #expect(
            fault(Bytes.archive(members, deflated: "x/data/0"))
                .hasSuffix(": has a compressed storage for the tensor 'w', which PyTorch does not write")
        )
    }

    /// What checkpoints need stays forbidden where arrays are read.
    @Test func arraysHaveNoDictionaries() throws {
        for code in "}suGQ".utf8 {
            let header = ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [1]).bytes
            let stream = MemberStream(BytesInMemory(header + [0x80, 2, code]))
            var taken: [UInt8] = []
            let shape = try ArrayHeader(stream, into: &taken)
            var reader = try ObjectArrayReader(stream, after: taken, header: shape)
            var items: [ObjectArrayReader.Item] = []
            let message = "pickle has opcode 0x\(String(code, radix: 16)), which is not on the list of safe ones"
            #expect(Reading.fault { try reader.next(into: &items) }.hasSuffix(message))
        }
    }

    @Test func damagedStoragesAreRefusedWhenTheyAreRead() throws {
        let tensor = Pickle.tensor(shape: [2], strides: [1], count: 4)
        var bytes = Bytes.checkpoint(
            Pickle.dictionary([("w", tensor)]),
            storages: [("0", Array("0123456789abcdef".utf8))]
        )
        let place = bytes.indices.first { bytes[$0...].starts(with: "abcdef".utf8) } ?? 0
        bytes[place] ^= 1
        let file = try TensorFile.open(BytesInMemory(bytes))
        let message = "-: has an unreadable tensor 'w': it does not match its CRC-32: the bytes are damaged"
        #expect(Reading.fault { _ = try file.floats(of: "w") } == message)
    }
}
