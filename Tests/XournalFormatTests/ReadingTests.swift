internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat

/// What pages give.
struct ReadingTests {
    @Test(arguments: ["house.xopp", "house-gzip.xopp", "house-package.xopp"])
    func house(name: String) throws {
        let result = FormatHarness.read(path: Documents.fixture(name), as: XournalFormat())
        #expect(result.messages == [])
        #expect(result.sketches.count == 3)
        let page = result.sketches[0]
        #expect(page.canvas == Canvas(width: 400, height: 300.5, unit: .point))
        #expect(page.strokeEnds == [5, 8, 10, 12])
        #expect(Array(page.strokes[1]) == [Point(90, 160), Point(150, 100.125), Point(210, 160)])
        #expect(page.groups == [StrokeGroup(name: "walls & roof", isLayer: true), StrokeGroup(isLayer: true)])
        #expect(
            (0..<4).map(page.attributes(ofStroke:)) == [
                StrokeAttributes(colour: Colour(rgb: 0xa40000), width: 2.26, tool: .pen, group: 0),
                StrokeAttributes(colour: .black, width: 1.41, tool: .pen, group: 0),
                StrokeAttributes(
                    colour: Colour(red: 255, green: 255, blue: 0, alpha: 0x7f),
                    width: 8.5,
                    tool: .highlighter,
                    group: 1
                ),
                StrokeAttributes(colour: Colour(rgb: 0x3333cc), width: 0.85, tool: .pen, group: 1),
            ]
        )
        #expect(page.pressures == [1, 1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1, 1])
        #expect(page.metadata == SketchMetadata())
        #expect(result.sketches.map(\.source.page) == [1, 2, 3])
        #expect(result.sketches.map(\.source.position) == [5, 21, 25].map { .text(line: $0, column: 1) })
        #expect(result.sketches[1].strokeCount == 0 && result.sketches[1].canvas?.width == 400)
        #expect(
            result.warnings == [
                Warning(position: .text(line: 21, column: 1), text: "the page has no strokes")
            ]
        )
        let last = result.sketches[2]
        #expect(last.points == [[10, 20], [30.5, 40], [50, 20], [30.5, 40], [-7, 10]].map { Point($0[0], $0[1]) })
        #expect(last.groups.isEmpty && last.channels == [])
        #expect(last.attributes(ofStroke: 0).colour == Colour(rgb: 0x00c0ff))
        #expect(last.attributes(ofStroke: 1).colour == Colour(red: 255, green: 255, blue: 0, alpha: 0x7f))
        #expect(
            Documents.counts(result.losses) == [
                "paperDropped": 1, "textSkipped": 1, "fillsDropped": 1, "dashesDropped": 1, "eraserStrokesSkipped": 1,
                "backgroundsSkipped": 1,
            ]
        )
    }

    @Test func pageNumbersOnlyIfThereAreSeveral() {
        let result = Documents.read(Documents.page("<stroke tool='pen' width='1'>1 2 3 4</stroke>"))
        #expect(result.messages == [] && result.warnings == [])
        #expect(result.sketches.map(\.source.page) == [nil])
    }

    @Test func xournalsOwnVersionAndMarkup() {
        let document = """
            <?xml version="1.0" standalone="no"?>\r
            <!-- made by hand -->
            <xournal version="0.4.5"><title>t</title>\r
            <page width="10.5" height="20"><background type="pixmap" domain="attach" filename="bg_1.png"/>\r
            <layer><stroke tool="pen" color="green" width="1.41">1.5 2\r
            3 &#52;<!-- four --></stroke></layer></page></xournal>
            """
        let result = Documents.read(document)
        #expect(result.messages == [])
        #expect(result.sketches.first?.points == [Point(1.5, 2), Point(3, 4)])
        #expect(result.sketches.first?.attributes(ofStroke: 0).colour == Colour(rgb: 0x008000))
        #expect(Documents.counts(result.losses) == ["backgroundsSkipped": 1])
    }

    @Test(arguments: [
        ("black", Colour(rgb: 0)), ("blue", Colour(rgb: 0x3333cc)), ("red", Colour(rgb: 0xff0000)),
        ("gray", Colour(rgb: 0x808080)), ("lightgreen", Colour(rgb: 0x00ff00)), ("magenta", Colour(rgb: 0xff00ff)),
        ("orange", Colour(rgb: 0xff8000)), ("white", .white), ("#12345678", Colour(hexadecimal: "#12345678")),
        ("#123456", Colour(rgb: 0x123456)), ("#123", nil), ("mauve", nil), ("", nil), ("#1234567g", nil),
    ])
    func colours(text: String, colour: Colour?) {
        let result = Documents.read(Documents.page("<stroke tool='pen' color='\(text)' width='1'>1 2 3 4</stroke>"))
        #expect(result.sketches.first?.attributes(ofStroke: 0).colour == colour)
        let warning = "a colour is neither a name that is known nor #rrggbbaa"
        #expect(result.warnings.map(\.text) == (colour == nil ? [warning] : []))
    }

    /// What `width` may hold: the width, the pressures of four points, and the warnings.
    private static let widthTexts: [(text: String, width: Double?, pressures: [Double], warnings: [String])] = [
        ("2", 2, [], []),
        ("2 1 2 0.5", 2, [0.5, 1, 0.25, 0.25], []),
        ("2 4 2 1", 4, [1, 0.5, 0.25, 0.25], []),
        ("2 1 nan 0.5", 2, [0.5, 0.5, 0.25, 0.25], [damaged]),
        ("2 -1 1 -nan", 2, [1, 0.5, 0.5, 0.5], [damaged]),
        ("2 1 1 0 1", 2, [0.5, 0.5, 0, 0], [count]),
        ("2 1", 2, [0.5, 0.5, 0.5, 0.5], [count]),
        ("2 x y z", 2, [1, 1, 1, 1], [damaged]),
        ("nan", nil, [], [nominal]),
        ("-1 1 2 4", 4, [0.25, 0.5, 1, 1], [nominal]),
        ("", nil, [], []),
        ("0 0 0 0", 0, [1, 1, 1, 1], []),
    ]
    private static let damaged =
        "the width of a segment is negative or not a number, and is taken to be that before it"
    private static let count = "a stroke has more or fewer widths than segments"
    private static let nominal = "the width of a stroke is negative or not a number"

    @Test(arguments: widthTexts.indices)
    func widths(index: Int) {
        let (text, width, pressures, warnings) = Self.widthTexts[index]
        let result = Documents.read(
            Documents.page("<stroke tool='pen' color='black' width='\(text)'>0 0 1 1 2 0 3 1</stroke>")
        )
        #expect(result.messages == [])
        #expect(result.sketches.first?.attributes(ofStroke: 0).width == width)
        #expect(result.sketches.first?.pressures == pressures, "\(text)")
        #expect(result.warnings.map(\.text) == warnings)
    }

    @Test func emptyAndShortStrokesAreKept() {
        let layer = "<stroke tool='pen' width='1'/><stroke tool='pen' width='1 0.5'>7 9</stroke>"
        let result = Documents.read(Documents.page(layer))
        #expect(result.messages == [] && result.warnings.map(\.text) == [])
        #expect(result.sketches.first?.strokeEnds == [0, 1])
    }

    @Test func everythingElseIsCounted() {
        let layer = """
            <text>a</text><image>AAAA</image><teximage text="x^2">AAAA</teximage><link/><timestamp ts="1" fn="a.ogg"/>
            <shape/><stroke tool="pen" width="1" ts="5" fn="a.ogg" capStyle="butt">1 2 3 4</stroke>
            <stroke tool="brush" width="1" style="cust: 1 2">1 2 3 4</stroke>
            """
        let result = Documents.read(Documents.page(layer))
        #expect(
            Documents.counts(result.losses) == [
                "textSkipped": 1, "imagesSkipped": 1, "formulasSkipped": 1, "linksSkipped": 1, "audioDropped": 2,
                "elementsSkipped": 1, "capsDropped": 1, "dashesDropped": 1,
            ]
        )
        #expect(result.sketches.first?.attributes(ofStroke: 1).tool == StrokeTool(rawValue: "brush"))
    }

    @Test func pagesWithoutSizeOrStrokes() {
        let result = Documents.read(
            "<xournal><page width='0'/><page width='3' height='1e999'><layer/></page></xournal>"
        )
        #expect(result.messages == [])
        #expect(result.sketches.map(\.canvas) == [nil, nil])
        let texts = ["the page has no size", "the page has no strokes"]
        #expect(result.warnings.map(\.text) == texts + texts)
        #expect(Documents.read("<xournal/>").sketches.isEmpty)
    }
}
