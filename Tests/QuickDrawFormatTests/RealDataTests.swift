internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Every line as Google publishes it, through the model and back: a sample, or all of them if `CROQUIS_ALL` is set.
/// `FixtureTests` does the same with the project's own drawings.
@Suite(.realData) struct RealDataTests {
    private static func expectIdentity(_ text: [UInt8], _ name: String, as format: any SketchFormat) throws {
        let read = FormatHarness.read(text, name: name, as: format)
        #expect(read.messages == [])
        let output = try QuickDraw.encode(read.sketches, as: format)
        #expect(output.bytes == text, "\(name) changes on its way through \(format.name)")
    }

    @Test(arguments: ["quickdraw/train", "quickdraw/test"])
    func simplifiedLinesAreKept(folder: String) throws {
        let table = try ByteSource(path: TestFiles.realData("quickdraw/counts.tsv")).readToEnd(limit: 1 << 20)
        let categories = String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: "\t").first
        }
        #expect(categories.count > 300)
        for (index, category) in categories.enumerated() where TestFiles.readsAll || index % 60 == 0 {
            let path = TestFiles.realData("\(folder)/\(category).ndjson.gz")
            let text = try TestFiles.lines(path, sample: 100_000)
            try Self.expectIdentity(text, path, as: QuickDrawRawFormat())
            try Self.expectIdentity(text, path, as: QuickDrawFormat())
        }
    }

    @Test(arguments: ["quickdraw-raw/raw", "quickdraw-raw/simplified", "quickdraw-bitmap28/drawings"])
    func linesAreKept(file: String) throws {
        let path = TestFiles.realData("\(file).ndjson.gz")
        let text = try TestFiles.lines(path, sample: 100_000)
        try Self.expectIdentity(text, path, as: QuickDrawRawFormat())
    }

    /// Kaggle's files, made again from the same drawings. They were made from NDJSON, so that the fractions of their
    /// timestamps lack the zeros that Kaggle writes.
    @Test func kagglesTrainingFileIsKept() throws {
        let path = TestFiles.realData("samples/kaggle-csv/derived__train_simplified_30.csv")
        let text = try String(decoding: ByteSource(path: path).readToEnd(limit: 1 << 20), as: UTF8.self)
        let read = FormatHarness.read(text, name: path, as: KaggleCSVFormat())
        #expect(read.messages == [] && read.losses.isEmpty && read.sketches.count == 30)
        let expected = text.split(separator: "\n").dropFirst().map { line in
            var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let timestamp = fields.count - 2
            fields[timestamp] += String(repeating: "0", count: 26 - fields[timestamp].count)
            return fields.joined(separator: ",") + "\n"
        }
        #expect(try QuickDraw.text(read.sketches, as: KaggleCSVFormat()) == expected.joined())
    }

    @Test func kagglesTestFileIsRead() throws {
        let path = TestFiles.realData("samples/kaggle-csv/derived__test_simplified_30.csv")
        let read = FormatHarness.read(path: path, as: KaggleCSVFormat())
        #expect(read.messages == [] && read.losses.isEmpty && read.sketches.count == 30)
        #expect(read.sketches.allSatisfy { $0.metadata.label == nil && $0.metadata.id != nil })
    }

    @Test(arguments: ["quickdraw-raw/raw", "quickdraw-raw/simplified"])
    func linesThroughCSVAreKept(file: String) throws {
        let path = TestFiles.realData("\(file).ndjson.gz")
        let text = try TestFiles.lines(path, sample: 100_000)
        let sketches = FormatHarness.read(text, name: path, as: QuickDrawFormat()).sketches
        let rows = try QuickDraw.encode(sketches, as: KaggleCSVFormat())
        let csv = Array(CSVReadingTests.header.utf8) + rows.bytes
        let read = FormatHarness.read(csv, name: "a.csv", as: KaggleCSVFormat())
        #expect(read.messages == [] && rows.losses.isEmpty)
        #expect(try QuickDraw.encode(read.sketches, as: QuickDrawRawFormat()).bytes == text)
    }

    @Test func packedRecordsAreKept() throws {
        let path = TestFiles.realData("quickdraw-raw/simplified.ndjson.gz")
        let sketches = FormatHarness.read(try TestFiles.lines(path, sample: 100_000), name: path, as: QuickDrawFormat())
            .sketches
        let packed = try QuickDraw.encode(sketches, as: QuickDrawBinFormat())
        let read = FormatHarness.read(packed.bytes, name: "a.bin", as: QuickDrawBinFormat())
        #expect(read.messages == [])
        let again = try QuickDraw.encode(read.sketches, as: QuickDrawBinFormat())
        #expect(again.bytes == packed.bytes)
        #expect(again.losses.isEmpty)
        for (before, after) in zip(sketches, read.sketches) {
            #expect(before.points == after.points && before.strokeEnds == after.strokeEnds)
            #expect(before.metadata.id == after.metadata.id)
        }
    }
}
