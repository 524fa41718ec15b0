@testable internal import InkMessageFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct UIMReadingTests {
    private func read(_ name: String) throws -> (sketch: Sketch, losses: LossReport) {
        let result = FormatHarness.read(path: TestFiles.fixture("ink/" + name), as: UIMFormat())
        #expect(result.messages == [])
        #expect(result.sketches.count == 1)
        return (try #require(result.sketches.first), result.losses)
    }

    private func uuid(_ digits: String) -> String {
        [4, 2, 2, 2, 6].map { String(repeating: digits, count: $0) }.joined(separator: "-")
    }

    private func expectSamples(_ sketch: Sketch, steps: [Int]) {
        func isNear(_ values: [Double], _ expected: (Double) -> Double) -> Bool {
            values.count == steps.count
                && zip(values, steps).allSatisfy { abs($0 - expected(Double($1))) < 1e-9 }
        }
        #expect(isNear(sketch.pressures) { 0.25 + $0 / 20 })
        #expect(isNear(sketch.tilts) { .pi / 2 - 1.57 + $0 / 10 })
        #expect(isNear(sketch.azimuths) { $0 == 0 ? 0 : 2 * .pi - $0 / 10 })
        #expect(sketch.metadata.timestamp == Timestamp(microseconds: 1_600_000_000_000_000))
    }

    @Test func version30() throws {
        let (sketch, losses) = try read("house-3.0.uim")
        #expect(sketch.strokes.map(Array.init) == House.strokes)
        #expect(sketch.times == [0, 16, 32, 48, 64, 1000, 1016, 1032, 2000, 2016, 2032, 2048])
        expectSamples(sketch, steps: House.strokes.flatMap { Array($0.indices) })
        #expect(sketch.groups == [StrokeGroup(name: uuid("21"))])
        for stroke in 0..<3 {
            let expected = StrokeAttributes(
                colour: Colour(red: 204, green: 51, blue: 0),
                width: stroke == 0 ? 3 : 2.5,
                name: uuid("0\(stroke + 1)"),
                tool: StrokeTool(rawValue: "Circle"),
                group: stroke == 0 ? nil : 0
            )
            #expect(sketch.attributes(ofStroke: stroke) == expected)
        }
        #expect(
            losses.counts == [.pointWidths: 1, .noiseSeeds: 1, .views: 1, .semantics: 1, .sensorChannels: 1]
        )
    }

    /// The tree gives the order: the third stroke, the first, the second.
    @Test func version31() throws {
        let (sketch, losses) = try read("house-3.1.uim")
        let order = [2, 0, 1]
        #expect(sketch.strokes.map(Array.init) == order.map { House.strokes[$0] })
        #expect(sketch.times == [2000, 2016, 2032, 2048, 0, 16, 32, 48, 64, 1000, 1016, 1032])
        expectSamples(sketch, steps: order.flatMap { Array(House.strokes[$0].indices) })
        #expect(sketch.groups == [StrokeGroup(name: uuid("21")), StrokeGroup(name: uuid("22"), parent: 0)])
        let (red, blue) = (Colour(red: 204, green: 51, blue: 0, alpha: 128), Colour(red: 0, green: 0, blue: 255))
        let expected = [
            StrokeAttributes(colour: red, width: 3.25, name: uuid("03"), tool: .eraser, group: 1),
            StrokeAttributes(colour: blue, width: 3.5, name: uuid("01"), tool: .eraser, group: 0),
            StrokeAttributes(colour: red, width: 3, name: uuid("02"), tool: .eraser),
        ]
        #expect(sketch.attributes == expected)
        #expect(losses.counts == [.pointWidths: 1, .unknownKeys: 1, .sensorChannels: 1])
    }

    /// The first and the last segment are cut, all is moved by the transform, and a part of the first stroke comes again.
    @Test func partsOfStrokes() throws {
        let (sketch, losses) = try read("parts-3.1.uim")
        let expected = [
            [Point(35, 175), Point(45, 235), Point(205, 235), Point(205, 115), Point(172.5, 106.5625)],
            [Point(25, 115), Point(125, 35), Point(225, 115)],
            [Point(45, 235), Point(205, 235)],
        ]
        #expect(sketch.strokes.map(Array.init) == expected)
        #expect((0..<3).map { sketch.attributes(ofStroke: $0).width } == [7, nil, 7])
        #expect(sketch.channels.isEmpty && sketch.groups.isEmpty && sketch.canvas == nil)
        #expect(losses.isEmpty)
    }

    @Test func willFiles() throws {
        let (sketch, losses) = try read("house.will")
        #expect(sketch.strokes.map(Array.init) == House.strokes)
        let ink = Colour(rgb: 0x4a4a4a)
        let expected = [
            StrokeAttributes(colour: ink, width: 2.5, name: "0"),
            StrokeAttributes(colour: ink, width: 2, name: "1"),
            StrokeAttributes(colour: ink, width: 2, name: "2", tool: .eraser),
        ]
        #expect(sketch.attributes == expected)
        #expect(sketch.channels.isEmpty && losses.counts == [.pointWidths: 1])
    }

    @Test func shortSplines() {
        func drawn(_ count: Int) -> [Point] {
            var stroke = SplineStroke(offset: 0)
            (stroke.x, stroke.y) = ((0..<count).map(Double.init), (0..<count).map(Double.init))
            return stroke.drawn(nil).points
        }
        #expect(drawn(0) == [])
        #expect(drawn(1) == [Point(0, 0)])
        #expect(drawn(2) == [Point(0, 0), Point(1, 1)])
        #expect(drawn(3) == [Point(1, 1)])
        #expect(drawn(4) == [Point(1, 1), Point(2, 2)])
    }

    @Test func samplesBelongToPoints() {
        var link = SplineStroke.SensorLink()
        #expect((0..<5).map { link.sample($0, of: 3) } == [0, 0, 1, 2, 2])
        link.first = 2
        #expect((0..<3).map { link.sample($0, of: 9) } == [2, 3, 4])
        link = .init(id: nil, first: 0, mapping: [4, 6, 99])
        #expect((0..<5).map { link.sample($0, of: 9) } == [4, 4, 6, 8, 8])
    }

    @Test func itIsOnlyRead() {
        #expect(!UIMFormat().canWrite && UIMFormat().outputExtensions.isEmpty)
    }

    /// Files of Wacom's older programs: strokes, and control points less two per stroke, as counted by another program.
    @Test(
        .realData,
        arguments: [
            ("animal", 91, 2216), ("ball", 17, 597), ("chocolate_cake", 63, 3905), ("earth", 14, 4972),
            ("elephant", 91, 2184), ("fuji", 22, 810), ("laptop", 14, 640), ("monkey", 19, 1068), ("ship", 52, 2152),
            ("wine", 76, 3814),
        ]
    )
    func willFilesOfOthers(name: String, strokes: Int, points: Int) throws {
        let path = TestFiles.realData("samples/wacom/Wacom-Developer__universal-ink-library__\(name).will")
        let result = FormatHarness.read(path: path, as: UIMFormat())
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(sketch.strokeCount == strokes && sketch.points.count == points - 2 * strokes)
        #expect((0..<strokes).allSatisfy { sketch.attributes(ofStroke: $0).colour?.alpha == 255 })
    }

    /// Files of Wacom's library: strokes and points as the library itself counts them, less the two control points at the
    /// ends.
    @Test(
        .realData,
        arguments: [
            ("1_Value_of_Ink_1", 471, 9602), ("2_Digital_Ink_is_processable_1", 177, 3318),
            ("3_Digital_Ink_1", 283, 4479),
            ("4_Hello_World_1", 623, 17052), ("5_Cell_Structure_1", 599, 12312),
            ("6_Different_Input_Providers", 16, 1104),
            ("raster", 4, 136),
        ]
    )
    func filesOfOthers(name: String, strokes: Int, points: Int) throws {
        let path = TestFiles.realData("samples/wacom/Wacom-Developer__universal-ink-library__\(name).uim")
        let result = FormatHarness.read(path: path, as: UIMFormat())
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(sketch.strokeCount == strokes && sketch.points.count == points)
        #expect(sketch.hasTimes && sketch.times.min() == 0)
        #expect((0..<strokes).allSatisfy { sketch.attributes(ofStroke: $0).colour != nil })
    }
}
