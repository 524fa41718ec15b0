internal import SketchModel
internal import SketchStreams
@testable internal import TFRecordFormat
internal import TestSupport
internal import Testing

@Suite struct ReadingTests {
    private let folder = TemporaryFolder()

    private func read(_ name: String) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("tfrecord/" + name), as: TFRecordFormat())
    }

    /// Records as other programs write them: other orders, unpacked lists, unknown fields, labels as text.
    @Test func dialectsAreRead() {
        let result = read("dialects.tfrecord")
        #expect(result.messages == [])
        let points = [Point(0, 0), Point(0.5, 0), Point(1, 1), Point(0, 1), Point(0, 0)]
        let labels = ["owl", "owl", "owl", "owl", "café", nil, "cat", nil, "cat"]
        #expect(result.sketches.map(\.metadata.label) == labels)
        #expect(
            result.sketches.map(\.metadata.id) == [
                nil, nil, nil, nil, 1 << 63 | 5, 5_201_136_883_597_312, nil, nil, nil,
            ]
        )
        for (index, sketch) in result.sketches.enumerated() {
            let count = [6: 1, 8: 4][index] ?? 5
            #expect(sketch.points == Array(points.prefix(count)))
            #expect(sketch.strokeEnds == (index == 6 ? [1] : [3, count]))
        }
        #expect(result.losses.counts == [.unknownKeys: 1])
        #expect(result.notes == ["classes: 2, named by \(TestFiles.fixture("tfrecord/dialects.tfrecord.classes"))"])
    }

    /// A shard's classes are named by the file beside the output that it is a part of.
    @Test func shardsShareTheirNames() {
        let shards = (0..<2).map { read("training.tfrecord-0000\($0)-of-00002") }
        #expect(shards.flatMap(\.messages) == [])
        #expect(shards.map(\.sketches.count) == [6, 6])
        let labels = Set(shards.flatMap(\.sketches).compactMap(\.metadata.label))
        #expect(labels == ["cat", "house", "smiley face", "star"])
        for sketch in shards.flatMap(\.sketches) {
            #expect(sketch.points.first == .zero)
            #expect(sketch.boundingBox.map { abs($0.width - 1) < 1e-6 && abs($0.height - 1) < 1e-6 } == true)
        }
    }

    @Test func positionsCountBytesAndRecords() {
        let result = read("dialects.tfrecord")
        #expect(result.sketches[0].source.position == .bytes(offset: 0, record: 0))
        let places = result.sketches.map(\.source.position)
        #expect(Set(places).count == 9)
    }

    @Test func withoutNamesTheNumbersAreLabels() throws {
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("tfrecord/dialects.tfrecord")))
        folder.write(bytes, to: "a.tfrecord")
        let result = FormatHarness.read(path: folder("a.tfrecord"), as: TFRecordFormat())
        #expect(result.sketches.map(\.metadata.label) == ["1", "1", "1", "1", "café", nil, "0", nil, "0"])
        #expect(
            result.notes
                == ["classes: labels are the numbers of classes, since there is no \(folder("a.tfrecord.classes"))"]
        )
        // Lines end in CRLF, one has no name, and the last has no end.
        folder.write("\r\nowl", to: "a.tfrecord.classes")
        let named = FormatHarness.read(path: folder("a.tfrecord"), as: TFRecordFormat())
        #expect(named.sketches.map(\.metadata.label) == ["owl", "owl", "owl", "owl", "café", nil, nil, nil, nil])
    }

    @Test func theChunksDoNotMatter() throws {
        let path = TestFiles.fixture("tfrecord/dialects.tfrecord")
        let whole = read("dialects.tfrecord")
        for size in [1, 13, 100, 400] {
            var reader = try TFRecordReader(ByteSource(path: path), chunkSize: size)
            var (chunks, sketches) = (0, 0)
            while let chunk = try reader.nextChunk() {
                chunks += 1
                let extent = try FormatHarness.count(chunk)
                sketches += extent.sketches
            }
            #expect(sketches == whole.sketches.count)
            #expect(size == 400 || chunks > 3)
        }
    }

    /// What comes before the place where a compressed file ends is read.
    @Test func cutGzipGivesItsRecords() throws {
        let format = TFRecordFormat()
        let sketches = SampleSketches.simple
        try FormatHarness.write(sketches, to: folder("a.tfrecord.gz"), as: format)
        let bytes = try #require(folder.read("a.tfrecord.gz"))
        #expect(FormatHarness.read(path: folder("a.tfrecord.gz"), as: format).sketches.count == sketches.count)
        folder.write(Array(bytes.dropLast(bytes.count / 3)), to: "cut.tfrecord.gz")
        let result = FormatHarness.read(path: folder("cut.tfrecord.gz"), as: format)
        #expect((1..<sketches.count).contains(result.sketches.count))
        #expect(result.faults.map { "\($0.reason)" } == ["truncatedGzip"])
    }

    @Test func filesAreKnownByTheirFirstChecksum() throws {
        let format = TFRecordFormat()
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("tfrecord/dialects.tfrecord")))
        #expect(format.recognises(prefix: bytes, fileName: "a") == .certain)
        #expect(format.recognises(prefix: Array(bytes[..<12]), fileName: "a") == .certain)
        #expect(format.recognises(prefix: Array(bytes[..<11]), fileName: "a") == .no)
        #expect(format.recognises(prefix: Array(repeating: 0, count: 4096), fileName: "a") == .no)
        for name in ["a.tfrecord", "a.tfrecords", "a.TFRecord.gz", "a.tfrecord-00003-of-00010", "a.tfrecord-0-of-1.gz"]
        {
            #expect(format.recognises(prefix: [], fileName: name) == .possible, "\(name)")
        }
        for name in ["a.tfrecord.classes", "tfrecord", "a-00003-of-00010", "a.tfrecord-3", "a.ndjson"] {
            #expect(format.recognises(prefix: [], fileName: name) == .no, "\(name)")
        }
    }

    @Test func filesOfOtherExamplesAreRefusedAsAWhole() throws {
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("hostile/tfrecord/no-ink.tfrecord")))
        let fault = #expect(throws: Fault.self) {
            try TFRecordFormat().makeReader(ByteSource(name: "a.tfrecord", bytes: Array(bytes[94...])))
        }
        #expect(fault?.description == "a.tfrecord:@12 (record 1): error: the Example has no feature 'ink'")
        #expect((fault?.reason as? any DrawinglessReason)?.meansNoDrawings == true)
    }

    /// Google's drawings as records, made by another program.
    @Test(.realData) func recordsOfOthersAreRead() {
        let path = TestFiles.realData("samples/tfrecord/derived__training.tfrecord-00000-of-00001")
        let result = FormatHarness.read(path: path, as: TFRecordFormat())
        #expect(result.messages == [] && result.losses.isEmpty)
        #expect(result.sketches.count == 30)
        let labels = Set(result.sketches.compactMap(\.metadata.label))
        #expect(
            labels.isSubset(of: ["The Eiffel Tower", "airplane", "cat", "line", "smiley face"]) && labels.count > 3
        )
    }
}

extension FormatHarness {
    /// Decodes a chunk.
    fileprivate static func count(_ chunk: any SketchChunk) throws -> SourceExtent {
        var visitor = SketchVisitor(sketch: Sketch(), consume: { _ in }, fault: { _, _, _ in })
        return try chunk.decode(&visitor)
    }
}
