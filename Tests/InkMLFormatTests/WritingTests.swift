@testable internal import InkMLFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// What is written, and that it is read back the same.
@Suite struct WritingTests {
    private func write(_ sketch: Sketch) throws -> (text: String, losses: LossReport) {
        let (bytes, losses) = try FormatHarness.encode([sketch], with: InkMLEncoder())
        return (String(decoding: bytes, as: UTF8.self), losses)
    }

    private func expectSame(_ sketch: Sketch) throws {
        let (text, losses) = try write(sketch)
        let result = FormatHarness.read(text, name: "in", as: InkMLFormat())
        #expect(result.messages == [] && result.warnings == [] && losses.isEmpty && result.losses.isEmpty, "\(text)")
        #expect(result.sketches == [sketch], "\(text)")
        if let back = result.sketches.first { #expect(try write(back).text == text) }
    }

    @Test func aPlainSketchIsWrittenAsMathWritingDoes() throws {
        var sketch = Sketch(strokes: [[Point(901.72, 479.26), Point(900.5, 482)], [Point(1, 2)]])
        sketch.metadata = SketchMetadata(label: "a < b", id: 255)
        try sketch.setChannel(.time, to: [0, 12, 300])
        let expected = """
            <ink xmlns="http://www.w3.org/2003/InkML">
            <annotation type="label">a &lt; b</annotation>
            <annotation type="sampleId">00000000000000ff</annotation>
            <traceFormat>
            <channel name="X" type="decimal"/>
            <channel name="Y" type="decimal"/>
            <channel name="T" type="decimal" units="ms"/>
            </traceFormat>
            <trace id="0">901.72 479.26 0,900.5 482 12</trace>
            <trace id="1">1 2 300</trace>
            </ink>

            """
        #expect(try write(sketch).text == expected)
        try expectSame(sketch)
    }

    @Test func everythingIsWritten() throws {
        var sketch = Sketch(strokes: [[Point(1e-7, 2), Point(3, 4)], [Point(5, 6)], []])
        sketch.metadata = SketchMetadata(
            label: "  x\u{1}\n",
            id: .max,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1_488_497_110_074_530),
            recognized: false
        )
        sketch.canvas = Canvas(origin: Point(-1, 0.5), width: 256, height: 128, unit: .millimetre)
        try sketch.setChannel(.time, to: [5, 6, 7])
        try sketch.setChannel(.pressure, to: [0, 0.5, 1])
        try sketch.setChannel(.tilt, to: [0.1, 0.25, 1])
        try sketch.setChannel(.azimuth, to: [0, 0.1, 6.25])
        let layer = sketch.addGroup(StrokeGroup(name: "ink", isLayer: true))
        let group = sketch.addGroup(StrokeGroup(name: "$x$", parent: layer))
        let first = StrokeAttributes(
            colour: Colour(red: 1, green: 2, blue: 3, alpha: 4),
            width: 0.1,
            name: "7",
            part: "$x$",
            tool: .highlighter,
            group: group
        )
        sketch.setAttributes(first, ofStroke: 0)
        sketch.setAttributes(StrokeAttributes(name: "b", part: "wing", tool: .pen, group: layer), ofStroke: 1)
        sketch.setAttributes(StrokeAttributes(tool: StrokeTool(rawValue: "a\u{2}\t")), ofStroke: 2)
        let expected = """
            <ink xmlns="http://www.w3.org/2003/InkML">
            <annotation type="label" encoding="percent">%20%20x%01%0A</annotation>
            <annotation type="sampleId">ffffffffffffffff</annotation>
            <annotation type="countryCode">DE</annotation>
            <annotation type="recognized">false</annotation>
            <annotation type="canvas">-1 0.5 256 128 mm</annotation>
            <definitions>
            <timestamp xml:id="began" timeString="2017-03-02T23:25:10.07453Z"/>
            <brush xml:id="brush0">
            <brushProperty name="width" value="0.1"/>
            <brushProperty name="color" value="#010203"/>
            <brushProperty name="transparency" value="251"/>
            <brushProperty name="rasterOp" value="maskPen"/>
            </brush>
            <brush xml:id="brush1">
            <brushProperty name="rasterOp" value="copyPen"/>
            </brush>
            <brush xml:id="brush2">
            <brushProperty name="encodedTool" value="a%02%09"/>
            </brush>
            </definitions>
            <traceFormat>
            <channel name="X" type="double"/>
            <channel name="Y" type="decimal"/>
            <channel name="T" type="decimal" units="ms" respectTo="#began"/>
            <channel name="F" type="decimal" min="0" max="1"/>
            <channel name="OA" type="decimal" units="rad"/>
            <channel name="OE" type="decimal" units="rad"/>
            <channel name="tilt" type="decimal" units="rad"/>
            </traceFormat>
            <trace id="0" brushRef="#brush0">1e-07 2 5 0 0 1.4707963267948965 0.1,\
            3 4 6 0.5 0.1 1.3207963267948966 0.25</trace>
            <trace id="b" brushRef="#brush1">5 6 7 1 6.25 0.5707963267948966 1</trace>
            <trace id="2" brushRef="#brush2"></trace>
            <traceGroup>
            <annotation type="name">ink</annotation>
            <annotation type="layer"/>
            <traceGroup>
            <annotation type="truth">wing</annotation>
            <annotation type="part"/>
            <traceView traceDataRef="b"/>
            </traceGroup>
            <traceGroup>
            <annotation type="truth" encoding="percent">%24x%24</annotation>
            <traceView traceDataRef="0"/>
            </traceGroup>
            </traceGroup>
            <traceGroup>
            <annotation type="strokeName">7</annotation>
            <traceView traceDataRef="0"/>
            </traceGroup>
            </ink>

            """
        #expect(try write(sketch).text == expected)
        try expectSame(sketch)
    }

