internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import TextNotation

@testable internal import TldrawFormat

/// What is written, and that it is read back.
@Suite struct WritingTests {
    private let folder = TemporaryFolder()

    private func write(_ sketches: [Sketch]) throws -> (text: String, losses: LossReport) {
        let losses = try FormatHarness.write(sketches, to: folder("a.tldr"), as: TldrawFormat())
        return (try #require(folder.text("a.tldr")), losses)
    }

    private func read(_ text: String) -> ReadResult { FormatHarness.read(text, name: "in", as: TldrawFormat()) }

    @Test func aStroke() throws {
        var sketch = Sketch(strokes: [[Point(1.1, 2), Point(4.1, 2), Point(4.1, -2)]])
        sketch.setAttributes(StrokeAttributes(colour: Colour(rgb: 0xE03131), width: 7), ofStroke: 0)
        let (text, losses) = try write([sketch, Sketch()])
        let lines = text.split(separator: "\n").dropFirst(2)
        let expected = [
            #"{"id":"page:p1","typeName":"page","name":"Page 1","index":"a1","meta":{"croquis":{}}},"#,
            #"{"id":"shape:p1s0","typeName":"shape","type":"draw","parentId":"page:p1","index":"a1","x":1.1,"y":2,"#
                + #""rotation":0,"isLocked":false,"opacity":1,"meta":{},"props":{"color":"red","size":"l","fill":"none","#
                + #""dash":"solid","isClosed":false,"isComplete":true,"isPen":false,"scale":1.4,"scaleX":1,"scaleY":1,"#
                + #""segments":[{"type":"free","path":"AAAAAAAAAAAAAAA/AEIAAAAAAAAAxAAA"}]}},"#,
            #"{"id":"page:p2","typeName":"page","name":"Page 2","index":"a2","meta":{"croquis":{}}}"#, "]}",
        ]
        #expect(lines.map(String.init) == expected)
        #expect(losses.isEmpty)
        #expect(read(text).sketches == [sketch, Sketch()])
        #expect(
            text.hasPrefix(
                #"{"tldrawFileFormatVersion":1,"schema":{"schemaVersion":2,"sequences":{"com.tldraw.store":5,"#
            )
        )
    }

    /// The app would smooth the corners of long edges away, if they were in one free segment.
    @Test func longEdgesAreStraight() throws {
        let corners = [Point(0, 0), Point(3, 0), Point(100, 0), Point(100.3, 200.7), Point(101, 200), Point(1e6, 0)]
        let (text, losses) = try write([Sketch(strokes: [corners])])
        let kinds = text.split(separator: "{\"type\":\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(kinds == ["free", "straight", "straight", "free", "straight"])
        #expect(losses.sorted.map(\.loss) == [.rounding])
        let back = try #require(read(text).sketches.first)
        #expect(back.strokes.map(\.count) == [6])
        #expect(
            zip(back.points, corners).allSatisfy { ($0.x - $1.x).magnitude < 0.1 && ($0.y - $1.y).magnitude < 1e-3 }
        )
    }

