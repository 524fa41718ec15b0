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

    @Test func membersMayEndAnywhereInWhatWasRead() throws {
        // The source reads 4096 bytes at first; a member that ends around there must not be waited for in vain.
        var random = SeededGenerator(seed: 3)
        var noise = (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        while gzip([noise]).count > 4100 { noise.removeLast() }
        let second = gzip([text])
        for _ in 0..<12 {
            folder.write(gzip([noise]) + second, to: "two.gz")
            let source = try ByteSource(path: folder("two.gz"))
            #expect(try source.readToEnd(limit: 1 << 20) == noise + text)
            noise.removeLast()
        }
    }

    @Test func largePiecesAreDeflatedWhole() throws {
        var random = SeededGenerator(seed: 4)
        let noise = (0..<400_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        #expect(try readAll(gzip([noise, noise]), step: 1 << 16) == noise + noise)
    }

    @Test func whatALinkLeadsToIsReplaced() throws {
        folder.write([1], to: "real/out.bin")
        _ = try CommandRun.shell("ln -s real/out.bin link.bin && chmod 640 real/out.bin", in: folder.path)
        let sink = try ByteSink(path: folder("link.bin"), force: true)
        try sink.write([2])
        try sink.finish()
        #expect(folder.read("real/out.bin") == [2])
        #expect(try CommandRun.shell("test -L link.bin && stat -c %a real/out.bin", in: folder.path).text == "640\n")
    }

    @Test func longNamesOfManyBytes() throws {
        let name = String(repeating: "猫", count: 80)
        let sink = try ByteSink(path: folder(name), force: false)
        try sink.write([1])
        try sink.finish()
        #expect(folder.names == [name])
    }

    @Test func refusesBrokenGzip() throws {
        let whole = gzip([text])
        var damaged = whole
        damaged[40] ^= 0xff
        for (bytes, expected) in [
            (Array(whole.dropLast(3)), "memory:@10500: error: the gzip data ends too early"),
            (whole + [1, 2, 3], "memory:@10500: error: the gzip data is damaged: bytes follow that are not gzip"),
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

    @Test func aPlainFileCanBePatchedAndWithdrawn() throws {
        let sink = try ByteSink(path: folder("out.bin"), force: false)
        try sink.write([0, 0, 3])
        #expect(sink.canPatch)
        try sink.patch([1, 2], at: 0)
        try sink.write([4])
        try sink.finish()
        #expect(folder.read("out.bin") == [1, 2, 3, 4])
        sink.withdraw()
        #expect(folder.names.isEmpty)
        #expect(try !ByteSink(path: folder("out.gz"), force: false).canPatch)
        #expect(try !ByteSink(path: "/dev/null", force: false).canPatch)
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