    @Test func whatCannotBeHeldIsCounted() throws {
        var sketch = Sketch(strokes: [[Point(1, 2)]])
        sketch.metadata.timestamp = Timestamp(microseconds: .max)
        sketch.canvas = Canvas(width: .infinity, height: 1)
        var group: Int?
        for _ in 0..<300 { group = sketch.addGroup(StrokeGroup(name: "g", parent: group)) }
        sketch.setAttributes(StrokeAttributes(width: -1, group: group), ofStroke: 0)
        let (text, losses) = try write(sketch)
        #expect(losses.counts == [.timestamp: 1, .canvas: 1, .groups: 1, .widths: 1])
        let result = FormatHarness.read(text, name: "in", as: InkMLFormat())
        #expect(result.messages == [] && result.sketches.first?.points == [Point(1, 2)])
        #expect(result.sketches.first?.groups.count == 200 && result.sketches.first?.attributes.first?.group == 199)
    }

    @Test func degenerateSketchesAreHeld() throws {
        for sketch in SampleSketches.degenerate { try expectSame(sketch) }
    }

    /// Any sketch whose groups come in the order of their nesting is read back as it was.
    @Test(arguments: 0..<300) func anySketchIsReadBack(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        try expectSame(Self.sketch(&random))
    }

    static let texts = [
        "", "a", "0", "3", "wing", " wing", "$", "$x$", "<&>\"'", "a b", "#b", "%41", "é", "\u{0}", "\r\n", "\u{ffff}",
        "true", "✏️ 漢字", "\\frac{a}{b}",
    ]

    static func sketch(_ random: inout SeededGenerator) -> Sketch {
        func flip(_ odds: Int) -> Bool { random.index(below: odds) == 0 }
        func text() -> String { texts[random.index(below: texts.count)] }
        func number() -> Double {
            switch random.index(below: 5) {
            case 0: Double(random.index(below: 100))
            case 1: -Double(random.index(below: 1000)) / 7
            case 2: Double(random.index(below: 1000)) * 1e-9
            case 3: Double(random.index(below: 1000)) * 1e18
            default: Double(random.index(below: 100_000)) / 100
            }
        }
        var sketch = Sketch(
            strokes: (0..<random.index(below: 6)).map { _ in
                (0..<random.index(below: 4)).map { _ in Point(number(), number()) }
            }
        )
        if flip(2) { sketch.metadata.label = text() }
        if flip(2) { sketch.metadata.id = random.next() }
        if flip(4) { sketch.metadata.countryCode = text() }
        if flip(2) { sketch.metadata.timestamp = Timestamp(microseconds: Int64(random.index(below: 1 << 52))) }
        if flip(2) { sketch.metadata.recognized = flip(2) }
        if flip(2) {
            let units = LengthUnit.allCases
            sketch.canvas = Canvas(
                origin: Point(number(), number()),
                width: abs(number()),
                height: abs(number()),
                unit: flip(2) ? nil : units[random.index(below: units.count)]
            )
        }
        if !sketch.points.isEmpty {
            for (channel, most) in [(PointChannel.time, 1e4), (.pressure, 1), (.tilt, 1.5), (.azimuth, 6.28)]
            where flip(2) {
                sketch[channel] = sketch.points.map { _ in Double(random.index(below: 1001)) / 1000 * most }
                sketch.channels.formUnion(PointChannelSet(channel))
            }
        }
        // Each group's parent is the group before it or one that contains that.
        var path: [Int] = []
        for _ in 0..<(flip(2) ? 0 : random.index(below: 6)) {
            path.removeLast(random.index(below: path.count + 1))
            let group = StrokeGroup(name: flip(3) ? nil : text(), isLayer: flip(3), parent: path.last)
            path.append(sketch.addGroup(group))
        }
        for stroke in 0..<sketch.strokeCount where flip(2) {
            var details = StrokeAttributes()
            if flip(2) { details.name = text() }
            if flip(2) { details.part = text() }
            if flip(3) { details.width = abs(number()) }
            if flip(3) {
                details.tool = [.pen, .eraser, .highlighter, StrokeTool(rawValue: text())][random.index(below: 4)]
            }
            if flip(3) { details.colour = Colour(red: 9, green: 0, blue: 200, alpha: UInt8(random.index(below: 256))) }
            if flip(2), !sketch.groups.isEmpty { details.group = random.index(below: sketch.groups.count) }
            sketch.setAttributes(details, ofStroke: stroke)
        }
        return sketch
    }
}