    /// Everything that a sketch may have comes back as it was.
    @Test func everythingIsHeld() throws {
        var sketch = Sketch(strokes: [
            [Point(10.1, 20.3)], [Point(15.75, 30.5), Point(200.25, 60)], [Point(1, 1), Point(2, 2)],
            [Point(3, 3), Point(4, 4)],
        ])
        sketch.metadata = SketchMetadata(
            label: "a \"cat\"",
            id: .max,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1_488_497_110_074_530),
            recognized: false
        )
        sketch.canvas = Canvas(origin: Point(-1, 2), width: 256, height: 100.5, unit: .millimetre)
        for channel in PointChannel.allCases { try sketch.setChannel(channel, to: [0, 0.25, 0.5, 1, 0, 0.2, 1]) }
        try sketch.setChannel(.pressure, to: [0, 0.2, 0.37, 0.8, 0, 0.4, 1].map { $0 * 0.5 })
        let pressures = sketch.pressures
        let layer = sketch.addGroup(StrokeGroup(name: "layer", isLayer: true))
        let other = sketch.addGroup(StrokeGroup(parent: layer))
        let third = sketch.addGroup(StrokeGroup(name: "third"))
        sketch.setAttributes(
            StrokeAttributes(
                colour: Colour(red: 200, green: 0, blue: 1, alpha: 7),
                width: 0.3,
                name: "nose",
                group: third
            ),
            ofStroke: 0
        )
        sketch.setAttributes(
            StrokeAttributes(width: 0, part: "head", tool: StrokeTool(rawValue: "brush"), group: other),
            ofStroke: 1
        )
        sketch.setAttributes(StrokeAttributes(colour: .black, tool: .highlighter, group: layer), ofStroke: 2)
        sketch.setAttributes(StrokeAttributes(width: 30, tool: .highlighter, group: third), ofStroke: 3)
        let (text, losses) = try write([sketch])
        var back = try #require(read(text).sketches.first)
        #expect(zip(back.pressures, pressures).allSatisfy { ($0 - $1).magnitude < 1.0 / 2048 })
        try back.setChannel(.pressure, to: pressures)
        #expect(back == sketch)
        #expect(losses.sorted.map(\.loss.name) == ["nearestColours", "pressuresRounded"])
    }

    /// What was read is written with the same bytes each time, and read back as it was.
    @Test(arguments: ["objects", "halves", "paths", "first"])
    func fixturesAreStable(name: String) throws {
        let first = FormatHarness.read(path: TestFiles.fixture("tldraw/\(name).tldr"), as: TldrawFormat()).sketches
        let (text, losses) = try write(first)
        let second = read(text).sketches
        let colours = Loss.nearestColours
        #expect(losses.sorted.allSatisfy { [.rounding, colours].contains($0.loss) })
        if losses.counts[.rounding] == nil { #expect(second == first) }
        let (again, more) = try write(second)
        #expect(again == text)
        #expect(more.counts[.rounding] == nil)
    }

    /// A stroke that was changed in the app shows what it was changed to.
    @Test func changesInTheAppCount() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
        sketch.setAttributes(StrokeAttributes(colour: Colour(rgb: 0xFF0000), width: 0), ofStroke: 0)
        let text = try write([sketch]).text
        let recoloured = text.replacing(#""color":"red""#, with: #""color":"blue""#)
        let changed = recoloured.replacing(#""size":"s""#, with: #""size":"xl""#)
        let attributes = read(changed).sketches.first?.attributes.first
        #expect(attributes == StrokeAttributes(colour: Colour(rgb: 0x4465E9), width: 10))
        let plain = try write([Sketch(strokes: [[Point(0, 0)]])]).text
        #expect(read(plain).sketches.first?.attributes == [])
        let painted = read(plain.replacing(#""color":"black""#, with: #""color":"red""#)).sketches.first
        #expect(painted?.attributes == [StrokeAttributes(colour: Colour(rgb: 0xE03131))])
    }

    @Test func roundingDoesNotAddUp() throws {
        var generator = SeededGenerator(seed: 5)
        var worst = 0.0
        for round in 0..<40 {
            var place = Point(0, 0)
            let reach = [1.0, 10, 100, 1000][round % 4]
            let stroke = (0..<2000).map { _ in
                place = place + Point(generator.unit() - 0.5, generator.unit() - 0.5) * reach
                return place
            }
            let (text, losses) = try write([Sketch(strokes: [stroke])])
            #expect(losses.sorted.map(\.loss) == [.rounding])
            let back = try #require(read(text).sketches.first)
            #expect(back.strokes.map(\.count) == [2000])
            for (one, other) in zip(back.points, stroke) {
                worst = max(worst, (one.x - other.x).magnitude, (one.y - other.y).magnitude)
            }
            #expect(try write([back]).losses.isEmpty)
        }
        #expect(worst <= 1.0 / 512 + 1e-5, "\(worst)")
    }

    @Test func degenerateSketches() throws {
        let empty = Sketch(strokes: [[], [Point(1, 1)], []])
        let (text, losses) = try write([empty, Sketch(), Sketch()])
        #expect(losses.sorted.map(\.loss) == [.emptyStrokes])
        #expect(read(text).sketches == [Sketch(strokes: [[Point(1, 1)]]), Sketch(), Sketch()])
        #expect(read(try write([]).text).sketches.isEmpty)
        var unused = Sketch(strokes: [[Point(1, 1)]])
        _ = unused.addGroup(StrokeGroup(name: "none"))
        #expect(try write([unused]).losses.sorted.map(\.loss) == [.groups])
        let huge = Sketch(strokes: [[Point(-1e300, 0), Point(1e300, 0)]])
        let error = #expect(throws: TldrawError.self) { try write([huge]) }
        #expect(error?.message == "stroke 1 is larger than 3.4e38 units" && error?.advice != nil)
    }

    @Test func keysSortAsTheirNumbers() {
        let keys = (0..<70_000).map { number in
            var bytes: [UInt8] = []
            FractionalIndex.append(number, to: &bytes)
            return bytes
        }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        #expect(
            [0, 61, 62, 62 + 3844].map { String(decoding: keys[$0], as: UTF8.self) } == ["a0", "az", "b00", "c000"]
        )
    }

    @Test func foldersAreRefused() {
        let fault = #expect(throws: Fault.self) {
            try FormatHarness.write([Sketch()], to: folder("out/"), as: TldrawFormat())
        }
        #expect(fault?.reason as? StreamError == .needsSingleFile(format: "tldraw"))
    }
}
