internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The keys that Croquis adds to NDJSON: `canvas`, `attributes`, `channels`.
@Suite struct AttributeKeyTests {
    static let whole =
        #"{"word":"bird","drawing":[[[0,5],[1,6]],[[],[]],[[7],[8]]],"#
        + #""canvas":{"x":-1,"y":0,"width":24,"height":12.5,"unit":"mm"},"#
        + #""attributes":{"groups":[{"name":"Ink","layer":true},{"parent":0}],"strokes":["#
        + ##"{"color":"#d55e00","width":2,"name":"a\"b","part":"wing","tool":"pen","group":1},{},"##
        + ##"{"color":"#00000080"}]},"##
        + #""channels":{"pressure":[[0.5,1],[],[0]],"tilt":[[0.1,0.2],[],[0.3]],"azimuth":[[1,2],[],[3]]}}"# + "\n"

    private func read(_ text: String) -> ReadResult {
        FormatHarness.read(Array(text.utf8), name: "a.ndjson", as: QuickDrawRawFormat())
    }

    private func written(_ sketches: [Sketch], _ format: any SketchFormat) throws -> (text: String, losses: LossReport)
    {
        let folder = TemporaryFolder()
        let losses = try FormatHarness.write(sketches, to: folder("a.\(format.fileExtensions[0])"), as: format)
        let bytes = TemporaryFolder.read(path: folder("a.\(format.fileExtensions[0])")) ?? []
        return (String(decoding: bytes, as: UTF8.self), losses)
    }

    @Test func everythingIsHeldByteForByte() throws {
        let result = read(Self.whole)
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(sketch.canvas == Canvas(origin: Point(-1, 0), width: 24, height: 12.5, unit: .millimetre))
        #expect(sketch.groups == [StrokeGroup(name: "Ink", isLayer: true), StrokeGroup(parent: 0)])
        #expect(sketch.attributes(ofStroke: 0).colour == Colour(rgb: 0xd55e00))
        #expect(sketch.attributes(ofStroke: 0).name == "a\"b" && sketch.attributes(ofStroke: 0).part == "wing")
        #expect(sketch.attributes(ofStroke: 2).colour?.alpha == 128)
        #expect(sketch.groups(ofStroke: 0).map(\.name) == ["Ink", nil])
        #expect(sketch.pressures == [0.5, 1, 0] && sketch.azimuths == [1, 2, 3])
        let back = try written([sketch], QuickDrawRawFormat())
        #expect(back.text == Self.whole)
        #expect(back.losses.isEmpty)
    }

    /// A record does not inherit what the one before it had.
    @Test func theNextRecordBeginsAnew() throws {
        let plain = "{\"drawing\":[[[1],[2]]]}\n"
        let broken = #"{"drawing":[[[1],[2]]],"attributes":{"strokes":[{},{}]}}"# + "\n"
        let result = read(Self.whole + broken + plain + Self.whole)
        #expect(result.sketches.count == 3)
        #expect(result.sketches[1].attributes.isEmpty && result.sketches[1].canvas == nil)
        #expect(result.sketches[1].groups.isEmpty && result.sketches[1].channels.isEmpty)
        #expect(result.sketches[2] == result.sketches[0])
    }

    @Test func theOrderOfKeysDoesNotMatter() {
        let early = #"{"attributes":{"strokes":[{"part":"x"}]},"canvas":{"height":2,"width":1},"drawing":[[[1],[2]]]}"#
        let result = read(early)
        #expect(result.messages == [])
        #expect(result.sketches.first?.attributes(ofStroke: 0).part == "x")
        #expect(result.sketches.first?.canvas == Canvas(width: 1, height: 2))
    }

    @Test(arguments: [
        (#""attributes":{"strokes":[{},{}]}"#, 37, "there are attributes for 2 strokes, but there are 1 strokes"),
        (#""attributes":{"strokes":[{"color":"red"}]}"#, 58, "'red' is not a color; write it as #rrggbb or #rrggbbaa"),
        (#""attributes":{"strokes":[{"width":-1}]}"#, 58, "the width is negative"),
        (#""attributes":{"strokes":[{"group":0}]}"#, 49, "a stroke is in group 0, but there are 0 groups"),
        (#""attributes":{"groups":[{"parent":0}]}"#, 58, "expected the number of an earlier group, counted from 0"),
        (#""canvas":{"width":3}"#, 33, "the canvas has no width or no height"),
        (
            #""canvas":{"width":3,"height":1,"unit":"mile"}"#, 62,
            "'mile' is not a unit of length; the units are px, pt, mm, cm and in"
        ),
        (
            #""channels":{"tilt":[[1,2]]}"#, 35,
            "the channel 'tilt' doesn't have one value for each point of each stroke"
        ),
        (#""channels":{"tilt":[1]}"#, 44, "expected '[', found '1'"),
    ])
    func whatDoesNotFitIsRefused(keys: String, column: Int, message: String) {
        let result = read(#"{"drawing":[[[1],[2]]],"# + keys + "}\n")
        #expect(result.messages == ["a.ndjson:1:\(column): error: \(message)"])
    }

    /// Files of other programs may use the same names.
    @Test(arguments: [
        #""attributes":[1,2]"#, #""canvas":"big""#, #""channels":3"#, #""attributes":{"author":"me"}"#,
        #""canvas":{"width":1,"height":2,"dpi":96}"#,
    ])
    func keysOfOthersAreDroppedAndCounted(keys: String) {
        let result = read(#"{"drawing":[[[1],[2]]],"# + keys + "}\n")
        #expect(result.messages == [])
        #expect(result.sketches.count == 1)
        #expect(result.losses.counts[.unknownKeys] == 1)
    }

    @Test func nullIsNothing() {
        let keys = #""canvas":null,"attributes":{"strokes":[null]},"channels":null"#
        let result = read(#"{"drawing":[[[1],[2]]],"# + keys + "}\n")
        #expect(result.messages == [])
        #expect(result.sketches.first == Sketch(strokes: [[Point(1, 2)]]))
    }

    @Test(arguments: [QuickDrawFormat() as any SketchFormat, QuickDrawBinFormat()])
    func otherFormatsCountWhatTheyDrop(format: any SketchFormat) throws {
        let sketch = try #require(read(Self.whole).sketches.first)
        let names = try written([sketch], format).losses.sorted.map(\.loss.name)
        for name in [
            "azimuthsDropped", "canvasDropped", "coloursDropped", "groupsDropped", "namesDropped", "partsDropped",
            "pressuresDropped", "tiltsDropped", "toolsDropped", "widthsDropped",
        ] {
            #expect(names.contains(name), "\(format.name) drops \(name) without a word")
        }
    }
}
