internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Colours, widths, names, groups and pages: read, written and read again.
struct AttributeTests {
    private static func write(_ sketch: Sketch) throws -> String {
        let bytes = try FormatHarness.encode([sketch], with: RealDataTests.encoder(SVGFormat())).bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func attributes(_ markup: String, root: String = "") -> StrokeAttributes? {
        let result = Reading.read("<svg xmlns:inkscape='urn:i' \(root)>\(markup)</svg>")
        guard let sketch = result.sketches.first, sketch.strokeCount == 1 else { return nil }
        return sketch.attributes(ofStroke: 0)
    }

    @Test(arguments: [
        ("stroke='red'", 0xff00_00ff), ("stroke='#12345678'", 0x1234_5678), ("stroke='rgb(1,2,3)'", 0x0102_03ff),
        ("stroke='hsl(120,100%,25%)' stroke-opacity='.5'", 0x0080_0080), ("stroke='red' opacity='.2'", 0xff00_0033),
        ("stroke='currentColor' color='teal'", 0x0080_80ff), ("stroke='url(#g)'", 0x8000_80ff),
        ("stroke='rgba(0,0,0,.5)' stroke-opacity='50%' opacity='.5'", 0x0000_0020),
    ])
    func colours(attributes: String, colour: Int) {
        let gradient =
            "<defs><linearGradient id='g'><stop stop-color='red'/><stop stop-color='blue'/></linearGradient></defs>"
        let found = Self.attributes("\(gradient)<path fill='none' d='M0 0h1' \(attributes)/>")?.colour
        #expect(found == Colour(hexadecimal: "#" + String(colour + 0x1_0000_0000, radix: 16).dropFirst()))
    }

    @Test func opacitiesOfGroupsMultiply() {
        let markup = "<g opacity='.5'><g opacity='.4'><path stroke='red' d='M0 0h1'/></g></g>"
        #expect(Self.attributes(markup)?.colour == Colour(red: 255, green: 0, blue: 0, alpha: 51))
    }

    @Test(arguments: [
        ("<path stroke='red' d='M0 0h1'/>", 1), ("<path stroke='red' stroke-width='2.5' d='M0 0h1'/>", 2.5),
        ("<g transform='scale(3)'><path stroke='red' stroke-width='2' d='M0 0h1'/></g>", 6),
        ("<g transform='scale(2 8)'><path stroke='red' d='M0 0h1'/></g>", 4),
        (
            "<g transform='scale(3)' stroke-width='2'><path stroke='red' d='M0 0h1' vector-effect='non-scaling-stroke'/></g>",
            2
        ),
        ("<g transform='rotate(90)'><path stroke='red' stroke-width='10%' d='M0 0h1'/></g>", 10),
    ])
    func widths(markup: String, width: Double) {
        #expect(Self.attributes(markup, root: "viewBox='0 0 100 100'")?.width == width)
    }

    @Test func namesGroupsAndLayers() throws {
        let result = Reading.read(
            """
            <svg xmlns:inkscape='urn:i' stroke='red'><g inkscape:groupmode='layer' inkscape:label='Ink 1' id='l1'><g>
            <g id='wing'><path id='a' data-part='left wing' data-tool='pen' d='M0 0h1M5 5h1'/></g></g></g><g id='empty'/>
            <path inkscape:label='b b' id='b' d='M0 0h2'/></svg>
            """
        )
        let sketch = try #require(result.sketches.first)
        #expect(
            sketch.groups == [StrokeGroup(name: "Ink 1", isLayer: true), StrokeGroup(name: "wing", parent: 0)]
        )
        let details = (0..<3).map { sketch.attributes(ofStroke: $0) }
        #expect(details.map(\.name) == ["a", "a", "b b"])
        #expect(details.map(\.group) == [1, 1, nil])
        #expect(details.map(\.part) == ["left wing", "left wing", nil])
        #expect(details.map(\.tool) == [.pen, .pen, nil])
    }

