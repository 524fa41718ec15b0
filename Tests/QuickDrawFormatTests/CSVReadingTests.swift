internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct CSVReadingTests {
    static let header = "countrycode,drawing,key_id,recognized,timestamp,word\n"
    static let row = "NL,\"[[[1, 2], [3, 4]], [[5], [6]]]\",7,True,2017-03-02 23:25:10.074530,cat\n"

    private func read(_ text: String) -> ReadResult {
        FormatHarness.read(text, name: "in", as: KaggleCSVFormat())
    }

    /// The only sketch of a text without faults.
    private func sketch(_ text: String) throws -> Sketch {
        let result = read(text)
        #expect(result.messages == [] && result.losses.isEmpty)
        #expect(result.sketches.count == 1)
        return try #require(result.sketches.first)
    }

    private static let expected = Sketch(
        strokes: [[Point(1, 3), Point(2, 4)], [Point(5, 6)]],
        metadata: SketchMetadata(
            label: "cat",
            id: 7,
            countryCode: "NL",
            timestamp: Timestamp(microseconds: 1_488_497_110_074_530),
            recognized: true
        )
    )

    @Test(arguments: [
        header + row,
        "\u{feff}" + header + row,
        (header + row).replacing("\n", with: "\r\n"),
        "\n\r\n" + header + "\n\r\n" + row + "\r\n\n",
        header + String(row.dropLast()),
        header + String(row.dropLast()) + "\r",
        "\"word\",\"drawing\",\"key_id\",\"recognized\",\"timestamp\",\"countrycode\"\r\n"
            + "\"cat\",\"[[[1,2],[3,4]],[[5],[6]]]\",\"7\",\"true\",\"2017-03-02 23:25:10.07453\",\"NL\"\r\n",
        ",key_id,countrycode,recognized,timestamp,drawing,word,Unnamed: 0,Unnamed: 0.1\n"
            + "0,7,NL,1,2017-03-02 23:25:10.07453 UTC,\"[[[1, 2], [3, 4]], [[5], [6]]]\",cat,0,0\n",
        header
            + row.replacing(", [3", with: ",\n  [3").replacing("]]\"", with: "]\r\n]\"")
            .replacing("[[[", with: " [\t[["),
    ])
    func everyDialectIsRead(text: String) throws {
        #expect(try sketch(text) == Self.expected)
    }

    @Test func testFilesHaveNoWordAndNoFlag() throws {
        let sketch = try sketch("key_id,countrycode,drawing\n7,NL,\"[[[1, 2], [3, 4]], [[5], [6]]]\"\n")
        var expected = Self.expected
        (expected.metadata.label, expected.metadata.timestamp, expected.metadata.recognized) = (nil, nil, nil)
        #expect(sketch == expected)
    }

    @Test func emptyFieldsAreAbsent() throws {
        let sketch = try sketch(Self.header + ",\"[[[1, 2], [3, 4]], [[5], [6]]]\",,,,\"\"\n")
        #expect(sketch.metadata == SketchMetadata())
        #expect(sketch.points == Self.expected.points)
    }

    @Test func rawDrawingsHaveTimes() throws {
        let sketch = try sketch("drawing\n\"[[[1.5, -2], [3, 4e1], [0, 17]], [[7], [8], [99.25]], [[], [], []]]\"\n")
        #expect(sketch.points == [Point(1.5, 3), Point(-2, 40), Point(7, 8)])
        #expect(sketch.strokeEnds == [2, 3, 3])
        #expect(sketch.hasTimes && sketch.times == [0, 17, 99.25])
    }

    @Test func textsMayHaveCommasQuotesAndLineFeeds() throws {
        let result = read("word,drawing\n\"a, \"\"b\"\"\nc\",[]\n\"é\"\"\",[]\n\"\"\"\",[]\n")
        #expect(result.messages == [])
        #expect(result.sketches.map(\.metadata.label) == ["a, \"b\"\nc", "é\"", "\""])
        #expect(result.sketches.map(\.source.position) == [2, 4, 5].map { .text(line: $0, column: 1) })
    }

    @Test(arguments: [
        ("True", true), ("False", false), ("true", true), ("false", false), ("TRUE", true), ("FALSE", false),
        ("1", true), ("0", false), ("\"True\"", true),
    ])
    func flags(text: String, value: Bool) throws {
        #expect(try sketch("recognized,drawing\n\(text),[]\n").metadata.recognized == value)
    }

    @Test(arguments: [
        ("2017-03-02 23:25:10", 1_488_497_110_000_000), ("2017-03-02 23:25:10.5", 1_488_497_110_500_000),
        ("2017-03-02 23:25:10.000001 UTC", 1_488_497_110_000_001), ("2017-03-02 23:25:10Z", 1_488_497_110_000_000),
        ("2017-03-02 23:25:10.5+00:00", 1_488_497_110_500_000), ("2017-03-03 00:55:10+01:30", 1_488_497_110_000_000),
        ("2017-03-02 22:25:10-01:00", 1_488_497_110_000_000),
    ])
    func timestamps(text: String, microseconds: Int64) throws {
        let sketch = try sketch("timestamp,drawing\n\(text),[]\n")
        #expect(sketch.metadata.timestamp == Timestamp(microseconds: microseconds))
    }

    @Test func unknownColumnsAreCounted() {
        let result = read("drawing,artist,Word\n[],,\n[],Ada,\n[],Ada,cat\n")
        #expect(result.messages == [] && result.sketches.count == 3)
        #expect(result.losses.sorted.map(\.loss.name) == ["unknownColumnsDropped"])
        #expect(result.losses.sorted.map(\.count) == [2])
    }

    @Test func filesWithoutRecordsAreRead() {
        #expect(read("").sketches.isEmpty && read("").messages == [])
        for text in [Self.header, String(Self.header.dropLast()), Self.header + "\r\n\n"] {
            let result = read(text)
            #expect(result.sketches.isEmpty && result.messages == [])
        }
    }

    @Test func recordsAreKeptByteForByte() throws {
        let bad = "NL,\"[[[1, 2],\n [3]]]\",7,True,,\"a,b\"\r"
        let open = "NL,\"[[[1, 2], [3, 4]],7,True,,cat"
        let text = Self.header + Self.row + bad + "\n" + open + "\n" + Self.row
        let reader = try KaggleCSVFormat().makeReader(ByteSource(name: "in", bytes: Array(text.utf8)))
        let kept = try Kept(reader)
        #expect(kept.refused == [bad, open])
        #expect(kept.read == [Self.row, Self.row].map { String($0.dropLast()) })
    }

    private final class Kept {
        var refused: [String] = []
        var read: [String] = []

        init(_ reader: any SketchReader) throws {
            var reader = reader
            while let chunk = try reader.nextChunk() {
                var visitor = SketchVisitor(
                    sketch: Sketch(),
                    keepsRecords: true,
                    consume: { self.read.append(String(decoding: $0.source.record ?? [], as: UTF8.self)) },
                    fault: { self.refused.append(String(decoding: $2 ?? [], as: UTF8.self)) }
                )
                _ = try chunk.decode(&visitor)
            }
        }
    }
}
