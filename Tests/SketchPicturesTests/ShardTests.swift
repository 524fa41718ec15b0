internal import Rasteriser
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct ShardTests {
    private let folder = TemporaryFolder()

    /// A member of an archive, taken apart byte by byte.
    private struct Member: Equatable {
        var name: String
        var content: String
    }

    /// Pictures for the tests of shards: as many bytes as the sketch's index, and a few.
    private struct FakePictures: SketchEncoder, Sendable {
        mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
            if sketch.metadata.label == "bad" { throw LineFormat.Refusal(message: "no picture") }
            bytes += Array(String(repeating: "p", count: 511 + sketch.source.index).utf8)
        }
    }

    private func writer(
        _ path: String,
        shardSize: Int? = nil,
        classes: ClassOrder = .automatic,
        force: Bool = false
    ) throws -> any SketchWriter {
        var options = PictureOptions()
        (options.shardSize, options.classes) = (shardSize, classes)
        let encoding = SketchEncoding(keepsLabels: true) {
            ShardEntries(pictures: FakePictures(), rule: LabelRule(classes: classes.list, isLine: true))
        }
        return try TarShards(path: path, options: options, files: OutputFiles(force: force), encoding: encoding)
    }

    private func write(
        _ labels: [String?],
        to path: String,
        shardSize: Int? = nil,
        classes: ClassOrder = .automatic,
        force: Bool = false,
        perChunk: Int = 3
    ) throws -> [String] {
        var writer = try writer(path, shardSize: shardSize, classes: classes, force: force)
        try ArrayWriting.hand(ArrayWriting.sketches(labels), to: &writer, perChunk: perChunk)
        return try writer.finish()
    }

    private func members(_ archive: [UInt8]) throws -> [Member] {
        var members: [Member] = []
        var offset = 0
        func text(_ range: Range<Int>) -> String {
            String(decoding: archive[(offset + range.lowerBound)..<(offset + range.upperBound)], as: UTF8.self)
        }
        #expect(archive.count % 512 == 0)
        while offset < archive.count - 1024 {
            let name = text(0..<100).prefix { $0 != "\0" }
            #expect(text(100..<124) == "0000644\0" + "0000000\0" + "0000000\0")
            #expect(text(136..<148) == "00000000000\0" && text(156..<157) == "0")
            #expect(text(257..<265) == "ustar\0" + "00")
            let sum = (0..<512).reduce(0) { sum, index in
                sum + ((148..<156).contains(index) ? 32 : Int(archive[offset + index]))
            }
            let digits = String(sum, radix: 8)
            #expect(text(148..<156) == String(repeating: "0", count: 6 - digits.count) + digits + "\0 ")
            let size = try #require(Int(text(124..<135), radix: 8))
            members.append(Member(name: String(name), content: text(512..<512 + size)))
            let end = 512 + (size + 511) / 512 * 512
            #expect(archive[(offset + 512 + size)..<(offset + end)].allSatisfy { $0 == 0 })
            offset += end
        }
        #expect(offset == archive.count - 1024 && archive[offset...].allSatisfy { $0 == 0 })
        return members
    }

    @Test func aSketchIsAPictureItsClassAndWhatIsKnownOfIt() throws {
        _ = try write(["cat", "dog", nil, "cat"], to: folder("train.tar"))
        let members = try members(try #require(folder.read("train.tar")))
        #expect(
            members.map(\.name) == [
                "000000000.png", "000000000.cls", "000000000.json", "000000001.png", "000000001.cls", "000000001.json",
                "000000002.png", "000000002.json", "000000003.png", "000000003.cls", "000000003.json",
            ]
        )
        #expect(members.filter { $0.name.hasSuffix("png") }.map(\.content.count) == [511, 512, 513, 514])
        #expect(members.filter { $0.name.hasSuffix("cls") }.map(\.content) == ["64", "91", "64"])
        #expect(
            members.filter { $0.name.hasSuffix("json") }.map(\.content) == [
                #"{"label":"cat","id":"18446744073709551615","sourceIndex":0}"#, #"{"label":"dog","sourceIndex":1}"#,
                #"{"id":"18446744073709551613","sourceIndex":2}"#, #"{"label":"cat","sourceIndex":3}"#,
            ]
        )
        #expect(folder.text("train.classes.txt")?.hasSuffix("yoga\nzebra\nzigzag\n") == true)
    }

    @Test func everythingKnownIsInTheRecord() throws {
        var writer = try writer(folder("a.tar"))
        let parts = Timestamp.Components(
            year: 2017,
            month: 3,
            day: 1,
            hour: 20,
            minute: 41,
            second: 36,
            microsecond: 707_250
        )
        let metadata = SketchMetadata(
            label: "a \"b\"",
            id: 1,
            countryCode: "US",
            timestamp: Timestamp(parts),
            recognized: true
        )
        try ArrayWriting.hand([Sketch(strokes: [], metadata: metadata)], to: &writer)
        _ = try writer.finish()
        #expect(
            try members(try #require(folder.read("a.tar"))).last?.content
                == #"{"label":"a \"b\"","id":"1","countryCode":"US","recognized":true,"#
                + #""timestamp":"2017-03-01 20:41:36.70725 UTC","sourceIndex":0}"#
        )
    }

    @Test(arguments: [1, 2, 3, 7])
    func shardsHoldAsManyAsWasSaid(perChunk: Int) throws {
        let labels = (0..<6).map { "class \($0 % 4)" }
        let notes = try write(labels, to: folder("train.tar"), shardSize: 2, perChunk: perChunk)
        #expect(
            folder.names == ["train-000000.tar", "train-000001.tar", "train-000002.tar", "train.classes.txt"]
        )
        let all = try (0..<3).map { try members(try #require(folder.read("train-00000\($0).tar"))) }
        #expect(all.map(\.count) == [6, 6, 6])
        #expect(all.joined().filter { $0.name.hasSuffix("cls") }.map(\.content) == ["0", "1", "2", "3", "0", "1"])
        #expect(Set(all.joined().map(\.name)).count == 18)
        #expect(notes.first == "shards: 3, \(folder("train-000000.tar")) to \(folder("train-000002.tar"))")
    }

    @Test func theLastShardIsShorter() throws {
        _ = try write(Array(repeating: "cat", count: 5), to: folder("a.tar.gz"), shardSize: 3)
        #expect(folder.names == ["a-000000.tar.gz", "a-000001.tar.gz", "a.classes.txt"])
        #expect(try members(ArrayWriting.unzipped(folder("a-000001.tar.gz"))).count == 6)
        #expect(TarShards.name("b/x", 1_234_567) == "b/x-1234567")
    }

    @Test func noSketchesAreAnEmptyArchive() throws {
        _ = try write([], to: folder("a.tar"))
        #expect(folder.read("a.tar") == [UInt8](repeating: 0, count: 1024))
    }

    @Test func theSameSketchesGiveTheSameBytes() throws {
        let labels = (0..<20).map { "class \($0 % 13)" }
        _ = try write(labels, to: folder("a.tar"), perChunk: 1)
        _ = try write(labels, to: folder("b.tar"), perChunk: 20)
        #expect(folder.read("a.tar") == folder.read("b.tar"))
    }

    @Test func aGivenListNumbersClasses() throws {
        let list = ClassOrder.listed(try ClassList(names: (0..<150).map { "class \($0)" }))
        _ = try write(["class 149", "class 7"], to: folder("a.tar"), classes: list)
        #expect(folder.names == ["a.classes.txt", "a.tar"])
        let members = try members(try #require(folder.read("a.tar")))
        #expect(members.filter { $0.name.hasSuffix("cls") }.map(\.content) == ["149", "7"])
        #expect(
            ArrayWriting.fault { _ = try write(["class 150"], to: folder("b.tar"), classes: list) }
                == "the label 'class 150' has no number in the given order"
        )
    }

    @Test func aFailureLeavesNoShard() throws {
        #expect(
            ArrayWriting.fault {
                _ = try write(["a", "b", "c", "bad"], to: folder("a.tar"), shardSize: 2, perChunk: 1)
            }
                == "no picture"
        )
        #expect(folder.names.isEmpty)
        folder.write("kept", to: "a-000000.tar")
        let text = "already exists"
        #expect(ArrayWriting.fault { _ = try write(["a"], to: folder("a.tar"), shardSize: 2) } == text)
        folder.write("kept", to: "b.classes.txt")
        #expect(ArrayWriting.fault { _ = try write(["a"], to: folder("b.tar")) } == text)
        #expect(folder.names == ["a-000000.tar", "b.classes.txt"])
    }

    @Test func shardsOfAnotherRunAreTold() throws {
        _ = try write(["a", "b", "c"], to: folder("a.tar"), shardSize: 1)
        let notes = try write(["a", "b"], to: folder("a.tar"), shardSize: 1, force: true)
        #expect(notes.contains("\(folder("a-000002.tar")) exists from another run and isn't one of them"))
    }

    @Test func aRefusedSketchLeavesNothingOfItself() throws {
        var encoder = ShardEntries(pictures: FakePictures(), rule: LabelRule(classes: nil, isLine: true))
        var bytes: [UInt8] = []
        let sketch = Sketch(strokes: [], metadata: SketchMetadata(label: "a\rb"))
        #expect(throws: PictureArrayError.labelWithLineBreak) { try encoder.encode(sketch, into: &bytes) }
        #expect(bytes.isEmpty)
    }

    @Test func coloursGoIntoShards() throws {
        var style = ArrayWriting.style
        style.colouring = .stroke
        let writer = try #require(try ArrayPictures.writer(path: folder("a.tar"), kind: .tar, style: style))
        #expect(writer.needsIndex)
    }

    @Test func aFullDeviceIsAFault() {
        #expect(ArrayWriting.fault { _ = try write(["a"], to: "/dev/full") }.hasPrefix("cannot be written"))
    }
}
