internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct ClassTests {
    private let folder = TemporaryFolder()

    /// What labels are numbered, and by which classes.
    private func numbers(_ labels: [String?], _ numbering: ClassNumbering) -> (numbers: [Int?], classes: ClassList) {
        var tally = LabelTally()
        let places = labels.map { tally.place(of: $0) }
        let (classes, numbers) = tally.numbered(by: numbering)
        return (places.map { $0.map { numbers[$0] } }, classes)
    }

    @Test func numbersAreOfficialIfAllLabelsAre() {
        let result = numbers(["owl", "cat", nil, "owl", "", "dog", "t-shirt"], .automatic)
        #expect(result.numbers == [204, 64, nil, 204, nil, 91, 327])
        #expect(result.classes.names == QuickDrawCategories.official)
        #expect(numbers(["t-shirt"], .sketchXAI).numbers == [301])
        #expect(numbers(["t-shirt"], .quickDraw).numbers == [327])
    }

    @Test func numbersAreAlphabeticalElse() {
        let result = numbers(["owl", "cat", nil, "owl", "", "unicorn", "Zebra"], .automatic)
        #expect(result.numbers == [2, 1, nil, 2, nil, 3, 0])
        #expect(result.classes.names == ["Zebra", "cat", "owl", "unicorn"])
        #expect(result.classes.text == Array("Zebra\ncat\nowl\nunicorn\n".utf8))
        #expect(numbers(["owl", "cat"], .alphabetical).numbers == [1, 0])
        #expect(numbers([nil], .automatic).classes.names.isEmpty)
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

    @Test func aGivenListFixesThem() throws {
        folder.write("dog\r\ncat\nowl", to: "classes.txt")
        let classes = try ClassList(path: folder("classes.txt"))
        #expect(["owl", "cat", "horse", "dog"].map { classes.number(of: $0) } == [2, 1, nil, 0])
        #expect(classes.names == ["dog", "cat", "owl"])
        #expect(try ClassList(names: ["dog", "cat"]).names == ["dog", "cat"])
    }

    @Test func aBadListIsRefusedAtItsLine() {
        func fault(_ bytes: [UInt8]) -> String {
            folder.write(bytes, to: "classes.txt")
            do {
                _ = try ClassList(path: folder("classes.txt"))
                return "none"
            } catch {
                return String(error.description.dropFirst(folder.path.count + 1))
            }
        }
        let advice = "; a list of classes has one label per line"
        #expect(fault(Array("a\nb\na\n".utf8)) == "classes.txt:3:1: error: the class 'a' is listed twice" + advice)
        #expect(
            fault(Array("a\n\nb\n".utf8))
                == "classes.txt:2:1: error: the class is empty, or has a line break in it" + advice
        )
        #expect(fault([0x61, 0x0a, 0xff]) == "classes.txt:2:1: error: the class is not UTF-8" + advice)
        #expect(fault([]) == "classes.txt: error: lists no classes" + advice)
        #expect(throws: ClassListError.duplicate("a")) { try ClassList(names: ["a", "a"]) }
        #expect(throws: ClassListError.empty) { try ClassList(names: []) }
        #expect(throws: ClassListError.unusable) { try ClassList(names: ["a\nb"]) }
    }

    @Test(arguments: [PictureKind.npy, .npz, .idx])
    func aLabelThatIsNotInTheListIsAFaultOfItsSketch(kind: PictureKind) throws {
        var options = PictureOptions()
        options.classes = .list(try ClassList(names: ["cat", "dog"]))
        let message = ArrayWriting.fault {
            try ArrayWriting.write(ArrayWriting.sketches(["dog", "owl"]), to: folder("a"), kind, options)
        }
        #expect(message == "the label 'owl' is not in the list of classes")
        #expect(folder.names.isEmpty)
    }

    @Test func aGivenListNumbersAndStandsBesideTheNumbers() throws {
        var options = PictureOptions()
        options.classes = .list(try ClassList(names: ["cat", "dog", "owl"]))
        try ArrayWriting.write(ArrayWriting.sketches(["owl", "dog"]), to: folder("a"), .idx, options)
        #expect(folder.names == ["a-images-idx3-ubyte", "a-labels-idx1-ubyte", "a.classes.txt"])
        #expect(folder.text("a.classes.txt") == "cat\ndog\nowl\n")
        #expect(folder.read("a-labels-idx1-ubyte")?.suffix(2) == [2, 1])
    }
}
