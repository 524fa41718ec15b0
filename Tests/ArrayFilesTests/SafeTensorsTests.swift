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
        for tensor in kept { #expect(try again.bytes(of: tensor.name) == read.bytes(of: tensor.name)) }
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
        #expect(fault(.float32, [], shape: [-1]) == "-: has a bad shape for the tensor 'w': an extent below zero")
        let twice = TensorDescription(name: "w", type: .float32, shape: [0])
        #expect(Reading.fault { _ = try SafeTensorsWriter([twice, twice]) } == "-: has 'w' twice")
        let reserved = TensorDescription(name: "__metadata__", type: .float32, shape: [0])
        #expect(Reading.fault { _ = try SafeTensorsWriter([reserved]) } == "-: has '__metadata__' twice")
    }

    private static let one = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}"

    @Test(
        arguments: [
            ("", 0, "8: has a bad safetensors header: it does not begin with '{'"),
            (" {}", 0, "8: has a bad safetensors header: it does not begin with '{'"),
            ("{", 0, "9: has a bad safetensors header: '\"' is missing"),
            ("{}x", 0, "10: has a bad safetensors header: text follows the object"),
            ("{} ", 3, "-: has 3 bytes that belong to no tensor"),
            ("{\"a\":\(one),}", 8, "62: has a bad safetensors header: '\"' is missing"),
            ("{\"a\":\(one) \"b\":\(one)}", 8, "62: has a bad safetensors header: '}' is missing"),
            ("{\"a\":\(one),\"a\":\(one)}", 8, "62: has 'a' twice"),
            ("{\"a\":\(one),\"\\u0061\":\(one)}", 8, "62: has 'a' twice"),
            ("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0, "32: has 'a' twice"),
            ("{\"__metadata__\":{\"a\":1}}", 0, "29: has a bad safetensors header: '\"' is missing"),
            ("{\"a\":null}", 0, "13: has a bad safetensors header: '{' is missing"),
            ("{\"a", 0, "9: has a bad safetensors header: a string has no end"),
            ("{\"a\nb\":{}}", 0, "11: has a bad safetensors header: a string has a control character"),
            ("{\"\\x\":{}}", 0, "10: has a bad safetensors header: an escape is unknown"),
            ("{\"\\u12g4\":{}}", 0, "10: has a bad safetensors header: an escape is unknown"),
            ("{\"\\ud800\\n\":{}}", 0, "10: has a bad safetensors header: an escape is half a pair"),
            ("{\"\\udc00\":{}}", 0, "10: has a bad safetensors header: an escape is half a pair"),
            ("{\"a\":{}}", 0, "15: has a bad safetensors header: a key of dtype, shape and data_offsets is missing"),
            (
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0,
                "28: has a bad safetensors header: a key of a tensor is unknown or there twice"
            ),
            ("{\"a\":{\"dtype\":\"Q4\\n\"}}", 0, "22: has the tensor 'a' of unknown type 'Q4.'"),
            ("{\"a\":{\"shape\":[-1]}}", 0, "23: has a bad safetensors header: a whole number is missing"),
            ("{\"a\":{\"shape\":[1.5]}}", 0, "24: has a bad safetensors header: ']' is missing"),
            ("{\"a\":{\"shape\":[01]}}", 0, "23: has a bad safetensors header: a number begins with 0"),
            (
                "{\"a\":{\"shape\":[99999999999999999999]}}", 0,
                "23: has a bad safetensors header: a number is too large"
            ),
            (
                "{\"a\":{\"shape\":[\(String(repeating: "1,", count: 32))1]}}", 0,
                "87: has a bad safetensors header: a list has more than 32 numbers"
            ),
            (
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,0]}}", 4,
                "9: has a bad safetensors header: data_offsets are not a beginning and an end"
            ),
            (
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4]}}", 4,
                "9: has a bad safetensors header: data_offsets are not a beginning and an end"
            ),
            (
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0,
                "9: declares a shape too large for any file for the tensor 'a'"
            ),
            (
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}", 0,
                "9: declares a shape too large for any file for the tensor 'a'"
            ),
            (
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8,
                "9: has 8 bytes for the tensor 'a', whose shape and type take 4"
            ),
            ("{\"a\":\(one)}", 7, "9: places the tensor 'a' beyond its end"),
            ("{\"a\":\(one)}", 9, "-: has 1 bytes that belong to no tensor"),
            ("{\"a\":\(one),\"b\":\(one)}", 8, "62: has tensors 'a' and 'b' that overlap"),
            (
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8,
                "9: has 4 bytes that belong to no tensor"
            ),
        ]
    )
    func hostileHeadersAreRefusedAtTheirByte(header: String, data: Int, message: String) {
        #expect(Reading.fault { _ = try open(file(header, data: data)) } == message)
    }

    @Test func hostileLengthsAreRefused() {
        func fault(_ bytes: [UInt8]) -> String { Reading.fault { _ = try open(bytes) } }
        #expect(fault([]) == "0: ends inside the safetensors header")
        #expect(fault([2, 0, 0, 0]) == "4: ends inside the safetensors header")
        #expect(fault([3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]) == "10: ends inside the safetensors header")
        #expect(
            fault([0x01, 0xe1, 0xf5, 5, 0, 0, 0, 0, 0x7b])
                == "0: declares a safetensors header of 100000001 bytes, which are too many"
        )
        #expect(
            fault([UInt8](repeating: 0xff, count: 9))
                == "0: declares a safetensors header of 18446744073709551615 bytes, which are too many"
        )
        var bytes = file("{\"a?\":\(Self.one)}", data: 8)
        bytes[11] = 0xff
        #expect(fault(bytes) == "9: has a bad safetensors header: a string is not UTF-8")
    }

    @Test func whatIsNotThereIsRefused() throws {
        let read = try open(Reading.fixture("network/weights.safetensors"))
        #expect(Reading.fault { _ = try read.floats(of: "a\nb") } == "-: has no tensor 'a.b'")
        #expect(
            Reading.fault { _ = try read.floats(of: "counts") }
                == "-: has the tensor 'counts' of type I64, which is not read as floating-point numbers"
        )
    }

    /// A file that is cut off after it was opened, or whose length was a lie.
    private struct Short: RandomAccessBytes {
        var bytes: [UInt8]
        var count: Int

        func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault) {
            try BytesInMemory(bytes).read(range, into: &buffer)
        }
    }

    @Test func filesThatShrinkAreRefused() throws {
        let whole = file("{\"a\":\(Self.one)}", data: 8)
        let read = try SafeTensorsFile(Short(bytes: whole.dropLast(3), count: whole.count))
        #expect(Reading.fault { _ = try read.floats(of: "a") } == "\(whole.count): ends inside the tensor 'a'")
        #expect(Reading.fault { _ = try read.bytes(of: "a") } == "\(whole.count): ends inside the tensor 'a'")
    }
}
