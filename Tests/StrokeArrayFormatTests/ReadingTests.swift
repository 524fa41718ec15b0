internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// Files of every layout that NumPy writes, made by `Fixtures/sketch-rnn/make.py`.
struct ReadingTests {
    private func read(_ name: String, _ options: [String: String] = [:]) throws -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("sketch-rnn/" + name), as: try Sketches.format("stroke-3", options))
    }

    @Test(arguments: [
        "python2.npz", "python3-protocol2.npz", "python3-protocol5.npz", "numpy2.npz", "numpy2-compressed.npz",
        "zip64.npz", "dense.npz", "python2-protocol0.npz", "python3-protocol0.npz", "python3-protocol1.npz",
        "objects.npy", "dense-little-i2.npy", "dense-little-f2.npy", "dense-big-f4.npy", "dense-little-f8.npy",
        "dense-big-i8.npy", "dense-fortran.npy", "dense-version3.npy", "dense-start-row.npy",
    ])
    func everyLayoutHoldsTheSameDrawings(name: String) throws {
        let result = try read(name)
        #expect(result.messages == [])
        #expect(result.sketches == [Sketches.second, Sketches.first, Sketches.third])
    }

    @Test func oneMatrixIsOneSketch() throws { #expect(try read("single.npy").sketches == [Sketches.first]) }

    @Test func oneMemberCanBeChosen() throws {
        #expect(try read("python2.npz", ["member": "train"]).sketches == [Sketches.first, Sketches.third])
        #expect(try read("python2.npz", ["member": "valid.npy"]).sketches == [Sketches.second])
        #expect(try read("python2.npz", ["member": "test"]).sketches == [])
        let path = TestFiles.fixture("sketch-rnn/python2.npz")
        #expect(
            try read("python2.npz", ["member": "dev"]).messages
                == ["\(path): error: has no member 'dev': it has valid, train, test"]
        )
    }

    @Test func membersAreNamedInTheOrderOfTheFile() throws {
        #expect(
            try read("python2.npz").notes == [
                "origin: implicit, since that is Sketch-RNN's own convention, and 3 sketches are too few to tell",
                "members read, in the file's order: valid (1), train (2), test (0)",
            ]
        )
    }

    @Test func anExplicitOriginDropsNothingAndAddsNothing() throws {
        let sketches = try read("single.npy", ["origin": "explicit"]).sketches
        #expect(sketches == [Sketches.make([[(10, 0), (10, 10)], [(3, 4), (5, -2)]])])
    }

    @Test func positionsAreThoseOfTheItems() throws {
        let result = try read("dense-little-i2.npy")
        #expect(
            result.sketches.map(\.source.position) == (0..<3).map { .bytes(offset: 128 + 80 * $0, record: $0) }
        )
    }

    @Test func aPipeAndAGzippedFileAreReadToo() throws {
        let plain = try ByteSource(path: TestFiles.fixture("sketch-rnn/python2.npz")).readToEnd(limit: 1 << 20)
        let folder = TemporaryFolder()
        let sink = try ByteSink(path: folder.path + "/a.npz.gz", force: false)
        try sink.write(plain)
        try sink.finish()
        for result in [
            FormatHarness.read(plain, name: "-", as: Stroke3Format()),
            FormatHarness.read(path: folder.path + "/a.npz.gz", as: Stroke5Format()),
        ] {
            #expect(result.sketches == [Sketches.second, Sketches.first, Sketches.third])
        }
    }

    @Test func filesAreKnownByTheirContent() throws {
        for (name, isFive) in [
            ("python2.npz", false), ("dense-fortran.npy", true), ("single.npy", false), ("dense.npz", true),
        ] {
            let prefix = try ByteSource(path: TestFiles.fixture("sketch-rnn/" + name)).peek(4096)
            #expect(Stroke3Format().recognises(prefix: prefix, fileName: "x") == (isFive ? .no : .certain))
            #expect(Stroke5Format().recognises(prefix: prefix, fileName: "x") == (isFive ? .certain : .no))
        }
        for text in [
            "{\"drawing\":[]}", "<svg/>", "", "PK\u{3}\u{4}", "PK\u{3}\u{4}" + String(repeating: "x", count: 60),
        ] {
            #expect(Stroke3Format().recognises(prefix: Array(text.utf8), fileName: "x.zip") == .no)
        }
    }
}

