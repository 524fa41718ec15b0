internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct ClassTests {
    private let folder = TemporaryFolder()

    @Test func numbersAreGivenByFirstAppearance() {
        var classes = ClassList()
        #expect(
            ["owl", "cat", nil, "owl", "", "dog", "cat"].map { classes.number(of: $0) } == [0, 1, nil, 0, nil, 2, 1]
        )
        #expect(classes.names == ["owl", "cat", "dog"])
        #expect(classes.text == Array("owl\ncat\ndog\n".utf8))
    }

    @Test func aGivenListFixesThem() throws {
        folder.write("dog\r\ncat\nowl", to: "classes.txt")
        var classes = try ClassList(path: folder("classes.txt"))
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
        let advice = "; a list of classes has one label a line"
        #expect(fault(Array("a\nb\na\n".utf8)) == "classes.txt:3:1: error: the class 'a' is there twice" + advice)
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
        options.classes = try ClassList(names: ["cat", "dog"])
        let message = ArrayWriting.fault {
            try ArrayWriting.write(ArrayWriting.sketches(["dog", "owl"]), to: folder("a"), kind, options)
        }
        #expect(message == "the label 'owl' is not in the list of classes")
        #expect(folder.names.isEmpty)
    }

    @Test func aGivenListNumbersAndIsNotWrittenAgain() throws {
        var options = PictureOptions()
        options.classes = try ClassList(names: ["cat", "dog", "owl"])
        try ArrayWriting.write(ArrayWriting.sketches(["owl", "dog"]), to: folder("a"), .idx, options)
        #expect(folder.names == ["a-images-idx3-ubyte", "a-labels-idx1-ubyte"])
        #expect(folder.read("a-labels-idx1-ubyte")?.suffix(2) == [2, 1])
    }
}
