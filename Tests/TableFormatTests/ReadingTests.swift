internal import SketchModel
internal import SketchStreams
internal import TableFormat
internal import TestSupport
internal import Testing

/// Tables as pyarrow, polars, duckdb and `datasets` write them; see `Fixtures/tables/make.py`.
@Suite struct ReadingTests {
    /// Every form of the simplified drawings, with all their metadata.
    @Test(arguments: [
        "strokes.parquet", "none.parquet", "gzip.parquet", "zstd.parquet", "lz4.parquet", "pages-v2.parquet",
        "two-level.parquet",
        "axes.parquet", "nested.parquet", "categorical.parquet", "numbered.parquet", "integer-ids.parquet",
        "other-columns.parquet", "polars.parquet", "duckdb.parquet", "datasets.parquet", "file.arrow", "stream.arrow",
        "lz4.feather", "zstd.feather", "polars.arrow", "polars-categorical.arrow",
    ])
    func holdsTheDrawings(name: String) {
        let result = Tables.read(name)
        #expect(result.messages == [])
        // polars keeps no metadata of the schema, and with it the names of classes are lost.
        var expected = Tables.simple
        if name == "polars.arrow" {
            let names = ["cat", "house", "smiley face", "star"]
            for index in expected.indices {
                expected[index].metadata.label = expected[index].metadata.label.flatMap { names.firstIndex(of: $0) }
                    .map(String.init)
            }
        }
        #expect(result.sketches == expected)
        #expect(result.losses.counts == (name.hasPrefix("other") ? [.unknownKeys: 12] : [:]))
    }

    @Test(arguments: ["raw.parquet", "axes-raw.parquet"])
    func holdsTimesAndFractions(name: String) {
        let result = Tables.read(name)
        #expect(result.messages == [])
        #expect(result.sketches == Tables.raw)
    }

    @Test func packedDrawingsLoseFractionsOfSeconds() {
        let result = Tables.read("packed.parquet")
        #expect(result.messages == [])
        let expected = Tables.simple.map { sketch in
            var sketch = sketch
            let time = sketch.metadata.timestamp?.microseconds ?? 0
            sketch.metadata.timestamp = Timestamp(microseconds: time / 1_000_000 * 1_000_000)
            return sketch
        }
        #expect(result.sketches == expected)
    }

    @Test func offsetsBeginAtTheFirstPoint() {
        let result = Tables.read("stroke-3.parquet")
        #expect(result.messages == [])
        for (sketch, expected) in zip(result.sketches, Tables.simple) {
            let origin = expected.points[0]
            #expect(sketch.points == expected.points.map { $0 - origin })
            #expect(sketch.strokeEnds == expected.strokeEnds)
            #expect(sketch.metadata.label == expected.metadata.label)
        }
        #expect(result.sketches.count == 12)
    }

    @Test func classesWithoutNamesAreNumbers() {
        let result = Tables.read("numbered-unnamed.parquet")
        #expect(Set(result.sketches.map(\.metadata.label)) == ["0", "1", "2", "3"])
        #expect(
            result.notes == ["classes: labels are the numbers of classes, since the file doesn't name them"]
        )
    }

    @Test func notesSayWhatWasPassedOver() {
        #expect(Tables.read("other-columns.parquet").notes == ["columns passed over: image"])
        #expect(Tables.read("numbered.parquet").notes == ["classes: 4, named in the file"])
    }

    @Test func theColumnOfDrawingsCanBeChosen() throws {
        let path = TestFiles.fixture("tables/strokes.parquet")
        let drawing = try ParquetFormat().taking("drawing=drawing", for: .reading)
        #expect(FormatHarness.read(path: path, as: drawing).sketches == Tables.simple)
        let missing = try ParquetFormat().taking("drawing=ink", for: .reading)
        #expect(
            FormatHarness.read(path: path, as: missing).messages == [
                path + ": error: the table has no column 'ink'; its columns are key_id, word, recognized, timestamp, "
                    + "countrycode, drawing"
            ]
        )
        let other = try ParquetFormat().taking("drawing=word", for: .reading)
        #expect(
            FormatHarness.read(path: path, as: other).messages == [
                path + ": error: the column 'word' is text, which is no form of drawings"
            ]
        )
    }

    @Test func everyTableIsRecognised() {
        for (name, format) in [
            ("strokes.parquet", ParquetFormat() as any SketchFormat), ("file.arrow", ArrowFormat()),
            ("stream.arrow", ArrowFormat()), ("lz4.feather", ArrowFormat()),
        ] {
            let bytes = TemporaryFolder.read(path: TestFiles.fixture("tables/\(name)")) ?? []
            #expect(format.recognises(prefix: Array(bytes.prefix(4096)), fileName: "x") != .no, "\(name)")
        }
        #expect(ParquetFormat().recognises(prefix: Array("PAR".utf8), fileName: "x") == .no)
        #expect(ArrowFormat().recognises(prefix: [255, 255, 255, 255, 0, 0, 0, 0, 1], fileName: "x") == .no)
    }
}
