internal import ArrayTreeFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct ReadingTests {
    private static let strokes = [
        [Point(10, 20), Point(30, 40), Point(50, 60)], [Point(0, 255), Point(255, 0)],
    ]

    private func read(_ name: String, as format: any SketchFormat) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("data-sets/" + name), as: format)
    }

    /// Plain arrays in both orders, an array of objects, and one as Python 2 writes it, of whole numbers and floats.
    @Test(arguments: [
        ("train/cat/1", "train"), ("train/cat/2", "train"), ("test/owl/3", "test"), ("test/owl/4", "test"),
    ])
    func quickDraw414k(name: String, split: String) throws {
        let result = read("quickdraw-414k/coordinate_files/\(name).npy", as: QuickDraw414kFormat())
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(result.sketches.count == 1)
        #expect(sketch.strokes.map(Array.init) == Self.strokes)
        #expect(sketch.source.split == split)
        #expect(sketch.source.position == .bytes(offset: 0, record: nil))
        #expect(sketch.metadata == SketchMetadata())
        // The second object of one file is counted.
        #expect(result.losses.sorted.map(\.loss.name) == (name.hasSuffix("3") ? ["otherObjectsDropped"] : []))
    }

    /// The drawings of a list, in its order.
    @Test(arguments: [("train", "cat", [1, 2]), ("test", "owl", [1, 3])])
    func lists(part: String, label: String, lines: [Int]) {
        let result = read("quickdraw-414k/picture_files/tiny_\(part)_set.txt", as: SplitListFormat())
        #expect(result.messages == [])
        #expect(result.sketches.count == 2)
        for (sketch, line) in zip(result.sketches, lines) {
            #expect(sketch.strokes.map(Array.init) == Self.strokes)
            #expect(sketch.metadata.label == label && sketch.source.split == part)
            #expect(sketch.source.position == .text(line: line, column: 1))
        }
        #expect(result.losses.sorted.map(\.loss.name) == ["classNumbersDropped"])
    }

    @Test func listsWithFaults() throws {
        let folder = TemporaryFolder()
        let drawing = try #require(
            TemporaryFolder.read(path: TestFiles.fixture("data-sets/quickdraw-414k/coordinate_files/train/cat/1.npy"))
        )
        folder.write("", to: "coordinate_files/x")
        folder.write("", to: "coordinate_files/val/x")
        folder.write(drawing, to: "coordinate_files/val/cat/1.npy")
        folder.write(Array(drawing.dropLast()), to: "coordinate_files/val/cat/2.npy")
        let lines = [
            "cat/1.png 3", "cat/2.png 3", "cat/3.png 3", "../1.png 3", "a/cat/1.png 3", "cat/1.png", "cat/1.png x",
        ]
        let names = (1...200).map { "cat/1.png \($0)" }
        folder.write((lines + names + ["no"]).joined(separator: "\n"), to: "picture_files/tiny_val_set.txt")
        let path = folder("picture_files/tiny_val_set.txt")
        let result = FormatHarness.read(path: path, as: SplitListFormat())
        let npy = folder("picture_files/../coordinate_files/val/cat/")
        let form = "the line is not of the form 'category/name.png 12'"
        #expect(
            result.messages == [
                "\(path):2:1: error: \(npy)2.npy: the file ends early: the array's shape needs 3200 bytes, "
                    + "but 3199 follow the header; fetch the file again",
                "\(path):3:1: error: \(npy)3.npy: no such file or directory",
                "\(path):4:1: error: \(form)", "\(path):5:1: error: \(form)", "\(path):6:1: error: \(form)",
                "\(path):7:1: error: \(form)", "\(path):208:1: error: \(form)",
            ]
        )
        #expect(result.sketches.count == 201)
        // In a folder, where no names are passed, the drawings themselves are found.
        let text = Array("cat/1.png 3\n".utf8)
        #expect(SplitListFormat().recognises(prefix: text, fileName: "") == .no)
        #expect(SplitListFormat().recognises(prefix: text, fileName: "tiny_val_set.txt") == .certain)
        #expect(SplitListFormat().recognises(prefix: Array("a b\n".utf8), fileName: "a.txt") == .no)
    }

    @Test func fsCOCO() throws {
        let first = read("fs-coco/vector_sketches/1/000000000049.npy", as: FSCOCOFormat())
        #expect(first.messages == [] && first.losses.isEmpty)
        #expect(
            first.sketches.map { $0.strokes.map(Array.init) } == [
                [[Point(310.5, 20.25), Point(300, 41)], [Point(5, 5)], [Point(17, 900), Point(18, 901)]]
            ]
        )
        #expect(first.sketches.map(\.source.split) == [nil])
        let second = read("fs-coco/vector_sketches/2/000000000064.npy", as: FSCOCOFormat())
        #expect(second.messages == [])
        #expect(
            second.sketches.map { $0.strokes.map(Array.init) } == [
                [[Point(1, 2), Point(3, 4)], [Point(5, 6), Point(7, 8)]]
            ]
        )
    }

    /// An array without rows is a drawing without strokes.
    @Test func emptyArrays() {
        let header = Array(repeating: UInt8(ascii: " "), count: 46) + [0x0a]
        let text = Array("{'descr': '<i2', 'fortran_order': False, 'shape': (0, 4), }".utf8)
        let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count + header.count), 0] + text + header
        let result = FormatHarness.read(bytes, name: "in", as: QuickDraw414kFormat())
        #expect(result.messages == [])
        #expect(result.sketches.map(\.strokeCount) == [0])
    }

    @Test func contentIsRecognised() throws {
        func matches(_ path: String) throws -> [FormatMatch] {
            let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture(path)))
            return [
                QuickDraw414kFormat().recognises(prefix: bytes, fileName: "a.npy"),
                FSCOCOFormat().recognises(prefix: bytes, fileName: "a.npy"),
            ]
        }
        for name in ["train/cat/1", "train/cat/2", "test/owl/3", "test/owl/4"] {
            #expect(try matches("data-sets/quickdraw-414k/coordinate_files/\(name).npy") == [.certain, .no], "\(name)")
        }
        // Without a flag of 2, it could be stroke-3.
        #expect(try matches("data-sets/fs-coco/vector_sketches/1/000000000049.npy") == [.no, .possible])
        #expect(try matches("data-sets/fs-coco/vector_sketches/2/000000000064.npy") == [.no, .certain])
        #expect(try matches("sketch-rnn/single.npy") == [.no, .possible])
        #expect(try matches("hostile/arrays/stroke-4.npy") == [.no, .no])
        #expect(try matches("data-sets/creative/birds.json") == [.no, .no])
    }
}
