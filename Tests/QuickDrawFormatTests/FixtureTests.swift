internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The drawings that come with the project.
@Suite struct FixtureTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        try ByteSource(path: TestFiles.fixture("quickdraw/" + name)).readToEnd(limit: 1 << 20)
    }

    private func sketches(_ name: String, as format: any SketchFormat) -> [Sketch] {
        let result = FormatHarness.read(path: TestFiles.fixture("quickdraw/" + name), as: format)
        #expect(result.messages == [])
        return result.sketches
    }

    @Test(arguments: ["sketches", "sketches-raw", "cat", "house", "smiley face", "star"])
    func linesAreKept(name: String) throws {
        let sketches = sketches(name + ".ndjson", as: QuickDrawFormat())
        #expect(sketches.count == (name.hasPrefix("sketches") ? 12 : 3))
        #expect(sketches.allSatisfy { $0.hasTimes == (name == "sketches-raw") })
        #expect(try QuickDraw.encode(sketches, as: QuickDrawRawFormat()).bytes == bytes(name + ".ndjson"))
    }

    @Test func recordsAreKept() throws {
        let packed = sketches("sketches.bin", as: QuickDrawBinFormat())
        #expect(try QuickDraw.encode(packed, as: QuickDrawBinFormat()).bytes == bytes("sketches.bin"))
    }

    /// The file that Python's csv module wrote.
    @Test func rowsAreKept() throws {
        let sketches = sketches("sketches.csv", as: KaggleCSVFormat())
        #expect(sketches == self.sketches("sketches.ndjson", as: QuickDrawFormat()))
        let rows = try QuickDraw.encode(sketches, as: KaggleCSVFormat())
        #expect(try Array(CSVReadingTests.header.utf8) + rows.bytes == bytes("sketches.csv"))
        #expect(rows.losses.isEmpty)
    }

    @Test func linesBecomeTheSameRecords() throws {
        let sketches = sketches("sketches.ndjson", as: QuickDrawFormat())
        let (packed, losses) = try QuickDraw.encode(sketches, as: QuickDrawBinFormat())
        #expect(try packed == bytes("sketches.bin"))
        #expect(losses.counts == [.label: 12, .timestampFraction: 12])
    }

    /// NDJSON → .bin → NDJSON loses only what the report says.
    @Test func recordsLoseWhatIsReported() throws {
        let lines = sketches("sketches.ndjson", as: QuickDrawFormat())
        let records = sketches("sketches.bin", as: QuickDrawBinFormat())
        let expected = lines.map { sketch in
            var sketch = sketch
            sketch.metadata.label = nil
            sketch.metadata.timestamp = sketch.metadata.timestamp.map {
                Timestamp(microseconds: $0.microseconds / 1_000_000 * 1_000_000)
            }
            return sketch
        }
        #expect(records == expected)
    }

    @Test func formatsAreRecognised() throws {
        let raw = try bytes("sketches-raw.ndjson")
        let simplified = try bytes("sketches.ndjson")
        let packed = try bytes("sketches.bin")
        #expect(QuickDrawRawFormat().recognises(prefix: Array(raw.prefix(4096)), fileName: "-") == .certain)
        #expect(QuickDrawFormat().recognises(prefix: Array(raw.prefix(4096)), fileName: "-") == .no)
        #expect(QuickDrawFormat().recognises(prefix: Array(simplified.prefix(4096)), fileName: "-") == .certain)
        #expect(QuickDrawRawFormat().recognises(prefix: Array(simplified.prefix(4096)), fileName: "-") == .no)
        #expect(QuickDrawBinFormat().recognises(prefix: packed, fileName: "-") == .possible)
        #expect(QuickDrawBinFormat().recognises(prefix: Array(raw.prefix(4096)), fileName: "-") == .no)
        #expect(QuickDrawBinFormat().recognises(prefix: Array(simplified.prefix(4096)), fileName: "-") == .no)
    }
}
