internal import ArrayFiles
internal import SketchModel
internal import TestSupport
internal import Testing

struct SafeTensorsTests {
    private func file(_ header: String, data: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        LittleEndian.append(header.utf8.count, count: 8, to: &bytes)
        return bytes + Array(header.utf8) + [UInt8](repeating: 0, count: data)
    }

    private func open(_ bytes: [UInt8]) throws -> SafeTensorsFile { try SafeTensorsFile(BytesInMemory(bytes)) }

    /// For a file that is complete, or cut off after its header.
    @Test func metadataAlone() throws {
        let whole = try Reading.fixture("network/floats.safetensors")
        func metadata(_ bytes: [UInt8]) -> [String: String]? {
            var rest = bytes[...]
            return SafeTensorsFile.metadata { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
        }
        let length = 8 + whole.prefix(8).reversed().reduce(0) { $0 << 8 + Int($1) }
        #expect(metadata(whole) == ["format": "pt"] && metadata(Array(whole.prefix(length))) == ["format": "pt"])
        for count in [0, 7, 8, 9, length - 1] { #expect(metadata(Array(whole.prefix(count))) == nil) }
        #expect(metadata([UInt8](repeating: 255, count: 99)) == nil && metadata(file("nonsense", data: 9)) == nil)
    }

    /// As the safetensors project's own writer gives it, with its order and its spaces.
    @Test func theBytesAreThoseOfThePythonPackage() throws {
        let reference = try Reading.fixture("network/weights.safetensors")
        let read = try open(reference)
        let kept = read.tensors.filter { [.float32, .float16, .bfloat16].contains($0.type) }
        // Its order: larger elements first, then by name.
        #expect(read.tensors.map(\.type.size) == read.tensors.map(\.type.size).sorted(by: >))
        var numbers: [(description: TensorDescription, numbers: [Float])] = []
        for tensor in kept { numbers.append((tensor, try read.floats(of: tensor.name))) }
        let written = try SafeTensorsWriter.file(numbers, metadata: read.metadata)
        let again = try open(written)
        #expect(again.tensors == kept)
        #expect(again.metadata == ["format": "pt"])
        for name in kept.map(\.name) {
            #expect(try again.floats(of: name).map(\.bitPattern) == read.floats(of: name).map(\.bitPattern))
        }
        let both = try Reading.fixture("network/floats.safetensors")
        #expect(written == both)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var generator = SeededGenerator(seed: 3)
        let values = (0..<600_000).map { _ in Float(generator.unit() * 8 - 4) }
        let name = "odd \" \\ \u{1}\u{1F}\n\t/é 漢 😀"
        let tensors: [(description: TensorDescription, numbers: [Float])] = [
            (.init(name: "a", type: .float32, shape: [600, 1000]), values),
            (.init(name: "", type: .float16, shape: []), [0.5]),
            (.init(name: "empty", type: .float32, shape: [3, 0]), []),
            (.init(name: name, type: .bfloat16, shape: [3]), [1, -.infinity, 0]),
        ]
        let metadata = ["z": name, "": "", "config": "{\"a\": [1]}"]
        let bytes = try SafeTensorsWriter.file(tensors, metadata: metadata)
        #expect(bytes == (try SafeTensorsWriter.file(tensors, metadata: metadata)))
        #expect((bytes.count - 4 * 600_000 - 2 - 6) % 8 == 0)
        let read = try open(bytes)
        #expect(read.metadata == metadata)
        #expect(read.tensors == tensors.map(\.description))
        for tensor in tensors { #expect(try read.floats(of: tensor.description.name) == tensor.numbers) }
    }

    @Test func escapesAndSpaceAreRead() throws {
        let header =
            " {\"\\u00e9\\ud83d\\ude00\\/\\b\" :\n{ \"shape\":[ ] ,\"data_offsets\":[0,1],\"dtype\":\"U8\"}\t,\r\"__metadata__\":{}}  "
        let read = try open(file(String(header.dropFirst()), data: 1))
        #expect(read.tensors == [.init(name: "é😀/\u{8}", type: .uint8, shape: [])])
    }

    @Test func numbersThatDoNotFitAreRefused() {
        func fault(_ type: TensorType, _ numbers: [Float], shape: [Int] = [2]) -> String {
            Reading.fault { _ = try SafeTensorsWriter.file([(.init(name: "w", type: type, shape: shape), numbers)]) }
        }
        #expect(
            fault(.float16, [1, 65_520]) == "-: is given the number 65520.0 for the tensor 'w', too large for F16"
        )
        #expect(
            fault(.bfloat16, [-.greatestFiniteMagnitude, .infinity])
                == "-: is given the number -3.4028235e+38 for the tensor 'w', too large for BF16"
        )
        #expect(fault(.float16, [.infinity, .nan]) == "none")
        #expect(fault(.float32, [1]) == "-: is given 1 numbers for the tensor 'w', whose shape takes 2")
        #expect(fault(.int64, []) == "-: is given the tensor 'w' of type I64, which is not written")
        #expect(fault(.float32, [], shape: [-1]) == "-: has a bad shape for the tensor 'w': a negative extent")
        let twice = TensorDescription(name: "w", type: .float32, shape: [0])
        #expect(Reading.fault { _ = try SafeTensorsWriter([twice, twice]) } == "-: has 'w' twice")
        let reserved = TensorDescription(name: "__metadata__", type: .float32, shape: [0])
        #expect(Reading.fault { _ = try SafeTensorsWriter([reserved]) } == "-: has '__metadata__' twice")
    }

    @Test func whatIsNotThereIsRefused() throws {
        let read = try open(Reading.fixture("network/weights.safetensors"))
        #expect(Reading.fault { _ = try read.floats(of: "a\nb") } == "-: has no tensor 'a.b'")
        #expect(
            Reading.fault { _ = try read.floats(of: "counts") }
                == "-: has the tensor 'counts' of type I64, which is not read as floating-point numbers"
        )
    }
}
