internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct BytesTests {
    private let folder = TemporaryFolder()

    private func readAll(_ bytes: [UInt8], step: Int = 7) throws -> [UInt8] {
        let source = try ByteSource(name: "memory", bytes: bytes)
        var all: [UInt8] = []
        while try source.read(step, into: &all) > 0 {}
        return all
    }

    private func gzip(_ pieces: [[UInt8]]) -> [UInt8] {
        var member = GzipMember()
        var bytes = GzipMember.header
        for piece in pieces.map({ DeflatedPiece($0) }) {
            member.add(piece)
            bytes += piece.bytes
        }
        return bytes + member.trailer
    }

    private var text: [UInt8] { Array(repeating: Array("The quick brown fox. ".utf8), count: 500).flatMap(\.self) }

    @Test func readsMemoryAndFiles() throws {
        #expect(try readAll(text) == text)
        folder.write(text, to: "plain")
        let source = try ByteSource(path: folder("plain"))
        #expect(source.size == text.count)
        #expect(try source.peek(4) == Array(text.prefix(4)))
        #expect(try source.peek(9000) == Array(text.prefix(9000)))
        #expect(try source.readToEnd(limit: 1 << 20) == text)
        #expect(source.bytesTaken == text.count)
        #expect(try source.peek(1) == [])
    }

    @Test func readsToTheLimitOnly() throws {
        let source = try ByteSource(name: "memory", bytes: text)
        #expect(throws: Fault.self) { try source.readToEnd(limit: 100) }
    }

    @Test func seesThroughGzip() throws {
        #expect(try readAll(gzip([text])) == text)
        #expect(try readAll(gzip([Array(text[..<1000]), [], Array(text[1000...])])) == text)
        #expect(try readAll(gzip([])) == [])
    }

    @Test func readsMembersOneAfterAnotherAndPadding() throws {
        #expect(try readAll(gzip([text]) + gzip([text])) == text + text)
        #expect(try readAll(gzip([text]) + [0, 0, 0]) == text)
    }

    @Test func refusesBrokenGzip() throws {
        let whole = gzip([text])
        var damaged = whole
        damaged[40] ^= 0xff
        for (bytes, expected) in [
            (Array(whole.dropLast(3)), "memory: error: the gzip data ends too early"),
            (whole + [1, 2, 3], "memory: error: the gzip data is damaged: bytes follow that are not gzip"),
        ] {
            let fault = #expect(throws: Fault.self) { try readAll(bytes) }
            #expect(fault?.description == expected)
        }
        #expect(throws: Fault.self) { try readAll(damaged) }
    }

    @Test func missingFile() {
        let fault = #expect(throws: Fault.self) { try ByteSource(path: "/nowhere/a.ndjson") }
        #expect(fault?.description == "/nowhere/a.ndjson: error: no such file or directory")
        #expect(fault?.reason.kind == .noInput)
    }

    @Test func nothingIsThereBeforeTheEnd() throws {
        let sink = try ByteSink(path: folder("out.bin"), force: false)
        try sink.write([1, 2, 3])
        #expect(folder.read("out.bin") == nil)
        try sink.finish()
        #expect(folder.read("out.bin") == [1, 2, 3])
        #expect(folder.names == ["out.bin"])
    }

    @Test func anUnfinishedFileLeavesNothing() throws {
        do {
            let sink = try ByteSink(path: folder("out.bin"), force: false)
            try sink.write([1, 2, 3])
        }
        #expect(folder.names.isEmpty)
    }

    @Test func replacesOnlyByForce() throws {
        folder.write([9], to: "out.bin")
        let fault = #expect(throws: Fault.self) { try ByteSink(path: folder("out.bin"), force: false) }
        #expect(
            fault?.description == folder("out.bin")
                + ": error: exists already; give another name, or --force to replace it"
        )
        let sink = try ByteSink(path: folder("out.bin"), force: true)
        try sink.write([1])
        #expect(folder.read("out.bin") == [9])
        try sink.finish()
        #expect(folder.read("out.bin") == [1])
    }

    @Test func aNameTakenMeanwhileIsNotReplaced() throws {
        let sink = try ByteSink(path: folder("out.bin"), force: false)
        folder.write([9], to: "out.bin")
        #expect(throws: Fault.self) { try sink.finish() }
        #expect(folder.read("out.bin") == [9])
    }

    @Test func directoriesRefuseClashes() throws {
        let directory = try OutputDirectory(path: folder("a/b"), force: false)
        let source = SketchSource(name: "in.ndjson", position: .text(line: 3, column: 1))
        try directory.write([1], to: "x/1.svg", from: source)
        let fault = #expect(throws: Fault.self) { try directory.write([2], to: "x/1.svg", from: source) }
        #expect(fault?.place == "in.ndjson:3:1")
        #expect(folder.names == ["a/b/x/1.svg"])
    }

    @Test func unwritableFolder() {
        let fault = #expect(throws: Fault.self) { try ByteSink(path: "/proc/none/x", force: false) }
        #expect(fault?.reason.kind == .cannotCreate)
    }
}