    @Test(arguments: [
        ("viewBox='-1 2 30 40'", Canvas(origin: Point(-1, 2), width: 30, height: 40)),
        ("width='30' height='40' viewBox='0 0 30 40'", Canvas(width: 30, height: 40, unit: .pixel)),
        ("width='210mm' height='297mm' viewBox='0 0 210 297'", Canvas(width: 210, height: 297, unit: .millimetre)),
        (
            "width='11in' height='8.5in' viewBox='0 0 279.4 215.9'",
            Canvas(width: 279.4, height: 215.9, unit: .millimetre)
        ),
        ("width='48' height='48' viewBox='0 0 24 24'", Canvas(width: 24, height: 24)),
        ("width='1in' height='48'", Canvas(width: 96, height: 48, unit: .pixel)),
        ("width='100%' height='100%'", nil), ("", nil), ("viewBox='0 0 1e300 1'", nil),
    ])
    func pages(root: String, canvas: Canvas?) {
        let result = Reading.read("<svg \(root)><path stroke='red' d='M0 0h1'/></svg>")
        #expect(result.sketches.first?.canvas == canvas)
        #expect(
            result.losses.counts[.init(name: "pageSizeDropped", text: "sizes of pages dropped")]
                == (root.contains("48' v") ? 1 : nil)
        )
    }

    /// Shapes with properties that strokes can't hold are counted.
    @Test(arguments: [
        ("<path stroke='red' fill='blue' d='M0 0h1'/>", "fillsDropped"),
        ("<path fill='blue' d='M0 0h1'/>", "filledShapesSkipped"),
        ("<path stroke='url(#g)' d='M0 0h1'/>", "gradientsDropped"),
        ("<path stroke='red' stroke-dasharray='1 2' d='M0 0h1'/>", "dashesDropped"),
        ("<path stroke='red' marker-end='url(#m)' d='M0 0h1'/>", "markersDropped"),
        ("<path stroke='red' clip-path='url(#c)' d='M0 0h1'/>", "clipsDropped"),
        ("<path stroke='red' style='mask:url(#k)' d='M0 0h1'/>", "masksDropped"),
        ("<path stroke='red' filter='blur(2px)' d='M0 0h1'/>", "filtersDropped"),
        ("<path stroke='red' transform='scale(1 2)' d='M0 0h1'/>", "widthsUnderNonUniformTransforms"),
        ("<text>a</text>", "textSkipped"), ("<image/>", "imagesSkipped"), ("<path d='M0 0h1'/>", "hiddenShapesSkipped"),
    ])
    func losses(markup: String, name: String) {
        let definitions = """
            <defs><linearGradient id='g'><stop/></linearGradient><marker id='m'/><clipPath id='c'/><mask id='k'/></defs>
            """
        let result = Reading.read("<svg fill='none'>\(definitions)\(markup)<g>\(markup)\(markup)</g></svg>")
        let counted = result.losses.sorted
        #expect(counted.map(\.loss.name) == [name])
        #expect(counted.map(\.count) == [3] && counted.map(\.loss.unit) == [.shapes])
        let isClipped = name == "clipsDropped" || name == "masksDropped"
        #expect(
            Reading.warnings(result).contains("1:1: the drawing is clipped, but its strokes are read whole")
                == isClipped
        )
    }

    @Test func whatIsNotThereIsNoLoss() {
        let path =
            "<path stroke='red' fill='none' stroke-dasharray='0' marker-end='url(#x)' clip-path='url(#x)' d='M0 0h1'/>"
        #expect(Reading.read("<svg>\(path)</svg>").losses.isEmpty)
    }

    // MARK: Writing

    private static func described() throws -> Sketch {
        var sketch = Sketch(strokes: [
            [Point(0, 0), Point(10, 5)], [Point(1, 1), Point(2, 2)], [Point(3, 3)], [Point(4, 4), Point(5, 5)], [],
        ])
        sketch.canvas = Canvas(origin: Point(-1, -2), width: 30, height: 20, unit: .millimetre)
        let layer = sketch.addGroup(StrokeGroup(name: "Ink <1>", isLayer: true))
        let group = sketch.addGroup(StrokeGroup(name: "wing", parent: layer))
        let other = sketch.addGroup(StrokeGroup(name: "wing"))
        let bare = sketch.addGroup(StrokeGroup())
        let half = Colour(red: 1, green: 2, blue: 3, alpha: 128)
        let names = ["wing", "a b\u{7}", "wing", nil, "é1"]
        let groups: [Int?] = [group, layer, other, nil, bare]
        for stroke in 0..<5 {
            let details = StrokeAttributes(
                colour: stroke == 3 ? nil : half,
                width: stroke == 1 ? nil : 0.1 + Double(stroke),
                name: names[stroke],
                part: stroke == 2 ? "left\u{1}" : nil,
                tool: stroke == 2 ? .highlighter : nil,
                group: groups[stroke]
            )
            sketch.setAttributes(details, ofStroke: stroke)
        }
        return sketch
    }

    @Test func document() throws {
        let expected = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" \
            width="30mm" height="20mm" viewBox="-1 -2 30 20" fill="none" stroke="black" stroke-width="0.1" \
            stroke-linecap="round" stroke-linejoin="round">
            <g inkscape:groupmode="layer" inkscape:label="Ink &lt;1&gt;">
            <g id="wing">
            <path data-name="wing" stroke="#010203" stroke-opacity="0.502" stroke-width="0.1" d="M0,0 L10,5"/>
            </g>
            <path data-name-percent="a b%07" stroke="#010203" stroke-opacity="0.502" d="M1,1 L2,2"/>
            </g>
            <g data-name="wing">
            <path data-name="wing" stroke="#010203" stroke-opacity="0.502" stroke-width="2.1" data-part-percent="left%01" \
            data-tool="highlighter" d="M3,3h0" data-points="1"/>
            </g>
            <path stroke-width="3.1" d="M4,4 L5,5"/>
            <g>
            <path id="é1" stroke="#010203" stroke-opacity="0.502" stroke-width="4.1" d="" data-points="0"/>
            </g>
            </svg>

            """
        let sketch = try Self.described()
        #expect(try Self.write(sketch) == expected)
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
    }

    @Test func everyAlphaComesBack() throws {
        for alpha in 0...255 {
            var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
            let colour = Colour(red: 9, green: 8, blue: 7, alpha: UInt8(alpha))
            sketch.setAttributes(StrokeAttributes(colour: colour), ofStroke: 0)
            #expect(try RealDataTests.roundTrip(sketch) == sketch)
        }
    }

    @Test func aPageAloneAndChannels() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
        sketch.canvas = Canvas(width: 3, height: 4)
        try sketch.setChannel(.tilt, to: [0.5, 1])
        try sketch.setChannel(.azimuth, to: [3, 2.25])
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
        #expect(try Self.write(sketch).contains("width=\"100%\" height=\"100%\" viewBox=\"0 0 3 4\""))
        #expect(try Self.write(sketch).contains("data-tilt=\"0.5 1\" data-azimuth=\"3 2.25\""))
    }

    /// A page that can't be a view box, and a width that no line can have.
    @Test func whatCannotBeWritten() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
        sketch.canvas = Canvas(width: 0, height: 4)
        sketch.setAttributes(StrokeAttributes(width: 0), ofStroke: 0)
        let (bytes, losses) = try FormatHarness.encode([sketch], with: RealDataTests.encoder(SVGFormat()))
        #expect(losses.counts == [.canvas: 1, .widths: 1])
        #expect(FormatHarness.read(bytes, name: "a.svg", as: SVGFormat()).sketches.first?.canvas == nil)
    }

    /// The second writing of any document gives the bytes of the first.
    @Test func writingAgainChangesNothing() throws {
        for folder in ["svg", "drawings", "hands"] { try expectStable(TestFiles.fixture(folder)) }
    }

    @Test(.realData, arguments: ["svg/tu-berlin", "svg/lucide", "samples/svg"])
    func writingRealDrawingsAgainChangesNothing(folder: String) throws {
        try expectStable(TestFiles.realData(folder))
    }

    private func expectStable(_ folder: String) throws {
        let paths = RealDataTests.files(in: folder)
        #expect(!paths.isEmpty)
        for path in paths {
            guard let sketch = FormatHarness.read(path: path, as: SVGFormat()).sketches.first else { continue }
            let first = try Self.write(sketch)
            let again = try #require(FormatHarness.read(first, name: "a.svg", as: SVGFormat()).sketches.first)
            #expect(again == sketch, "\(path)")
            #expect(try Self.write(again) == first, "\(path)")
        }
    }
}
