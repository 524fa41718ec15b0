internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat

/// Files of others, with what a reader in Python counts in them.
struct RealDataTests {
    private struct Counts: Equatable {
        var pages: Int
        var strokes: Int
        var points: Int
        /// The sum of all coordinates, rounded.
        var sum: Int
        /// The sum of all pressures in thousandths, on pages that have any.
        var pressures: Int
        /// The strokes of the eraser.
        var erased: Int
        /// The elements of layers that aren't strokes.
        var others: Int

        init(_ pages: Int, _ strokes: Int, _ points: Int, _ sum: Int, _ pressures: Int, _ erased: Int, _ others: Int) {
            (self.pages, self.strokes, self.points, self.sum) = (pages, strokes, points, sum)
            (self.pressures, self.erased, self.others) = (pressures, erased, others)
        }
    }

    private static let files: [(name: String, counts: Counts)] = [
        (
            "GeophysicsLibrary__non-linear-gravity-inversion__notes.xopp",
            Counts(14, 1225, 30250, 20_320_625, 18_940_661, 0, 50)
        ),
        (
            "christopher-besch__chore_planner__probability_distribution.xopp",
            Counts(4, 2791, 47220, 28_620_658, 32_999_442, 0, 0)
        ),
        (
            "umazalakain__typing-linear-pi__a9036fd_notes.xopp",
            Counts(4, 1777, 44086, 28_687_073, 21_727_467, 0, 0)
        ),
        ("xournalpp__xournalpp__Setsquare_annotations.xopp", Counts(4, 52, 248, 144907, 0, 0, 22)),
        ("xournalpp__xournalpp__image.xopp", Counts(1, 0, 0, 0, 0, 0, 1)),
        ("xournalpp__xournalpp__layers.xopp", Counts(1, 0, 0, 0, 0, 0, 3)),
        ("xournalpp__xournalpp__links.xopp", Counts(1, 0, 0, 0, 0, 0, 4)),
        ("xournalpp__xournalpp__old.xopp", Counts(1, 1, 90, 32387, 0, 0, 0)),
        ("xournalpp__xournalpp__pages.xopp", Counts(11, 0, 0, 0, 0, 0, 11)),
        ("xournalpp__xournalpp__preview-test-no-preview.unzipped.xoj", Counts(1, 0, 0, 0, 0, 0, 0)),
        ("xournalpp__xournalpp__preview-test.xoj", Counts(1, 0, 0, 0, 0, 0, 0)),
        ("xournalpp__xournalpp__relativePaths.xopp", Counts(2, 0, 0, 0, 0, 0, 4)),
        ("xournalpp__xournalpp__strokes.xopp", Counts(1, 11, 1305, 788022, 1_233_635, 1, 0)),
        ("xournalpp__xournalpp__suite_float_bw_compat.xopp", Counts(1, 7, 1219, 671923, 1_103_114, 0, 1)),
        ("xournalpp__xournalpp__test-files-packaged_xopp-imgAttachment-new.xopp", Counts(1, 0, 0, 0, 0, 0, 1)),
        ("xournalpp__xournalpp__test-files-packaged_xopp-imgBackground-new.xopp", Counts(1, 0, 0, 0, 0, 0, 0)),
        ("xournalpp__xournalpp__test-files-packaged_xopp-pages.xopp", Counts(6, 0, 0, 0, 0, 0, 6)),
        ("xournalpp__xournalpp__test-files-packaged_xopp-pdfBackground-old.xopp", Counts(2, 0, 0, 0, 0, 0, 0)),
        ("xournalpp__xournalpp__test-files-packaged_xopp-stroke-old.xopp", Counts(1, 1, 90, 32387, 0, 0, 0)),
        ("xournalpp__xournalpp__test.xopp", Counts(1, 0, 0, 0, 0, 0, 1)),
        ("xournalpp__xournalpp__test1.xoj", Counts(1, 0, 0, 0, 0, 0, 1)),
        ("xournalpp__xournalpp__testPreview2.xopp", Counts(1, 1, 90, 32387, 0, 0, 0)),
        ("xournalpp__xournalpp__typed-text.xopp", Counts(1, 0, 0, 0, 0, 0, 218)),
    ]

    @Test(.realData, arguments: files.indices)
    func everyFile(index: Int) throws {
        let (name, counts) = Self.files[index]
        let path = TestFiles.realData("samples/xournal/" + name)
        let format = XournalFormat()
        let prefix = try ByteSource(path: path).peek(4096)
        #expect(format.recognises(prefix: prefix, fileName: "") > .no)
        let result = FormatHarness.read(path: path, as: format)
        #expect(result.messages == [])
        #expect(Set(result.warnings.map(\.text)).isSubset(of: ["the page has no strokes"]))
        let lost = Documents.counts(result.losses)
        let others = ["textSkipped", "imagesSkipped", "formulasSkipped", "linksSkipped", "elementsSkipped"]
        let points = result.sketches.flatMap(\.points)
        #expect(
            counts
                == Counts(
                    result.sketches.count,
                    result.sketches.reduce(0) { $0 + $1.strokeCount },
                    points.count,
                    Int(points.reduce(0) { $0 + $1.x + $1.y }.rounded()),
                    Int((result.sketches.flatMap(\.pressures).reduce(0, +) * 1000).rounded()),
                    lost["eraserStrokesSkipped"] ?? 0,
                    others.reduce(0) { $0 + (lost[$1] ?? 0) }
                )
        )
        #expect(lost["elementsSkipped"] == nil && lost["nominalWidthsDropped"] == nil)

        // Written and read again, the pages are the same.
        let (bytes, losses) = try Documents.write(result.sketches)
        #expect(losses.isEmpty)
        #expect(Documents.read(bytes).sketches == result.sketches)
    }

    /// Offsets of zero change nothing, and others only the numbers.
    @Test(
        .realData,
        arguments: ["xournalpp__xournalpp__strokes.xopp", "xournalpp__xournalpp__suite_float_bw_compat.xopp"]
    )
    func moving(name: String) throws {
        let document = try #require(TemporaryFolder.read(path: TestFiles.realData("samples/xournal/" + name)))
        let sketch = try #require(Documents.read(document).sketches.first)
        let format = XournalFormat()
        func moved(by offset: Point) throws -> [UInt8] {
            let offsets = Array(repeating: offset, count: sketch.strokeCount)
            return try format.moving(document, named: name, page: nil, by: offsets)
        }
        #expect(try Documents.text(of: moved(by: .zero)) == Documents.text(of: document))
        let result = Documents.read(try moved(by: Point(12.5, -3)))
        var expected = sketch
        try expected.mapPoints { $0 + Point(12.5, -3) }
        #expect(result.messages == [] && result.sketches == [expected])
        // Without the points, both are the same text.
        func rest(_ bytes: [UInt8]) throws -> [Substring] {
            try Documents.text(of: bytes).split(separator: "<stroke").map { part in
                part.firstIndex(of: ">").map { part[..<$0] } ?? part
            }
        }
        #expect(try rest(moved(by: Point(12.5, -3))) == rest(document))
    }
}
