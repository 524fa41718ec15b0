internal import Testing
internal import Zlib

struct ZlibTests {
    private static let text = Array(repeating: Array("The quick brown fox. ".utf8), count: 5000).flatMap(\.self)

    private func deflated(_ pieces: [[UInt8]], _ framing: DeflateFraming, _ flush: Deflater.Flush) throws -> [UInt8] {
        var deflater = try Deflater(framing, room: 1000)
        var bytes: [UInt8] = []
        for piece in pieces { try deflater.add(piece.span.bytes, flush: flush, into: &bytes) }
        try deflater.add([UInt8]().span.bytes, flush: .finish, into: &bytes)
        return bytes
    }

    @Test(arguments: [DeflateFraming.raw, .zlib, .gzip], [Deflater.Flush.none, .full])
    func `what is deflated in pieces is inflated in others`(framing: DeflateFraming, flush: Deflater.Flush) throws {
        let bytes = try deflated([Array(Self.text[..<777]), [], Array(Self.text[777...])], framing, flush)
        var inflater = try Inflater(framing)
        for _ in 0..<2 {
            var output: [UInt8] = [7]
            var taken = 0
            while !inflater.hasEnded {
                let input = Array(bytes[..<min(taken + 50, bytes.count)])
                let step = try inflater.inflate(input, from: taken, into: &output, atMost: 999)
                #expect(step.produced <= 999)
                taken += step.consumed
            }
            #expect(output == [7] + Self.text)
            #expect(taken == bytes.count)
            inflater.reset()
        }
    }

    @Test func `a level that does not exist is an error`() {
        let error = #expect(throws: ZlibError.self) { _ = try Deflater(.raw, level: 99) }
        #expect(error?.message == "zlib does not start: code -2")
    }

    @Test func `damaged bytes are an error`() throws {
        var inflater = try Inflater(.zlib)
        var output: [UInt8] = []
        let error = #expect(throws: ZlibError.self) {
            _ = try inflater.inflate([1, 2, 3], into: &output, atMost: 10)
        }
        #expect(error?.message == "incorrect header check")
    }

    @Test func `checksums of parts are those of the whole`() {
        var whole = Checksum()
        whole.add(Array("123456789".utf8).span.bytes)
        // The check value of CRC-32.
        #expect(whole.value == 0xcbf4_3926)
        var first = Checksum()
        first.add(Array("1234".utf8).span.bytes)
        first.add([UInt8]().span.bytes)
        var second = Checksum()
        second.add(Array("56789".utf8).span.bytes)
        first.add(second)
        #expect((first.value, first.count) == (whole.value, 9))
    }
}
