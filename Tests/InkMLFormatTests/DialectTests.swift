@testable internal import InkMLFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The drawing of the fixtures, as programs and data sets write it.
@Suite struct DialectTests {
    /// Wall, roof and door, as in `Fixtures/inkml/make.py`.
    static let house = [
        [Point(10, 40), Point(10, 80), Point(60, 80), Point(60, 40), Point(10, 40)],
        [Point(5, 42), Point(35, 10), Point(65, 42)],
        [Point(30, 80), Point(30, 60), Point(40, 60), Point(40, 80)],
    ]

    private func read(_ name: String) throws -> (sketch: Sketch, losses: [String: Int]) {
        let result = FormatHarness.read(path: TestFiles.fixture("inkml/\(name).inkml"), as: InkMLFormat())
        #expect(result.messages == [] && result.warnings == [] && result.sketches.count == 1)
        let losses = result.losses.counts.map { ($0.key.name, $0.value) }
        return (try #require(result.sketches.first), Dictionary(uniqueKeysWithValues: losses))
    }

    @Test func mathWriting() throws {
        let (sketch, losses) = try read("mathwriting-style")
        #expect(sketch.strokes.map(Array.init) == Self.house)
        #expect(sketch.metadata == SketchMetadata(label: "\\house {a}", id: 0x0a1b_2c3d_4e5f_6071))
        #expect(sketch.hasTimes && sketch.times[..<6] == [0, 12.5, 25, 37.5, 50, 262.5])
        #expect(sketch.attributes.isEmpty && sketch.groups.isEmpty)
        #expect(losses == ["annotationsDropped": 1])
    }

    @Test func crohme() throws {
        let (sketch, losses) = try read("crohme-style")
        #expect(sketch.strokes.map(Array.init) == Self.house)
        #expect(sketch.metadata == SketchMetadata(label: "house") && sketch.channels.isEmpty)
        #expect(
            sketch.groups == [
                StrokeGroup(name: "Segmentation"), StrokeGroup(name: "body", parent: 0),
                StrokeGroup(name: "top", parent: 0),
            ]
        )
        #expect(
            sketch.attributes == [
                StrokeAttributes(part: "body", group: 1), StrokeAttributes(part: "top", group: 2),
                StrokeAttributes(part: "body", group: 1),
            ]
        )
        #expect(losses == ["annotationsDropped": 1])
    }

    /// Three contexts with different channels: what not all strokes have is dropped.
    @Test func oneNote() throws {
        let (sketch, losses) = try read("onenote-style")
        #expect(sketch.strokes.map(Array.init) == Self.house)
        #expect(sketch.channels.isEmpty && sketch.groups == [StrokeGroup()])
        let first = StrokeAttributes(
            colour: Colour(red: 255, green: 0, blue: 0, alpha: 128),
            width: 26.5,
            name: "st1",
            tool: .highlighter,
            group: 0
        )
        #expect(sketch.attributes(ofStroke: 0) == first)
        #expect(sketch.attributes(ofStroke: 2) == StrokeAttributes(name: "st3", group: 0))
        #expect(
            losses == [
                "azimuthsDropped": 1, "tiltsDropped": 1, "pressuresDropped": 1, "brushPropertiesDropped": 1,
            ]
        )
    }

    /// Differences, and another resolution for each axis.
    @Test func powerPoint() throws {
        let (sketch, losses) = try read("powerpoint-style")
        #expect(sketch.strokes.map(Array.init) == Self.house)
        #expect(sketch.pressures[..<5] == [1000, 2000, 3000, 4000, 5000].map { $0 / 32767 }[...])
        let width = try #require(sketch.attributes(ofStroke: 2).width)
        #expect(abs(width - 50) < 1e-9)
        #expect(sketch.metadata.timestamp == Timestamp(microseconds: 1_298_334_100_232_000))
        #expect(losses == ["brushPropertiesDropped": 1, "strokeTimesDropped": 1])
    }

    @Test func word() throws {
        let (sketch, losses) = try read("word-style")
        #expect(sketch.strokes.map(Array.init) == Self.house)
        #expect(
            sketch.groups == [
                StrokeGroup(name: "writingRegion"), StrokeGroup(name: "line", parent: 0),
                StrokeGroup(name: "house", parent: 1), StrokeGroup(parent: 1),
            ]
        )
        #expect(sketch.attributes.map(\.group) == [2, 2, 3])
        let details = sketch.attributes(ofStroke: 0)
        #expect(details.colour == Colour(rgb: 0x177D36) && details.tool == .pen && details.part == nil)
        #expect(details.width.map { abs($0 - 52.92) < 1e-9 } == true)
        #expect(losses == ["annotationsDropped": 1])
    }

    @Test func severalRoots() throws {
        let result = FormatHarness.read(path: TestFiles.fixture("inkml/two-inks.inkml"), as: InkMLFormat())
        #expect(result.messages == [] && result.losses.isEmpty)
        #expect(result.sketches.map { $0.strokes.map(Array.init) } == [[Self.house[0]], [Self.house[1]]])
        #expect(result.sketches.map(\.source.page) == [1, 2])
        #expect(
            result.sketches.map(\.source.position) == [.text(line: 2, column: 1), .text(line: 4, column: 1)]
        )
    }

    @Test func inksInAnInk() throws {
        let text = """
            <ink><definitions><traceFormat xml:id="f"><channel name="Y"/><channel name="X"/></traceFormat>
            <context xml:id="c" traceFormatRef="#f"/></definitions>
            <ink><trace contextRef="#c">1 2</trace></ink><ink><trace>1 2</trace></ink></ink>
            """
        let result = FormatHarness.read(text, name: "in", as: InkMLFormat())
        #expect(result.messages == [])
        #expect(result.sketches.map(\.points) == [[Point(2, 1)], [Point(1, 2)]])
        #expect(result.sketches.map(\.source.position) == [.text(line: 3, column: 1), .text(line: 3, column: 46)])
    }

    @Test(arguments: [
        ("<ink xmlns='http://www.w3.org/2003/InkML'/>", FormatMatch.certain),
        ("\u{feff}<?xml version='1.0'?>\n<!-- a -->\n<i:ink xmlns:i='http://www.w3.org/2003/InkML'>", .certain),
        ("<ink><trace>1 2</trace></ink>", .certain), ("<ink></ink>", .possible), ("<inks><trace/></inks>", .no),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", .no), ("{\"ink\":1}", .no), ("", .no), ("<", .no), ("<!--", .no),
    ])
    func recognised(text: String, match: FormatMatch) {
        #expect(InkMLFormat().recognises(prefix: Array(text.utf8), fileName: "a.xml") == match)
        let named = InkMLFormat().recognises(prefix: Array(text.utf8), fileName: "a.InkML")
        #expect(named == max(match, .possible))
    }
}