struct HostileTests {
    static let messages: [(file: String, message: String)] = [
        ("bitmaps.npy", ": error: has the shape (2, 784), which no array of strokes has"),
        (
            "calls-builtins-eval.npy",
            ":@98 (record 1): error: pickle asks for 'builtins.eval', which is not on the list of safe names; "
                + nothingRun
        ),
        ("calls-ndarray.npy", ":@98 (record 1): error: pickle calls a name"),
        (
            "calls-os-system.npy",
            ":@82 (record 1): error: pickle asks for 'os.system', which is not on the list of safe names; " + nothingRun
        ),
        ("complex.npy", ":@20: error: has elements of type '<c8', which are not plain numbers"),
        ("cut.npy", ":@269 (record 1): error: ends inside a string of 24 bytes"),
        ("deep-tuples.npy", ":@50084 (record 1): error: holds a tuple instead of an array"),
        (
            "deflate-bomb.npz",
            ": error: member 'train': declares a size for the member 'train.npy' that its bytes cannot unpack to"
        ),
        ("directory-outside.npz", ":@246: error: is a damaged ZIP archive: its directory lies outside it"),
        ("encrypted.npz", ": error: member 'train': has the encrypted member 'train.npy'"),
        ("endless-empty.npy", ": error: has the shape (1152921504606846976, 0, 5), which no array of strokes has"),
        ("frame-too-long.npy", ":@82 (record 1): error: ends inside a frame of the pickle"),
        ("header-cut.npy", ":@18: error: ends inside the .npy header"),
        ("header-huge.npy", ":@8: error: has a bad .npy header: it is 2147483647 bytes long"),
        ("header-twice.npy", ":@35: error: has a bad .npy header: key 'descr' is unknown or repeated"),
        ("item-is-none.npy", ":@208 (record 1): error: holds None instead of an array"),
        ("marks.npy", ":@50083 (record 1): error: pickle is damaged: it stops with 1 values"),
        ("memo-empty.npy", ":@82 (record 1): error: pickle is damaged: place 5 of the memo is empty"),
        (
            "memo-out-of-reach.npy",
            ":@83 (record 1): error: pickle is damaged: place 2147483647 of the memo is out of reach"
        ),
        (
            "method-12.npz",
            ": error: member 'train': has the member 'train.npy' packed by method 12, not stored or deflated"
        ),
        ("no-end.npz", ": error: is not a ZIP archive: it has no end record"),
        ("no-header.npz", ":@1: error: member 'train': is a damaged ZIP archive: the member 'train.npy' has no header"),
        ("no-members.npz", ": error: holds no arrays"),
        ("no-pickle.npy", ":@80 (record 1): error: ends inside the pickle"),
        ("no-strokes.npz", ": error: member 'train': has the shape (4), which no array of strokes has"),
        ("not-a-number.npy", ":@128 (record 1): error: row 2 leads to a place that is not finite"),
        ("not-an-array.npy", ": error: is neither a NumPy array nor an archive of them"),
        ("outside.npz", ": error: is a damaged ZIP archive: the member 'train.npy' lies outside it"),
        ("overlapping.npz", ": error: has members 'train.npy' and 'train.npy' that overlap"),
        ("pen-state-7.npy", ":@128 (record 1): error: row 2 has the pen state 7.0, which is neither 0 nor 1"),
        (
            "protocol-0.npy",
            ":@86 (record 1): error: holds a list instead of an array"
        ),
        ("records.npy", ":@20: error: has elements of type 'a record', which are not plain numbers"),
        ("shape-lies.npy", ":@96: error: ends early: its shape needs 5000000000 bytes, but 40 follow the header"),
        ("shape-overflows.npy", ": error: declares a shape too large for any file"),
        ("size-too-large.npz", ":@152 (record 2): error: member 'train': has 847 bytes after the end of the array"),
        (
            "size-too-small.npz",
            ":@128: error: member 'train': ends early: its shape needs 24 bytes, but 12 follow the header"
        ),
        ("stack-is-empty.npy", ":@82 (record 1): error: pickle is damaged: a value is missing on the stack"),
        ("string-of-4-gib.npy", ":@87 (record 1): error: ends inside a string of 4294967295 bytes"),
        (
            "stroke-4.npy",
            ": error: holds stroke-4 rows, as SketchXAI makes them, which no longer say where each stroke begins; convert the stroke-3 files that it was made from"
        ),
        ("sum-overflows.npy", ":@128 (record 1): error: row 2 leads to a place that is not finite"),
        ("too-many-members.npz", ":@246: error: is a damaged ZIP archive: its directory lies outside it"),
        ("trailing.npy", ":@299 (record 2): error: has 4 bytes after the end of the array"),
        ("two-pen-states.npy", ":@128 (record 1): error: row 1 does not have exactly one pen state of 1"),
        (
            "unknown-opcode.npy",
            ":@82 (record 1): error: pickle asks for '__main__.X', which is not on the list of safe names; "
                + nothingRun
        ),
        ("version-9.npy", ":@6: error: has version 9.0 of the .npy format, not 1.0, 2.0 or 3.0"),
        ("wrong-checksum.npz", ": error: member 'train': does not match its CRC-32: the bytes are damaged"),
        ("wrong-count.npy", ":@299 (record 2): error: holds 1 items, but its shape says 5"),
        (
            "wrong-payload.npy",
            ":@218 (record 1): error: holds a damaged array: it has 24 bytes, but its shape needs 30"
        ),
    ]
    static let nothingRun = "none of the pickle was run; save the arrays again with numpy.savez"

    @Test(arguments: messages)
    func everyHostileFileIsRefusedWithItsMessageAndPlace(file: String, message: String) {
        let path = TestFiles.fixture("hostile/arrays/" + file)
        #expect(FormatHarness.read(path: path, as: Stroke3Format()).messages == [path + message])
    }
}
