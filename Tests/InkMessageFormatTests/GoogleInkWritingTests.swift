@testable internal import InkMessageFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct GoogleInkWritingTests {
    private let folder = TemporaryFolder()

    private func pass(_ sketch: Sketch, name: String = "a.ink") throws -> (sketch: Sketch, losses: LossReport) {
        let losses = try FormatHarness.write([sketch], to: folder(name), as: GoogleInkFormat())
        let result = FormatHarness.read(path: folder(name), as: GoogleInkFormat())
        #expect(result.messages == [])
        return (try #require(result.sketches.first), losses)
    }

    private func fullSketch() throws -> Sketch {
        var sketch = Sketch(strokes: [[Point(0.5, 2)], [], [Point(-3, 4), Point(5, 6.25)]])
        try sketch.setChannel(.time, to: [0.25, 16.7, 5000])
        try sketch.setChannel(.pressure, to: [0, 0.5, 1])
        try sketch.setChannel(.tilt, to: [0, 0.25, 1.5])
        try sketch.setChannel(.azimuth, to: [0, 3, 6.25])
        sketch.setAttributes(StrokeAttributes(tool: StrokeTool(rawValue: "stylus")), ofStroke: 0)
        sketch.setAttributes(StrokeAttributes(tool: StrokeTool(rawValue: "touch")), ofStroke: 1)
        return sketch
    }

    @Test func whatItHoldsIsKept() throws {
        let sketch = try fullSketch()
        for name in ["a.ink", "a.binarypb", "a.ink.gz", "a.ink.zst"] {
            let (read, losses) = try pass(sketch, name: name)
            #expect(read == sketch, "\(name)")
            #expect(losses.isEmpty, "\(losses)")
        }
    }

    @Test func eachStrokeIsAMember() throws {
        _ = try pass(try fullSketch())
        let bytes = try #require(folder.read("a.ink"))
        let starts = bytes.indices.filter { bytes[$0...].starts(with: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]) }
        #expect(starts.count == 3 && starts.first == 0)
        // A stroke without points is a noise seed and a tool type.
        let member = Array(bytes[starts[1]..<starts[2]])
        let source = try ByteSource(name: "in", bytes: member)
        #expect(try source.readToEnd(limit: 100) == [0x4d, 0, 0, 0, 0, 0x38, 2])
    }

    @Test func whatItCannotHoldIsCounted() throws {
        var sketch = try fullSketch()
        sketch.metadata = SketchMetadata(
            label: "owl",
            id: 7,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1),
            recognized: true
        )
        sketch.canvas = Canvas(width: 10, height: 10, unit: .millimetre)
        let group = sketch.addGroup(StrokeGroup(name: "wing"))
        let attributes = StrokeAttributes(
            colour: .black,
            width: 2,
            name: "a",
            part: "head",
            tool: .pen,
            group: group
        )
        sketch.setAttributes(attributes, ofStroke: 2)
        let (read, losses) = try pass(sketch)
        let expected: [Loss] = [
            .label, .id, .countryCode, .timestamp, .recognized, .canvas, .groups, .colours, .widths, .names, .parts,
            .tools,
        ]
        #expect(losses.counts == Dictionary(uniqueKeysWithValues: expected.map { ($0, 1) }))
        #expect(read == (try fullSketch()))
        // The length of the unit is there for others.
        let again = FormatHarness.read(path: folder("a.ink"), as: GoogleInkFormat())
        #expect(again.losses.counts == [.strokeUnits: 1])
    }

    @Test func roundingIsCounted() throws {
        var sketch = Sketch(strokes: [[Point(1.0 / 3, 0.2), Point(10.3, 700.0 / 9)]])
        try sketch.setChannel(.time, to: [0, 0.12345])
        try sketch.setChannel(.pressure, to: [0.1, 2.0 / 3])
        let (read, losses) = try pass(sketch)
        #expect(losses.counts == [.rounding: 1, .timesRounded: 1, .penValuesRounded: 1])
        #expect(zip(read.points, sketch.points).allSatisfy { max(abs($0.x - $1.x), abs($0.y - $1.y)) < 1e-4 })
        #expect(read.times == [0, 0.123] && zip(read.pressures, [0.1, 2.0 / 3]).allSatisfy { abs($0 - $1) < 1e-6 })
        // From then on, nothing changes.
        let (again, none) = try pass(read)
        #expect(again == read && none.isEmpty)
    }

    @Test func decimalFractionsAreExact() throws {
        var sketch = Sketch(strokes: [[Point(0.1, 77.25), Point(-10.3, 901.721)], [Point(5, 1e-9)]])
        try sketch.setChannel(.pressure, to: [0.1, 0.7, 0.123])
        try sketch.setChannel(.azimuth, to: [0.1, 6.28, 3])
        let (read, losses) = try pass(sketch)
        #expect(read == sketch && losses.isEmpty)
    }

    @Test func timesThatCannotBeHeldAreCounted() throws {
        var sketch = Sketch(strokes: [[Point(1, 2), Point(3, 4)], [Point(5, 6)]])
        try sketch.setChannel(.time, to: [0, 0, 0])
        #expect(try pass(sketch).losses.counts == [.times: 1])
        try sketch.setChannel(.time, to: [0, 1e12, 2e12])
        #expect(try pass(sketch).losses.counts == [.times: 1])
        try sketch.setChannel(.time, to: [0, 20, 10])
        let (moved, losses) = try pass(sketch)
        #expect(losses.counts == [.timesMoved: 1] && moved.times == [0, 20, 20])
        // Long drawings count in milliseconds.
        try sketch.setChannel(.time, to: [0, 4_000_000, 8_000_000.5])
        let (long, rounded) = try pass(sketch)
        #expect(rounded.counts == [.timesRounded: 1] && long.times == [0, 4_000_000, 8_000_001])
    }

    @Test func sketchesWithoutStrokesAreRefused() throws {
        let fault = #expect(throws: InkMessageError.self) { try pass(Sketch()) }
        #expect(fault == .noStrokesToWrite && fault?.advice != nil)
    }

    @Test func randomSketchesStayAsTheyAre() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<40 {
            let strokes = (0..<(1 + random.index(below: 4))).map { _ in
                (0..<random.index(below: 40)).map { _ in
                    Point(Double(random.index(below: 1 << 20)) / 64, Double(random.index(below: 9000)) - 500)
                }
            }
            let sketch = Sketch(strokes: strokes)
            let (read, losses) = try pass(sketch)
            #expect(read == sketch && losses.isEmpty)
        }
    }

    @Test func fixturesAreWrittenExactly() throws {
        for name in ["house.ink", "mouse.ink", "plain.binarypb", "increments.binarypb", "long.ink"] {
            let result = FormatHarness.read(path: TestFiles.fixture("ink/" + name), as: GoogleInkFormat())
            let sketch = try #require(result.sketches.first)
            let (read, losses) = try pass(sketch)
            #expect(read == sketch && losses.isEmpty, "\(name): \(losses)")
        }
    }
}
