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

    private func gzip(_ pieces: [[UInt8]]) throws -> [UInt8] {
        var member = GzipMember()
        var bytes = GzipMember.header
        for piece in try pieces.map({ try DeflatedPiece($0) }) {
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
        // The source first reads 4096 bytes; a member that ends around there must not be waited for in vain.
        var random = SeededGenerator(seed: 3)
        var noise = (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        while try gzip([noise]).count > 4100 { noise.removeLast() }
        let second = try gzip([text])
        for _ in 0..<12 {
            try folder.write(gzip([noise]) + second, to: "two.gz")
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
        let whole = try gzip([text])
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

    private func zstd(_ pieces: [[UInt8]]) throws -> [UInt8] {
        try pieces.flatMap { piece -> [UInt8] in
            guard case .frame(let frame) = try Compression.zstd.pack(piece) else { return [] }
            return frame
        }
    }

    @Test func seesThroughZstd() throws {
        var random = SeededGenerator(seed: 5)
        let noise = (0..<3_000_000).map { _ in UInt8(truncatingIfNeeded: random.next()) & 0x3f }
        let skipped = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3] as [UInt8]
        for step in [1, 7, 4096, 1 << 20] { #expect(try readAll(zstd([text]), step: step) == text) }
        #expect(try readAll(zstd([text, [], text])) == text + text)
        #expect(try readAll(skipped + zstd([text]) + skipped) == text)
        folder.write(try zstd([noise, noise]), to: "noise.zst")
        let source = try ByteSource(path: folder("noise.zst"))
        #expect(source.isCompressed && source.seekableFile == nil)
        #expect(try source.peek(5) == Array(noise.prefix(5)))
        #expect(try source.readToEnd(limit: 1 << 23) == noise + noise)
    }

    @Test func writesZstd() throws {
        for (pieces, name) in [([text, text], "a.ndjson.zst"), ([], "empty.zst")] {
            let sink = try ByteSink(path: folder(name), force: false)
            #expect(sink.compression == .zstd && !sink.canPatch)
            for piece in pieces { try sink.write(piece) }
            try sink.finish()
            #expect(folder.read(name)?.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) == true)
            #expect(try ByteSource(path: folder(name)).readToEnd(limit: 1 << 20) == pieces.flatMap(\.self))
        }
    }

    @Test func zstdThatIsCutIsAFault() throws {
        let frame = try zstd([text])
        for count in 4..<frame.count {
            let fault = #expect(throws: Fault.self) { try readAll(Array(frame[..<count])) }
            #expect(fault?.reason as? StreamError == .truncatedZstd)
        }
        let fault = #expect(throws: Fault.self) { try readAll(frame + frame.dropLast()) }
        #expect(fault?.description == "memory:@21000: error: the zstd data ends too early")
    }

    @Test func damagedZstdIsAFault() throws {
        let frame = try zstd([text])
        var random = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            var damaged = frame
            damaged[4 + random.index(below: frame.count - 4)] ^= UInt8(1 << random.index(below: 8))
            do {
                // A bit of the header may have no effect.
                #expect(try readAll(damaged) == text)
            } catch let fault as Fault {
                switch fault.reason as? StreamError {
                case .damagedZstd, .truncatedZstd, .zstdWindow: break
                default: Issue.record("\(fault)")
                }
            }
        }
        var wrongSum = frame
        wrongSum[frame.count - 1] ^= 1
        let sum = #expect(throws: Fault.self) { try readAll(wrongSum) }
        #expect(sum?.reason.message == "the zstd data is damaged: Restored data doesn't match checksum")
        let behind = #expect(throws: Fault.self) { try readAll(frame + [1, 2, 3, 4]) }
        #expect(behind?.description == "memory:@10500: error: the zstd data is damaged: Unknown frame descriptor")
    }

    /// An empty frame that asks for a window of 256 MiB.
    @Test func zstdThatTakesTooMuchMemoryIsRefused() throws {
        let fault = #expect(throws: Fault.self) { try readAll([0x28, 0xb5, 0x2f, 0xfd, 0, 0x90, 1, 0, 0]) }
        #expect(
            fault?.description
                == "memory:@0: error: the zstd data takes more than 134217728 bytes of memory to unpack; "
                + "unpack it with 'zstd -d --long=31'"
        )
        #expect(try readAll([0x28, 0xb5, 0x2f, 0xfd, 0, 0x88, 1, 0, 0]) == [])
    }

    @Test func xzIsNamedWithWhatUnpacksIt() {
        let fault = #expect(throws: Fault.self) { try readAll([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]) }
        #expect(
            fault?.description == "memory: error: is compressed with xz, which is not supported; "
                + "unpack it with 'xz -d'"
        )
        #expect(fault?.reason.kind == .badData)
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
                + ": error: already exists; choose another name"
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

    private let source = SketchSource(name: "in.ndjson", position: .text(line: 3, column: 1))

    @Test func linksInADirectoryLeadNowhere() throws {
        _ = try CommandRun.shell(
            "mkdir out other && ln -s ../other out/cat && ln -s ../other/x.svg out/x.svg",
            in: folder.path
        )
        for force in [false, true] {
            let directory = try OutputDirectory(path: folder("out"), force: force)
            let fault = #expect(throws: Fault.self) { try directory.write([1], to: "cat/1.svg", from: source) }
            #expect(
                fault?.description == folder("out/cat")
                    + ": error: cannot be created: it is a link, and links in an output are not followed"
            )
        }
        let careful = try OutputDirectory(path: folder("out"), force: false)
        #expect(throws: Fault.self) { try careful.write([1], to: "x.svg", from: source) }
        // The link is replaced, and its target isn't made.
        try OutputDirectory(path: folder("out"), force: true).write([1], to: "x.svg", from: source)
        #expect(folder.names == ["out/cat", "out/x.svg"])
        #expect(folder.read("out/x.svg") == [1])
    }

    @Test(arguments: ["../x", "a/../../x", "/x", "a//x", "./x"])
    func noNameLeavesADirectory(name: String) throws {
        let directory = try OutputDirectory(path: folder("out"), force: false)
        #expect(throws: Fault.self) { try directory.write([1], to: name, from: source) }
        #expect(folder.names.isEmpty)
    }

    @Test func namesAreBytes() throws {
        let directory = try OutputDirectory(path: folder("out"), force: false)
        // é composed and decomposed, in a folder and as a file, and a name that isn't UTF-8.
        for name in ["\u{e9}/1", "e\u{301}/1", "\u{e9}", "-", "a\u{202e}b", PathText.text([0x61, 0xff])] {
            let leaf = name.hasSuffix("1") ? name : name + ".svg"
            try directory.write(Array(leaf.utf8)[...], to: leaf, from: source)
        }
        let listed = try CommandRun.shell("cd out && find . -type f -print0", in: folder.path).output
        let names = Set(listed.split(separator: 0).map { Array($0.dropFirst(2)) })
        let expected = ["\u{e9}/1", "e\u{301}/1", "\u{e9}.svg", "-.svg", "a\u{202e}b.svg"].map { Array($0.utf8) }
        #expect(names == Set(expected + [[0x61, 0xff] + Array(".svg".utf8)]))
    }

    @Test(arguments: [
        (["Cat.svg", "cat.svg"], "names: 'Cat.svg' and 'cat.svg' are the same where case is ignored"),
        (["cat.svg", "CAT.svg", "caT.svg"], "names: 'cat.svg' and 'CAT.svg' are the same where case is ignored"),
        (["É.svg", "é.svg"], "names: 'É.svg' and 'é.svg' are the same where case is ignored"),
        (["Cat/1.svg", "cat/2.svg"], "names: 'Cat' and 'cat' are the same where case is ignored"),
        (["cat.svg", "dog.svg", "cat1.svg"], nil),
    ])
    func namesThatDifferInCaseAreTold(names: [String], note: String?) throws {
        let directory = try OutputDirectory(path: folder("out"), force: false)
        for name in names { try directory.write([1], to: name, from: source) }
        #expect(directory.notes(nameFallbacks: [:]) == [note].compactMap(\.self))
    }

    @Test func clashesAreSkippedIfTold() throws {
        let directory = try OutputDirectory(path: folder("out"), force: false)
        var told: [String] = []
        directory.skipClash = { told.append($0.place) }
        for byte in [1, 2, 3] as [UInt8] { try directory.write([byte], to: "1.svg", from: source) }
        #expect(folder.read("out/1.svg") == [1])
        #expect(told == ["in.ndjson:3:1", "in.ndjson:3:1"])
        #expect(directory.clashes == 2)
    }

    @Test(arguments: [true, false], [true, false])
    func pendingFilesAppearWhole(usesUnnamed: Bool, force: Bool) throws {
        if force { folder.write([9], to: "out.bin") }
        let path = folder("out.bin")
        let pending = try PendingFile(path: path, name: path, force: force, usesUnnamed: usesUnnamed)
        try pending.file.write([1, 2], name: path)
        #expect(folder.read("out.bin") == (force ? [9] : nil))
        try pending.commit()
        #expect(folder.read("out.bin") == [1, 2])
        #expect(folder.names == ["out.bin"])
        do {
            let other = try PendingFile(path: path, name: path, force: true, usesUnnamed: usesUnnamed)
            try other.file.write([3], name: path)
            // Only a file without a name is invisible.
            #expect(folder.names.count == (usesUnnamed ? 1 : 2))
        }
        #expect(folder.names == ["out.bin"])
        let late = try PendingFile(path: folder("late"), name: path, force: false, usesUnnamed: usesUnnamed)
        folder.write([7], to: "late")
        let fault = #expect(throws: Fault.self) { try late.commit() }
        #expect(fault?.reason as? StreamError == .outputExists)
        #expect(fault?.source == path)
        #expect(folder.read("late") == [7])
    }

    @Test func whatKilledRunsLeftIsRemoved() throws {
        let left = [".croquis.1.1.partial", ".croquis.4711.20.partial", ".croquis.0123456789abcdef.partial"]
        let others = [
            ".croquis.partial", ".croquis.1.partial", ".croquis.x.1.partial", ".croquis.0123456789abcdeF.partial",
            "croquis.1.1.partial", ".croquis.1.1.partial~",
        ]
        for name in left + others { folder.write([1], to: name) }
        let path = folder("a.bin")
        let pending = try PendingFile(path: path, name: path, force: false)
        try pending.commit()
        #expect(folder.names == (others + ["a.bin"]).sorted())
    }

    @Test func zlibThatDoesNotStartIsAnError() {
        let error = #expect(throws: StreamError.self) { try DeflatedPiece([1, 2, 3], level: 99) }
        #expect(error == .cannotCompress("zlib does not start: code -2"))
        #expect(error?.kind == .inputOutput)
    }

    @Test func unwritableFolder() {
        let fault = #expect(throws: Fault.self) { try ByteSink(path: "/proc/none/x", force: false) }
        #expect(fault?.reason.kind == .cannotCreate)
    }
}
