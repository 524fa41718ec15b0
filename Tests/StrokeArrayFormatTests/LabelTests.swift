internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing
internal import Zlib

/// Members beside the drawings: files of `Fixtures/sketch-rnn/make.py`.
@Suite struct LabelTests {
    private static let words = ["cat", "äpfel", "the Eiffel Tower"]

    private func read(_ name: String, _ options: [String: String] = [:]) throws -> ReadResult {
        FormatHarness.read(
            path: TestFiles.fixture("sketch-rnn/labels-\(name).npz"),
            as: try Sketches.format("stroke-3", options)
        )
    }

    @Test(
        arguments: [
            ("text", words), ("big-endian", words), ("bytes", words), ("objects", words), ("classes", words),
            ("dense", words), ("single", ["cat"]), ("numbers", ["cat", "owl", nil]),
            ("numbers-alone", [nil, nil, nil]), ("other-length", [nil, nil, nil]), ("too-wide", [nil, nil, nil]),
        ] as [(String, [String?])]
    )
    func labelsAreUsedIfTheyFit(name: String, labels: [String?]) throws {
        let result = try read(name)
        #expect(result.messages == [])
        #expect(result.sketches.map(\.metadata.label) == labels)
        let drawings = [Sketches.first, Sketches.second, Sketches.third].prefix(labels.count)
        #expect(result.sketches.map(\.points) == drawings.map(\.points))
    }

    @Test func membersOfEveryKindArePassedOverAndNamed() throws {
        #expect(
            try read("text").notes.dropFirst() == [
                "members read, in the file's order: drawings (3)",
                "drawings: labels from labels",
                "members passed over: dates.npy (<M8[D]), spectrum.npy (<c8), records.npy (a record), "
                    + "files.npy (object of shape (3)), onehot.npy (shape (3, 3)), "
                    + "image.npy (shape (3, 784))",
            ]
        )
        #expect(
            try read("numbers").notes.dropFirst(2)
                == ["x: labels from y with the names in classes (1 without a name)"]
        )
        #expect(
            try read("numbers-alone").notes.dropFirst(2) == ["members passed over: y.npy (shape (3))"]
        )
        #expect(
            try read("other-length").notes.dropFirst(2) == ["members passed over: labels.npy (str of shape (4))"]
        )
    }

    @Test func eachMemberHasItsOwn() throws {
        let result = try read("members")
        #expect(result.sketches.map(\.metadata.label) == ["äpfel", "the Eiffel Tower", "cat"])
        #expect(
            result.sketches.map(\.metadata.id) == [4_503_626_191_994_880, .max, 4_503_626_191_994_881]
        )
        #expect(
            result.notes.dropFirst() == [
                "members read, in the file's order: train (2), x_valid (1), test (0)",
                "train: labels from train_labels, ids from train_ids",
                "x_valid: labels from y_valid, ids from ids_valid",
                "members passed over: labels.npy (str of shape (3))",
            ]
        )
        let chosen = try read("members", ["member": "x_valid"])
        #expect(chosen.sketches.map(\.metadata.label) == ["cat"])
    }

    @Test func idsAreWholeNumbersOrTheirDigits() throws {
        #expect(try read("objects").sketches.map(\.metadata.id) == [5, 7, nil])
        let odd = try read("odd-ids")
        #expect(odd.sketches.map(\.metadata.id) == [12, nil, nil])
        #expect(odd.notes.last == "drawings: ids from ids (2 are not whole numbers of 64 bits)")
    }

    /// A matrix is one drawing, unless it is beside many or was asked for.
    @Test func aMatrixBesideManyDrawingsIsNone() throws {
        #expect(try read("dense").sketches.count == 3)
        #expect(try read("text", ["member": "onehot"]).sketches.count == 1)
    }

    @Test func labelsAloneAreNoDrawings() throws {
        let path = TestFiles.fixture("sketch-rnn/labels-only.npz")
        #expect(
            try read("only").messages == [
                "\(path): error: holds no array of strokes (labels.npy (str of shape (3)), y.npy (shape (3)))"
            ]
        )
    }

    @Test func emptyArraysOfNumPy113AreRead() throws {
        let result = FormatHarness.read(path: TestFiles.fixture("sketch-rnn/empty-bytes.npy"), as: Stroke3Format())
        #expect(result.messages == [])
        #expect(result.sketches == [Sketch(), Sketches.first])
    }

    /// An archive that was unpacked and packed again by macOS's Finder.
    @Test func membersOfFinderArePassedOver() throws {
        let plain = try ByteSource(path: TestFiles.fixture("sketch-rnn/single.npy")).readToEnd(limit: 1 << 20)
        var directory = ZipDirectory()
        var bytes: [UInt8] = []
        for (name, content) in [
            ("data/train.npy", plain), ("__MACOSX/data/._train.npy", [0, 5, 22, 7]), ("data/._x.npy", [0, 5, 22, 7]),
        ] {
            var checksum = Checksum()
            checksum.add(content.span.bytes)
            bytes += directory.header(
                name: name,
                content: checksum,
                packedSize: content.count,
                isDeflated: false
            )
            bytes += content
        }
        bytes += directory.end(comment: "") + Array("behind".utf8)
        let result = FormatHarness.read(bytes, name: "a.npz", as: Stroke3Format())
        #expect(result.messages == [])
        #expect(result.sketches == [Sketches.first])
        #expect(
            result.notes.dropFirst(2) == [
                "members passed over: __MACOSX/data/._train.npy (not an array), data/._x.npy (not an array)",
                "passed over 6 bytes after the archive",
            ]
        )
    }
}
