internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat

/// What is written, and what of it comes back.
struct WriterTests {
    private static func sketch(_ strokes: [[Point]]) -> Sketch { Sketch(strokes: strokes) }

    @Test func wholeFile() throws {
        var sketch = Self.sketch([[Point(0, 0), Point(10, 20.5), Point(30, -0.0)], [Point(5, 5), Point(5, 6)]])
        sketch.canvas = Canvas(width: 100, height: 50, unit: .point)
        let layer = sketch.addGroup(StrokeGroup(name: "a<b\n\"", isLayer: true))
        sketch.setAttributes(
            StrokeAttributes(colour: Colour(rgb: 0x123456), width: 2, tool: .highlighter, group: layer),
            ofStroke: 0
        )
        sketch.setAttributes(StrokeAttributes(width: 1.5, group: layer), ofStroke: 1)
        try sketch.setChannel(.pressure, to: [0.5, 1, 1, 0.25, 0.25])
        let (bytes, losses) = try Documents.write([sketch, Sketch()])
        #expect(losses.isEmpty)
        #expect(Array(bytes.prefix(10)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
        #expect(
            try Documents.text(of: bytes) == """
                <?xml version="1.0" standalone="no"?>
                <xournal creator="Croquis" fileversion="4">
                <title>Xournal++ document - see https://xournalpp.github.io/</title>
                <page width="100" height="50">
                <background type="solid" color="#ffffffff" style="plain"/>
                <layer name="a&lt;b&#10;&quot;">
                <stroke tool="highlighter" color="#123456ff" width="2 1 2">0 0 10 20.5 30 -0</stroke>
                <stroke tool="pen" color="#000000ff" width="1.5 0.375">5 5 5 6</stroke>
                </layer>
                </page>
                <page width="4" height="4">
                <background type="solid" color="#ffffffff" style="plain"/>
                <layer/>
                </page>
                </xournal>

                """
        )
        var expected = sketch
        expected.setAttributes(
            StrokeAttributes(colour: .black, width: 1.5, tool: .pen, group: layer),
            ofStroke: 1
        )
        #expect(Documents.read(bytes).sketches.first == expected)
    }

    /// A name that asks for compression gives the same document.
    @Test func compressedByTheName() throws {
        let sketches = Array(SampleSketches.simple.prefix(3))
        let plain = try Documents.text(of: Documents.write(sketches).bytes)
        for name in ["a.xopp.gz", "a.xoj.zst"] {
            let (bytes, _) = try Documents.write(sketches, to: name)
            #expect(try Documents.text(of: bytes) == plain)
        }
        #expect(try Documents.text(of: Documents.write([]).bytes).hasSuffix("</title>\n</xournal>\n"))
    }

    /// More than a block of text, in chunks of any size.
    @Test func bytesDoNotDependOnTheChunks() throws {
        let points = (0..<20000).map { Point(Double($0) / 7, Double($0 % 100)) }
        let sketches = (0..<7).map { Self.sketch([points, [Point(Double($0), 1), Point(2, 2)]]) }
        let whole = try Documents.write(sketches, perChunk: 100).bytes
        #expect(try Documents.write(sketches, perChunk: 1).bytes == whole)
        #expect(Documents.read(whole).sketches.map(\.points) == sketches.map(\.points))
    }

    private static let losing: [(name: String, sketch: Sketch, losses: [String])] = [
        ("dot", sketch([[Point(1, 2)]]), ["dotsDoubled"]),
        ("empty strokes", sketch([[], [Point(1, 2), Point(3, 4)]]), ["emptyStrokesDropped"]),
        ("outside the page", sketch([[Point(-1, 2), Point(3, 4)]]), ["placementDropped"]),
        (
            "metadata", metadata(),
            ["countryCodeDropped", "idDropped", "labelDropped", "recognizedDropped", "timestampDropped"]
        ),
        ("canvas", on(Canvas(width: 9, height: 9, unit: .millimetre)), ["pageUnitsReplaced"]),
        ("no unit", on(Canvas(width: 9, height: 9)), []),
        ("moved canvas", on(Canvas(origin: Point(-5, 3), width: 9, height: 9)), ["placementDropped"]),
        ("flat canvas", on(Canvas(width: 0, height: 9)), ["canvasDropped"]),
        ("names", with(StrokeAttributes(name: "a", part: "b")), ["namesDropped", "partsDropped"]),
        ("tool", with(StrokeAttributes(tool: StrokeTool(rawValue: "brush"))), ["toolsReplaced"]),
        ("eraser", with(StrokeAttributes(tool: .eraser)), ["toolsReplaced"]),
        ("layer", grouped([(nil, true, nil)], [0, 0]), ["groupsDropped"]),
        ("named layer", grouped([("a", true, nil)], [0, 0]), []),
        ("group", grouped([("a", false, nil)], [0, 0]), ["groupsDropped"]),
        ("group in layer", grouped([("a", true, nil), ("b", false, 0)], [1, 0]), ["innerGroupsDropped"]),
        ("layer in group", grouped([("a", false, nil), ("b", true, 0)], [1, 1]), ["innerGroupsDropped"]),
        ("one in a layer", grouped([("a", true, nil)], [nil, 0]), ["layersAdded"]),
        ("two layers", grouped([(nil, true, nil), (nil, true, nil)], [1, 0]), []),
        ("split", grouped([("a", true, nil), ("b", true, nil)], [0, 1, 0]), ["layersSplit"]),
        ("control", grouped([("a\u{1}", true, nil)], [0]), ["layerNamesChanged"]),
        ("last pressure", pressed([0.5, 0.25], width: nil), ["lastPressuresDropped"]),
        ("decimals", pressed([0.1, 0.1], width: 0.7), []),
        ("powers of two", pressed([1 / 3, 1 / 3], width: 2), []),
        ("no width", pressed([1 / 3, 1 / 3], width: nil), []),
        ("zero width", pressed([0.5, 0.5], width: 0), ["pressuresRounded"]),
        ("other channels", channels(), ["azimuthsDropped", "tiltsDropped", "timesDropped"]),
    ]

    @Test(arguments: losing.indices)
    func losses(index: Int) throws {
        let (name, sketch, expected) = Self.losing[index]
        let (bytes, losses) = try Documents.write([sketch])
        #expect(losses.sorted.map(\.loss.name) == expected, "\(name)")
        // What comes back has nothing more to lose.
        let result = Documents.read(bytes)
        #expect(result.messages == [] && result.losses.isEmpty)
        let again = try Documents.write(result.sketches)
        #expect(again.losses.isEmpty && again.bytes == bytes, "\(name)")
    }

    private static let line = [Point(1, 2), Point(3, 4)]

    private static func metadata() -> Sketch {
        let metadata = SketchMetadata(
            label: "cat",
            id: 7,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 5),
            recognized: true
        )
        return Sketch(strokes: [line], metadata: metadata)
    }

    private static func on(_ canvas: Canvas) -> Sketch {
        var sketch = sketch([line])
        sketch.canvas = canvas
        return sketch
    }

    private static func with(_ attributes: StrokeAttributes) -> Sketch {
        var sketch = sketch([line])
        sketch.setAttributes(attributes, ofStroke: 0)
        return sketch
    }

    private static func grouped(
        _ groups: [(name: String?, isLayer: Bool, parent: Int?)],
        _ strokes: [Int?]
    ) -> Sketch {
        var sketch = sketch(strokes.map { _ in line })
        for group in groups {
            _ = sketch.addGroup(StrokeGroup(name: group.name, isLayer: group.isLayer, parent: group.parent))
        }
        for (stroke, group) in strokes.enumerated() {
            sketch.setAttributes(StrokeAttributes(group: group), ofStroke: stroke)
        }
        return sketch
    }

    private static func pressed(_ pressures: [Double], width: Double?) -> Sketch {
        var sketch = with(StrokeAttributes(width: width))
        try? sketch.setChannel(.pressure, to: pressures)
        return sketch
    }

    private static func channels() -> Sketch {
        var sketch = sketch([line])
        for channel in [PointChannel.time, .tilt, .azimuth] { try? sketch.setChannel(channel, to: [0, 1]) }
        return sketch
    }
}
