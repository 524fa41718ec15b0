internal import ArrayFiles
internal import Testing

struct SafeTensorsHostileTests {
    private func file(_ header: String, data: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        LittleEndian.append(header.utf8.count, count: 8, to: &bytes)
        return bytes + Array(header.utf8) + [UInt8](repeating: 0, count: data)
    }

    private func open(_ bytes: [UInt8]) throws -> SafeTensorsFile { try SafeTensorsFile(BytesInMemory(bytes)) }

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
                "28: has a bad safetensors header: a key of a tensor is unknown or repeated"
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
                "9: has a bad safetensors header: data_offsets are not a start and an end"
            ),
            (
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4]}}", 4,
                "9: has a bad safetensors header: data_offsets are not a start and an end"
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

    /// A file that was cut off after it was opened, or whose length was false.
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
    }
}
