internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct ClassTests {
    private let folder = TemporaryFolder()

    /// What labels are numbered, and by which classes.
    private func numbers(_ labels: [String?], _ order: ClassOrder) -> (numbers: [Int?], classes: ClassList) {
        var tally = LabelTally()
        let places = labels.map { tally.place(of: $0) }
        let (classes, numbers) = tally.numbered(by: order)
        return (places.map { $0.map { numbers[$0] } }, classes)
    }

    @Test func numbersAreOfficialIfAllLabelsAre() {
        let result = numbers(["owl", "cat", nil, "owl", "", "dog", "t-shirt"], .automatic)
        #expect(result.numbers == [204, 64, nil, 204, nil, 91, 327])
        #expect(result.classes.names == QuickDrawCategories.official)
        #expect(numbers(["t-shirt"], .sketchxai).numbers == [301])
        #expect(numbers(["t-shirt"], .quickdraw).numbers == [327])
    }

    @Test func numbersAreAlphabeticalElse() {
        let result = numbers(["owl", "cat", nil, "owl", "", "unicorn", "Zebra"], .automatic)
        #expect(result.numbers == [2, 1, nil, 2, nil, 3, 0])
        #expect(result.classes.names == ["Zebra", "cat", "owl", "unicorn"])
        #expect(result.classes.text == Array("Zebra\ncat\nowl\nunicorn\n".utf8))
        #expect(numbers(["owl", "cat"], .alphabetical).numbers == [1, 0])
        #expect(numbers([nil], .automatic).classes.names.isEmpty)
        // The two spellings are canonically equivalent.
        #expect(numbers(["caf\u{e9}", "cafe\u{301}", "caf\u{e9}"], .automatic).numbers == [1, 0, 1])
    }

    @Test(arguments: [["cat", "dog", "owl"], ["cat", "unicorn"]])
    func trainingAndTestDataAgree(labels: [String]) throws {
        let train = (0..<12).map { labels[$0 % labels.count] }
        try ArrayWriting.write(ArrayWriting.sketches(train), to: folder("train.idx"), .idx)
        try ArrayWriting.write(ArrayWriting.sketches(train.reversed()), to: folder("test.idx"), .idx)
        let (a, b) = (folder.read("train-labels-idx1-ubyte"), folder.read("test-labels-idx1-ubyte"))
        #expect(try #require(a).dropFirst(8).elementsEqual(#require(b).dropFirst(8).reversed()))
        #expect(folder.text("train.classes.txt") == folder.text("test.classes.txt"))
        try ArrayWriting.write(ArrayWriting.sketches(train), to: folder("train.npz"), .npz)
        try ArrayWriting.write(ArrayWriting.sketches(train.reversed()), to: folder("test.npz"), .npz)
        func words(_ name: String) throws -> [UInt8] {
            let bytes = try ArrayWriting.member("labels.npy", of: #require(folder.read(name)))
            return stride(from: 128, to: bytes.count, by: 8).map { bytes[$0] }
        }
        #expect(try words("train.npz") == words("test.npz").reversed())
        #expect(try words("train.npz") == Array(#require(a).dropFirst(8)))
    }

    @Test(arguments: [PictureKind.npy, .npz, .idx])
    func aLabelThatIsNotInTheListIsAFaultOfItsSketch(kind: PictureKind) throws {
        var options = PictureOptions()
        options.classes = .listed(try ClassList(names: ["cat", "dog"]))
        let message = ArrayWriting.fault {
            try ArrayWriting.write(ArrayWriting.sketches(["dog", "owl"]), to: folder("a"), kind, options)
        }
        #expect(message == "the label 'owl' has no number in the given order")
        #expect(folder.names.isEmpty)
    }

    @Test func aGivenListNumbersAndStandsBesideTheNumbers() throws {
        var options = PictureOptions()
        options.classes = .listed(try ClassList(names: ["cat", "dog", "owl"]))
        try ArrayWriting.write(ArrayWriting.sketches(["owl", "dog"]), to: folder("a"), .idx, options)
        #expect(folder.names == ["a-images-idx3-ubyte", "a-labels-idx1-ubyte", "a.classes.txt"])
        #expect(folder.text("a.classes.txt") == "cat\ndog\nowl\n")
        #expect(folder.read("a-labels-idx1-ubyte")?.suffix(2) == [2, 1])
    }
}
