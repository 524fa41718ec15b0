internal import ExcalidrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Files that people published, with figures that another program counted.
@Suite struct RealDataTests {
    struct Expected: Sendable {
        var file: String
        var sketches: Int
        var strokes: Int
        /// The points of the pen's strokes, and the sums of their coordinates.
        var penPoints: Int
        var sums: Point
        var labels: Int
        var groups: Int
        var sketchesWithPressures: Int

        init(_ file: String, _ counts: [Int], _ sums: Point) {
            self.file = file
            (sketches, strokes, penPoints) = (counts[0], counts[1], counts[2])
            (labels, groups, sketchesWithPressures) = (counts[3], counts[4], counts[5])
            self.sums = sums
        }
    }

    private static let library = "excalidraw__excalidraw-libraries__"

    static let files = [
        Expected(
            "PellelNitram__xournalpp_htr__e6dedce_gradio-demo-architecture.excalidraw",
            [1, 7, 0, 0, 0, 0],
            Point(0, 0)
        ),
        Expected(library + "UML-ER-library.excalidrawlib", [21, 57, 809, 0, 12, 0], Point(532_321.91, 310_129.746)),
        Expected(library + "astronomical-symbols.excalidrawlib", [27, 78, 0, 27, 24, 0], Point(0, 0)),
        Expected(library + "clocks.excalidrawlib", [3, 207, 52, 3, 126, 0], Point(-55_137.856, -92_002.96)),
        Expected(library + "despair.excalidrawlib", [10, 219, 2142, 10, 14, 2], Point(-356_513.238, -1_599_636.358)),
        Expected(
            library + "ds-visualizations.excalidrawlib",
            [2, 182, 308, 2, 5, 0],
            Point(2_493_457.176, -322_230.139)
        ),
        Expected(
            library + "lo-fi-wireframing-kit.excalidrawlib",
            [23, 187, 59, 0, 66, 0],
            Point(214_844.892, 21_560.65)
        ),
        Expected(library + "music-instruments.excalidrawlib", [9, 220, 68, 0, 0, 0], Point(392_619.588, 8_346.08)),
        Expected(
            library + "picasso-s-line-drawings.excalidrawlib",
            [9, 68, 4997, 9, 10, 7],
            Point(-2_334_403.262, 1_309_320.323)
        ),
        Expected(
            library + "software-architecture.excalidrawlib",
            [7, 41, 44, 0, 7, 0],
            Point(-19_867.195, 16_968.085)
        ),
        Expected(library + "some-handdrawn-signs.excalidrawlib", [2, 3, 102, 2, 1, 0], Point(115_469.112, 55_591.7)),
        Expected(library + "technology-logos.excalidrawlib", [18, 259, 245, 0, 19, 0], Point(226_309.284, 128_718.71)),
        Expected(library + "web-kit.excalidrawlib", [9, 45, 3, 0, 14, 0], Point(931.175, 1_651.677)),
        Expected("excalidraw__excalidraw__fixture_library.excalidrawlib", [1, 1, 0, 0, 0, 0], Point(0, 0)),
        Expected("excalidraw__excalidraw__smiley_embedded_v2.svg", [1, 0, 0, 0, 0, 0], Point(0, 0)),
        Expected("excalidraw__excalidraw__test_embedded_v1.png", [1, 0, 0, 0, 0, 0], Point(0, 0)),
        Expected("githubnext__blocks__drawing.excalidraw", [1, 13, 0, 0, 0, 0], Point(0, 0)),
    ]

    @Test(.realData, arguments: files) func published(expected: Expected) throws {
        let path = TestFiles.realData("samples/excalidraw/" + expected.file)
        let result = FormatHarness.read(path: path, as: ExcalidrawFormat())
        #expect(result.messages == [] && result.warnings == [])
        let sketches = result.sketches
        #expect(sketches.count == expected.sketches)
        #expect(sketches.map(\.strokeCount).reduce(0, +) == expected.strokes)
        #expect(sketches.count { $0.metadata.label != nil } == expected.labels)
        #expect(sketches.map(\.groups.count).reduce(0, +) == expected.groups)
        #expect(sketches.count(where: \.hasPressures) == expected.sketchesWithPressures)
        var (count, sums) = (0, Point.zero)
        for sketch in sketches {
            for stroke in 0..<sketch.strokeCount where sketch.attributes(ofStroke: stroke).tool == nil {
                count += sketch.strokes[stroke].count
                sums = sketch.strokes[stroke].reduce(sums, +)
            }
        }
        #expect(count == expected.penPoints)
        #expect(abs(sums.x - expected.sums.x) < 0.001 && abs(sums.y - expected.sums.y) < 0.001)
    }

    @Test(.realData, arguments: files) func writtenAndReadAgain(expected: Expected) throws {
        let path = TestFiles.realData("samples/excalidraw/" + expected.file)
        let sketches = FormatHarness.read(path: path, as: ExcalidrawFormat()).sketches
        let folder = TemporaryFolder()
        let format = ExcalidrawLibraryFormat()
        let losses = try FormatHarness.write(sketches, to: folder("a.excalidrawlib"), as: format)
        #expect(losses.isEmpty)
        let again = FormatHarness.read(path: folder("a.excalidrawlib"), as: format)
        #expect(again.messages == [] && again.losses.isEmpty)
        #expect(again.sketches == sketches)
    }

    @Test(.realData, arguments: files) func moved(expected: Expected) throws {
        let path = TestFiles.realData("samples/excalidraw/" + expected.file)
        let document = try #require(TemporaryFolder.read(path: path))
        for sketch in FormatHarness.read(path: path, as: ExcalidrawFormat()).sketches.prefix(3) {
            let offsets = [Point](repeating: Point(3, -2), count: sketch.strokeCount)
            let bytes = try ExcalidrawFormat().moving(document, named: "in", page: sketch.source.page, by: offsets)
            let moved = FormatHarness.read(bytes, name: "in", as: ExcalidrawFormat()).sketches
            let after = try #require(moved.first { $0.source.page == sketch.source.page })
            #expect(after.strokeEnds == sketch.strokeEnds)
            #expect(
                zip(sketch.points, after.points).allSatisfy {
                    abs($1.x - $0.x - 3) < 1e-6 && abs($1.y - $0.y + 2) < 1e-6
                }
            )
        }
    }

    @Test(
        .realData,
        arguments: [
            (
                "excalidraw/zsviczian__obsidian-excalidraw-plugin__scripts-full-year-calendar-customize.excalidraw.png",
                "no"
            ),
            ("excalidraw/zsviczian__obsidian-excalidraw-plugin__VoronoiDiagramGenerator.svg", "no"),
            ("excalidraw/excalidraw__excalidraw__smiley_embedded_v2.svg", "embedded"),
            ("excalidraw/excalidraw__excalidraw__test_embedded_v1.png", "embedded"),
            ("excalidraw/githubnext__blocks__drawing.excalidraw", "certain"),
            ("svg/KanjiVG__kanjivg__00041.svg", "no"),
        ]
    )
    func recognition(file: String, expected: String) throws {
        let prefix = try ByteSource(path: TestFiles.realData("samples/" + file)).peek(FormatChoice.prefixLength)
        #expect("\(ExcalidrawFormat().recognises(prefix: prefix, fileName: ""))" == expected)
    }
}
