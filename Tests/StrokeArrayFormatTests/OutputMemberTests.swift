internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// The contents of the members, and the type of their numbers.
@Suite struct OutputMemberTests {
    private func sketch(_ number: Int, label: String? = nil, id: UInt64? = nil, split: String? = nil) -> Sketch {
        var sketch = Sketches.make([[(0, 0), (Double(number), 1)]], SketchMetadata(label: label, id: id))
        sketch.source.split = split
        return sketch
    }

    private func numbers(_ result: ReadResult) -> [Int] { result.sketches.map { Int($0.points[1].x) } }

    private func members(_ bytes: [UInt8]) throws -> [String] {
        try ZipArchive(BytesInMemory(bytes)).members.map(\.name)
    }

    private func read(_ bytes: [UInt8], _ options: [String: String] = [:]) throws -> ReadResult {
        let result = FormatHarness.read(bytes, name: "a.npz", as: try Sketches.format("stroke-3", options))
        #expect(result.messages == [])
        return result
    }

    // MARK: Splits

    @Test(arguments: ["stroke-3", "stroke-5"], [1, 7, 100])
    func sketchesGoToTheMemberOfTheirSplit(name: String, chunk: Int) throws {
        let splits = ["test", "train", nil, "valid", "train", "extra", "test", "alpha"]
        let sketches = splits.enumerated().map { sketch($0, split: $1) }
        let written = try Sketches.write(sketches, as: Sketches.format(name), chunk: chunk)
        #expect(
            written.notes.last
                == "members written: train (3), valid (1), test (2), alpha (1), extra (1)"
        )
        #expect(
            try members(written.bytes) == ["train.npy", "valid.npy", "test.npy", "alpha.npy", "extra.npy"]
        )
        let back = try read(written.bytes)
        #expect(numbers(back) == [1, 2, 4, 3, 0, 6, 7, 5])
        #expect(
            back.sketches.map(\.source.split)
                == ["train", "train", "train", "valid", "test", "test", "alpha", "extra"]
        )
        // What was read goes back to where it was.
        let again = try Sketches.write(back.sketches, as: Sketches.format(name))
        #expect(again.bytes == written.bytes)
    }

    @Test func withoutSplitsAllIsTrain() throws {
        let written = try Sketches.write((0..<5).map { sketch($0) }, as: Sketches.format("stroke-3"))
        #expect(written.notes.last == "members written: train (5), valid (0), test (0)")
        #expect(try members(written.bytes) == ["train.npy", "valid.npy", "test.npy"])
    }

    @Test func splitsOfOtherNamesStandAlone() throws {
        let sketches = [sketch(1, split: "b"), sketch(2, split: "a")]
        let written = try Sketches.write(sketches, as: Sketches.format("stroke-3"))
        #expect(try members(written.bytes) == ["a.npy", "b.npy"])
        #expect(try read(written.bytes).sketches.map(\.source.split) == ["a", "b"])
    }

    /// Members of other programs' archives are parts of a data set only if they are called so.
    @Test func membersOfOtherProgramsAreSplitsByName() throws {
        let path = TestFiles.fixture("sketch-rnn/labels-members.npz")
        let result = FormatHarness.read(path: path, as: Stroke3Format())
        #expect(result.sketches.map(\.source.split) == ["train", "train", nil])
    }

    // MARK: Labels and ids

    @Test(arguments: ["stroke-3", "stroke-5"], ["yes", "no"])
    func severalLabelsAreKeptWithTheirIDs(name: String, compress: String) throws {
        let sketches = [
            sketch(0, label: "cat", id: 4_503_626_191_994_880, split: "valid"), sketch(1, label: "äpfel"),
            sketch(2, id: .max), sketch(3, label: "cat", id: 0), sketch(4, label: "a\u{1f408}\u{200d}⬛", split: "test"),
        ]
        let written = try Sketches.write(sketches, as: Sketches.format(name, ["compress": compress]), chunk: 2)
        #expect(
            try members(written.bytes) == [
                "train.npy", "valid.npy", "test.npy", "train_labels.npy", "valid_labels.npy", "test_labels.npy",
                "train_ids.npy", "valid_ids.npy", "test_ids.npy",
            ]
        )
        #expect(written.notes.last == "members written: train (3), valid (1), test (1), with labels and ids")
        #expect(written.losses.isEmpty)
        let back = try read(written.bytes)
        #expect(back.sketches == [1, 2, 3, 0, 4].map { sketches[$0] })
        let archive = try ZipArchive(BytesInMemory(written.bytes))
        for (member, header) in [(3, "{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }"), (8, "'<U20'")] {
            var bytes: [UInt8] = []
            let stream = try archive.open(archive.members[member])
            while try stream.read(1 << 16, into: &bytes) > 0 {}
            #expect(String(decoding: bytes.prefix(128), as: UTF8.self).contains(header))
        }
    }

    @Test func labelsWithoutIDsHaveNone() throws {
        let written = try Sketches.write([sketch(0, label: "a"), sketch(1, label: "b")], as: Stroke3Format())
        #expect(try members(written.bytes).count == 6)
        #expect(try read(written.bytes).sketches.map(\.metadata.label) == ["a", "b"])
    }

    /// By convention, a file is one class and its name is the label.
    @Test func oneLabelChangesNoByte() throws {
        let plain = try Sketches.write((0..<3).map { sketch($0) }, as: Stroke3Format())
        let labelled = try Sketches.write(
            [sketch(0, label: "cat", id: 1), sketch(1), sketch(2, label: "cat")],
            as: Stroke3Format()
        )
        #expect(labelled.bytes == plain.bytes)
        #expect(labelled.losses.counts == [.label: 2, .id: 1])
        #expect(plain.losses.isEmpty)
    }

    /// A single array can't hold labels, and the title of a page isn't a label.
    @Test func labelsWithoutRoomAreCounted() throws {
        let sketches = [sketch(0, label: "cat", id: 1), sketch(1, label: "dog")]
        let array = try Sketches.write(sketches, as: Stroke3Format(), name: "a.npy")
        #expect(array.losses.counts == [.label: 2, .id: 1])
        let long = try Sketches.write(
            sketches + [sketch(2, label: String(repeating: "x", count: 1025))],
            as: Stroke3Format()
        )
        #expect(long.losses.counts == [.label: 3, .id: 1])
        let fits = try Sketches.write(
            sketches + [sketch(2, label: String(repeating: "x", count: 1024))],
            as: Stroke3Format()
        )
        #expect(try read(fits.bytes).sketches[2].metadata.label?.count == 1024)
    }

    // MARK: The type of the numbers

    private func type(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return ["i2", "f4", "f8"].first { text.contains($0) } ?? "none"
    }

    @Test(arguments: ["stroke-3", "stroke-5"])
    func wholeNumbersAreInt16(name: String) throws {
        let sketches = Sketches.random(40, seed: 4)
        let auto = try Sketches.write(sketches, as: Sketches.format(name), name: "a.npy")
        let named = try Sketches.write(sketches, as: Sketches.format(name, ["dtype": "int16"]), name: "a.npy")
        #expect(auto.bytes == named.bytes)
        #expect(type(auto.bytes) == "i2")
        #expect(auto.notes.contains("dtype: int16, which loses nothing"))
        #expect(!named.notes.contains { $0.hasPrefix("dtype") })
    }

    /// One sketch decides for all, whatever its position, and the others are written as if float32 had been asked for.
    @Test(arguments: ["stroke-3", "stroke-5"], [0, 17, 40])
    func fractionsAreFloat32(name: String, place: Int) throws {
        for odd in [
            Sketches.make([[(0, 0), (0.25, 1)]]), Sketches.make([[(0, 0), (40_000, 0)]]),
            Sketches.make([[(-0.5, 0.25), (0.5, -1)], [(0.125, 0)]]),
        ] {
            var sketches = Sketches.random(40, seed: 4)
            sketches[7] = Sketch()
            sketches.insert(odd, at: place)
            for file in ["a.npy", "a.npz"] {
                let auto = try Sketches.write(sketches, as: Sketches.format(name), name: file, chunk: 9)
                let named = try Sketches.write(sketches, as: Sketches.format(name, ["dtype": "float32"]), name: file)
                #expect(auto.bytes == named.bytes)
                #expect(auto.losses.counts[.rounding] == nil)
                #expect(
                    auto.notes.contains(
                        "dtype: float32, since 1 of 41 sketches have fractions or offsets that int16 cannot hold"
                    )
                )
            }
        }
    }

    @Test func float32IsCountedWhereItRounds() throws {
        let third = Sketches.make([[(0, 0), (1.0 / 3, 1)]])
        let written = try Sketches.write([Sketches.first, third], as: Stroke3Format())
        #expect(written.losses.counts == [.rounding: 1])
        let huge = Sketches.make([[(0, 0), (1e300, 0)]])
        #expect(
            Sketches.fault { _ = try Sketches.write([huge], as: Stroke3Format()) }
                == "an offset does not fit float32; the transform fit:255 brings the drawing to 255 units"
        )
    }
}
