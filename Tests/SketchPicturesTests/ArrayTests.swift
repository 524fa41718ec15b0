internal import ArrayFiles
internal import Rasteriser
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

struct ArrayTests {
    private let folder = TemporaryFolder()
    private let sketches = ArrayWriting.sketches(["cat", nil, "dog", "cat", "a horse", "dog", "cat"])

    @Test(arguments: [false, true])
    func anArrayHasThePicturesInOrder(isFlat: Bool) throws {
        var options = PictureOptions()
        options.isFlat = isFlat
        let notes = try ArrayWriting.write(sketches, to: folder("train.npy"), .npy, options)
        let (header, data) = try ArrayWriting.array(try #require(folder.read("train.npy")))
        #expect(header == ArrayHeader(type: .uint8, shape: isFlat ? [7, 35] : [7, 5, 7]))
        #expect(data == (try ArrayWriting.pixels(sketches)))
        #expect(folder.text("train.labels.txt") == "cat\n\ndog\ncat\na horse\ndog\ncat\n")
        #expect(notes == ["labels: \(folder("train.labels.txt"))"])
        #expect(folder.names == ["train.labels.txt", "train.npy"])
    }

    @Test func anArrayOfNoPicturesIsOne() throws {
        try ArrayWriting.write([], to: folder("none.npy"), .npy)
        let (header, data) = try ArrayWriting.array(try #require(folder.read("none.npy")))
        #expect(header.shape == [0, 5, 7] && data.isEmpty)
        #expect(folder.text("none.labels.txt") == "")
    }

    @Test func headersHaveOneLengthWhateverTheyHold() {
        for shape in [[0, 1, 1], [.max, 20_000, 20_000], [.max, 400_000_000], [0, 1], [.max]] {
            for type in [ElementType.uint8, .int64, .uint64] {
                #expect(PictureArrayHeader.bytes(type, shape: shape).count == PictureArrayHeader.size)
            }
        }
    }

    @Test func chunksAndGzipDoNotChangeTheArray() throws {
        try ArrayWriting.write(sketches, to: folder("a.npy"), .npy, perChunk: 1)
        try ArrayWriting.write(sketches, to: folder("b.npy"), .npy, perChunk: 100)
        try ArrayWriting.write(sketches, to: folder("c.npy.gz"), .npy)
        #expect(folder.read("a.npy") == folder.read("b.npy"))
        #expect(folder.read("c.npy.gz")?.prefix(2) == [0x1f, 0x8b])
        #expect(try ArrayWriting.unzipped(folder("c.npy.gz")) == folder.read("a.npy"))
        #expect(folder.text("c.labels.txt") == folder.text("a.labels.txt"))
    }

    @Test(arguments: [PictureKind.npy, .npz, .idx])
    func aPipeGetsTheSameBytes(kind: PictureKind) throws {
        let path = folder("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        // Both ends, so that neither waits for the other: a pipe holds more than is written here.
        let pipe = open(path, O_RDWR)
        defer { close(pipe) }
        let name = kind == .idx ? "/dev/fd/\(pipe)" : path
        try ArrayWriting.write(sketches, to: name, kind)
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(pipe, &bytes, bytes.count)
        #expect(folder.names == ["pipe"])
        try ArrayWriting.write(sketches, to: folder("a"), kind)
        #expect(Array(bytes[..<count]) == folder.read(kind == .idx ? "a-images-idx3-ubyte" : "a"))
    }

    @Test func gzippedArchivesHoldTheSame() throws {
        try ArrayWriting.write(sketches, to: folder("a.npz"), .npz)
        try ArrayWriting.write(sketches, to: folder("b.npz.gz"), .npz)
        #expect(try ArrayWriting.unzipped(folder("b.npz.gz")) == folder.read("a.npz"))
    }

    @Test func namesTellTheKind() {
        let kinds = [
            "a.npy", "b/a.NPZ", "a.npy.gz", "train.idx", "train-images-idx3-ubyte.gz", "a.tar.gz", "a.png", "tar",
        ]
        #expect(kinds.map(ArrayPictures.kind) == [.npy, .npz, .npy, .idx, .idx, .tar, nil, nil])
    }

    @Test(arguments: [false, true])
    func anArchiveHasPicturesLabelsClassesAndIDs(compresses: Bool) throws {
        var options = PictureOptions()
        options.compresses = compresses
        try ArrayWriting.write(sketches, to: folder("train.npz"), .npz, options)
        try ArrayWriting.write(sketches, to: folder("again.npz"), .npz, options)
        let archive = try #require(folder.read("train.npz"))
        #expect(folder.names == ["again.npz", "train.npz"] && folder.read("again.npz") == archive)
        let members = try ZipArchive(BytesInMemory(archive)).members
        #expect(members.map(\.name) == ["images.npy", "labels.npy", "ids.npy", "classes.npy"])

        let images = try ArrayWriting.array(ArrayWriting.member("images.npy", of: archive))
        #expect(images.header == ArrayHeader(type: .uint8, shape: [7, 5, 7]))
        #expect(images.data == (try ArrayWriting.pixels(sketches)))
        let labels = try ArrayWriting.array(ArrayWriting.member("labels.npy", of: archive))
        #expect(labels.header == ArrayHeader(type: .int64, shape: [7]))
        #expect(numbers(labels.data).map(Int64.init(bitPattern:)) == [1, -1, 2, 1, 0, 2, 1])
        let ids = try ArrayWriting.array(ArrayWriting.member("ids.npy", of: archive))
        #expect(ids.header == ArrayHeader(type: .uint64, shape: [7]))
        #expect(numbers(ids.data) == sketches.map { $0.metadata.id ?? 0 })
        let classes = try ArrayWriting.member("classes.npy", of: archive)
        #expect(String(decoding: classes[10..<60], as: UTF8.self).hasPrefix("{'descr': '<U7', 'fortran_order': False"))
        let texts = classes[128...].enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        #expect(texts == Array("a horsecat\0\0\0\0dog\0\0\0\0".utf8) && classes.count == 128 + 3 * 7 * 4)
    }

    private func numbers(_ bytes: [UInt8]) -> [UInt64] {
        stride(from: 0, to: bytes.count, by: 8).map { start in
            (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        }
    }

    @Test func whatDoesNotGoTogetherIsRefusedWithoutAFile() {
        var coloured = ArrayWriting.style
        coloured.colouring = .stroke
        var clear = ArrayWriting.style
        clear.background = .transparent
        for style in [coloured, clear] {
            let message = ArrayWriting.fault {
                _ = try ArrayPictures.writer(path: folder("a.npy"), kind: .npy, style: style)
            }
            #expect(message == "a picture in npy is grey, and this style has colours or is transparent")
        }
        func fault(_ kind: PictureKind, path: String = "a", _ set: (inout PictureOptions) -> Void) -> String {
            var options = PictureOptions()
            set(&options)
            let path = path == "-" ? path : folder(path)
            return ArrayWriting.fault {
                _ = try ArrayPictures.writer(path: path, kind: kind, style: ArrayWriting.style, options: options)
            }
        }
        #expect(fault(.idx) { $0.isFlat = true } == "--flat is not for idx")
        #expect(fault(.npy) { $0.compresses = true } == "--compress is not for npy")
        #expect(fault(.npz) { $0.shardSize = 3 } == "--shard-size is not for npz")
        #expect(fault(.tar) { $0.shardSize = 0 } == "a shard cannot hold 0 sketches")
        #expect(
            fault(.tar, path: "-") { $0.shardSize = 1 }
                == "standard output is one stream, and cannot be cut into shards"
        )
        #expect(folder.names.isEmpty)
        #expect(PictureArrayError.coloured(.npy).kind == .wrongUsage && PictureArrayError.coloured(.npy).advice != nil)
        #expect(throws: Fault.self) {
            var empty = RenderStyle()
            empty.width = 0
            _ = try ArrayPictures.writer(path: folder("a.npy"), kind: .npy, style: empty)
        }
    }

    @Test func otherKindsAreNotArrays() throws {
        #expect(try ArrayPictures.writer(path: folder("a"), kind: .png, style: ArrayWriting.style) == nil)
    }

    @Test func labelsAreLinesAndOthersAreRefused() throws {
        let odd = ArrayWriting.sketches(["a\nb"])
        let message = ArrayWriting.fault { try ArrayWriting.write(odd, to: folder("a.npy"), .npy) }
        #expect(message == "the label has a line break in it, and labels are written one per line")
        #expect(folder.names.isEmpty)
        try ArrayWriting.write(odd, to: folder("a.npz"), .npz)
    }

    @Test func nothingIsReplacedWithoutForce() throws {
        for taken in ["a.npy", "a.labels.txt"] {
            let folder = TemporaryFolder()
            folder.write("kept", to: taken)
            let message = ArrayWriting.fault { try ArrayWriting.write(sketches, to: folder("a.npy"), .npy) }
            #expect(message == "already exists")
            #expect(folder.names == [taken] && folder.text(taken) == "kept")
            try ArrayWriting.write(sketches, to: folder("a.npy"), .npy, force: true)
            #expect(folder.text("a.labels.txt")?.hasPrefix("cat\n\ndog") == true)
        }
    }

    @Test(arguments: [PictureKind.npy, .npz, .idx])
    func whatIsNotFinishedLeavesNothing(kind: PictureKind) throws {
        do {
            var writer = try #require(
                try ArrayPictures.writer(path: folder("a"), kind: kind, style: ArrayWriting.style)
            )
            try ArrayWriting.hand(sketches, to: &writer)
            // Not even that, if files need no name.
            #expect(folder.names.allSatisfy { $0.hasSuffix(".partial") })
        }
        #expect(folder.names.isEmpty)
    }

    @Test func aNameThatIsTakenMeanwhileLeavesNothingOfTheOthers() throws {
        do {
            var writer = try #require(
                try ArrayPictures.writer(path: folder("a.npy"), kind: .npy, style: ArrayWriting.style)
            )
            try ArrayWriting.hand(sketches, to: &writer)
            folder.write("another's", to: "a.npy")
            #expect(ArrayWriting.fault { _ = try writer.finish() } == "already exists")
        }
        #expect(folder.names == ["a.npy"] && folder.text("a.npy") == "another's")
    }

    @Test(arguments: [PictureKind.npy, .npz, .idx])
    func aFullDeviceIsAFault(kind: PictureKind) {
        let message = ArrayWriting.fault { try ArrayWriting.write(sketches, to: "/dev/full", kind) }
        #expect(message.hasPrefix("cannot be written"))
    }
}
