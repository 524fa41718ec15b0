internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct IDXTests {
    private let folder = TemporaryFolder()

    @Test(arguments: ["train", "train.idx", "train-images-idx3-ubyte"])
    func filesAreNamedAndBuiltAsThoseOfMNIST(name: String) throws {
        let sketches = ArrayWriting.sketches(["cat", "dog", "cat", "owl"])
        try ArrayWriting.write(sketches, to: folder(name), .idx)
        #expect(folder.names == ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "train.classes.txt"])
        let header: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 7]
        #expect(folder.read("train-images-idx3-ubyte") == header + (try ArrayWriting.pixels(sketches)))
        #expect(folder.read("train-labels-idx1-ubyte") == [0, 0, 8, 1, 0, 0, 0, 4, 64, 91, 64, 204])
        #expect(folder.text("train.classes.txt")?.hasPrefix("aircraft carrier\nairplane\n") == true)
    }

    @Test func gzippedFilesHoldTheSame() throws {
        let sketches = ArrayWriting.sketches(["cat", "dog", "cat", "owl"])
        try ArrayWriting.write(sketches, to: folder("a.idx"), .idx)
        try ArrayWriting.write(sketches, to: folder("b-images-idx3-ubyte.gz"), .idx)
        for name in ["images-idx3-ubyte", "labels-idx1-ubyte"] {
            #expect(try ArrayWriting.unzipped(folder("b-\(name).gz")) == folder.read("a-\(name)"))
            #expect(folder.read("b-\(name).gz")?.prefix(2) == [0x1f, 0x8b])
        }
        #expect(folder.text("b.classes.txt") == folder.text("a.classes.txt"))
    }

    @Test func labelsThatAreNoBytesAreWords() throws {
        try ArrayWriting.write(ArrayWriting.sketches(["a cat", nil]), to: folder("a"), .idx)
        #expect(folder.names == ["a-images-idx3-ubyte", "a-labels-idx1-int", "a.classes.txt"])
        #expect(folder.read("a-labels-idx1-int") == [0, 0, 12, 1, 0, 0, 0, 2, 0, 0, 0, 0, 255, 255, 255, 255])

        let many = (1000..<1257).map { "class \($0)" }
        let notes = try ArrayWriting.write(ArrayWriting.sketches(many), to: folder("b"), .idx, perChunk: 50)
        #expect(folder.read("b-labels-idx1-int")?.suffix(8) == [0, 0, 0, 255, 0, 0, 1, 0])
        #expect(notes.contains { $0.contains("int32") })
        try ArrayWriting.write(ArrayWriting.sketches(many.dropLast()), to: folder("c"), .idx)
        #expect(folder.read("c-labels-idx1-ubyte")?.suffix(2) == [254, 255])
    }

    @Test(arguments: ["a-images-idx3-ubyte", "a-labels-idx1-ubyte", "a-labels-idx1-int", "a.classes.txt"])
    func eachNameMustBeFree(taken: String) throws {
        folder.write("kept", to: taken)
        let sketches = ArrayWriting.sketches(["cat"])
        #expect(ArrayWriting.fault { try ArrayWriting.write(sketches, to: folder("a"), .idx) } == "already exists")
        #expect(folder.names == [taken] && folder.text(taken) == "kept")
    }
}
