@testable internal import SketchAgentFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct WritingTests {
    private func write(_ sketches: [Sketch], _ options: String = "") throws -> (text: String, losses: [String]) {
        let format = try options.isEmpty ? SketchAgentFormat() : SketchAgentFormat().taking(options, for: .writing)
        let encoder = SketchAgentEncoder(format, tally: FitTally())
        let (bytes, losses) = try FormatHarness.encode(sketches, with: encoder)
        return (String(decoding: bytes, as: UTF8.self), losses.sorted.map(\.loss.name))
    }

    private func read(_ text: String, _ options: String = "") throws -> [Sketch] {
        let format = try options.isEmpty ? SketchAgentFormat() : SketchAgentFormat().taking(options, for: .reading)
        let result = FormatHarness.read(text, name: "in", as: format)
        #expect(result.messages == [] && result.warnings == [] && result.losses.isEmpty)
        return result.sketches
    }

    private func onCanvas(_ strokes: [[Point]]) -> Sketch {
        var sketch = Sketch(strokes: strokes)
        sketch.canvas = Canvas(width: 612, height: 612, unit: .pixel)
        return sketch
    }

    @Test func exactText() throws {
        var sketch = onCanvas([[Point(18, 594), Point(606, 6)], [], [Point(30, 582)]])
        sketch.metadata.label = "a < b"
        sketch.setAttributes(StrokeAttributes(name: "up", part: "wing"), ofStroke: 0)
        let (text, losses) = try write([sketch])
        #expect(
            text == """
                <concept>a &lt; b</concept>
                <strokes>
                    <s1>
                        <points>'x1y1', 'x50y50'</points>
                        <t_values>0.00, 1.00</t_values>
                        <id>up</id>
                    </s1>
                    <s2>
                        <points>'x2y2'</points>
                        <t_values>0.00</t_values>
                        <id>stroke 2</id>
                    </s2>
                </strokes>


                """
        )
        #expect(losses == ["emptyStrokesDropped", "partsDropped"])
        let back = try #require(try read(text).first)
        #expect(back.points == sketch.points && back.metadata.label == "a < b")
        #expect(back.attributes == [StrokeAttributes(name: "up")])
    }

    @Test func everythingElseIsCounted() throws {
        var sketch = Sketch(strokes: [[Point(10.1, 20.3)], [Point(15.7, 30.9), Point(200.3, 60.7)], []])
        sketch.metadata = SketchMetadata(
            label: "cat",
            id: 7,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1),
            recognized: true
        )
        sketch.canvas = Canvas(width: 256, height: 256)
        for channel in PointChannel.allCases { try sketch.setChannel(channel, to: [0, 0.25, 0.5]) }
        let group = sketch.addGroup(StrokeGroup(name: "sketch", isLayer: true))
        sketch.setAttributes(
            StrokeAttributes(colour: .black, width: 2, part: "head", tool: .pen, group: group),
            ofStroke: 1
        )
        let (text, losses) = try write([sketch])
        #expect(
            losses == [
                "azimuthsDropped", "coloursDropped", "coordinatesRounded", "countryCodeDropped", "emptyStrokesDropped",
                "groupsDropped", "idDropped", "partsDropped", "placementDropped", "pressuresDropped",
                "recognizedDropped", "sizeDropped", "tiltsDropped", "timesDropped", "timestampDropped", "toolsDropped",
                "widthsDropped",
            ]
        )
        let back = try #require(try read(text).first)
        #expect(back.metadata == SketchMetadata(label: "cat") && back.strokeCount == 2)
        #expect(back.attributes(ofStroke: 1) == StrokeAttributes(name: "head"))
    }

    /// Drawings of another canvas fill the grid, with their proportions, the right way up.
    @Test func drawingsAreFittedToTheGrid() throws {
        let text = try write([Sketch(strokes: [[Point(100, 0), Point(100, 98), Point(198, 98)]])]).text
        #expect(text.contains("<points>'x1y50', 'x1y1'</points>") && text.contains("<points>'x1y1', 'x50y1'</points>"))
        let small = try write([Sketch(strokes: [[Point(0, 0), Point(0, 8), Point(8, 8)]])], "grid=9").text
        #expect(small.contains("'x1y9', 'x1y1'") && small.contains("'x1y1', 'x9y1'"))
    }

    @Test func namesComeBack() throws {
        let names = [
            "wing", "stroke 2", "stroke 7", "wing, continued", ", continued", " a\tb\n", "a&amp;b", "<s1>", "</id>",
            "ä\u{301}🦔", "\0", "'", "&#65;", "\u{a0}",
        ]
        var sketch = onCanvas([])
        for (index, name) in names.enumerated() {
            try sketch.appendStroke([Point(18, 594), Point(18, 594 - 12 * Double(index))])
            sketch.setAttributes(StrokeAttributes(name: name), ofStroke: index)
        }
        sketch.metadata.label = "</concept> & \n"
        let (text, losses) = try write([sketch])
        #expect(losses == [])
        let back = try #require(try read(text).first)
        #expect(back.attributes.map(\.name) == names && back.metadata.label == sketch.metadata.label)
        #expect(back.points == sketch.points)
        sketch.setAttributes(StrokeAttributes(name: ""), ofStroke: 0)
        #expect(try write([sketch]).losses == ["namesDropped"])
    }

    @Test func drawingsWithoutPointsAreRefused() throws {
        for strokes in [[], [[]]] as [[[Point]]] {
            let error = #expect(throws: SketchAgentError.self) { try write([Sketch(strokes: strokes)]) }
            #expect(error == .noPoints && error?.advice != nil)
        }
        let huge = Sketch(strokes: [[Point(-1.7e308, 0), Point(1.7e308, 0)]])
        #expect(throws: SketchAgentError.tooLarge) { try write([huge]) }
    }

    /// A drawing without an extent stays two points, or one.
    @Test func strokesWithinACell() throws {
        let text = try write([
            onCanvas([
                [Point(18, 594), Point(18.5, 594)], [Point(300, 300)],
                [.init(20, 590), .init(21, 590), .init(22, 591)],
            ])
        ]).text
        #expect(try read(text).first?.strokes.map(\.count) == [2, 1, 2])
    }

    static func random(_ generator: inout SeededGenerator) -> Sketch {
        func number(_ limit: Int) -> Double { Double(generator.index(below: limit * 16)) / 16 }
        let strokes = (0..<(1 + generator.index(below: 4))).map { _ -> [Point] in
            let count = 1 + generator.index(below: 24)
            var place = Point(number(256), number(256))
            let isSmooth = generator.index(below: 2) == 0
            var direction = Point(number(16) - 8, number(16) - 8)
            return (0..<count).map { _ in
                if isSmooth {
                    direction = direction + Point(number(6) - 3, number(6) - 3)
                    place = place + direction
                } else {
                    place = Point(number(256), number(256))
                }
                return place
            }
        }
        return Sketch(strokes: strokes, metadata: SketchMetadata(label: "thing"))
    }

    /// What was written is written again byte for byte, and is close to the drawing.
    @Test(arguments: ["", "grid=64", "grid=7", "curves=points", "grid=500"])
    func writingAgainGivesTheSameBytes(options: String) throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<40 {
            let sketch = Self.random(&generator)
            let (text, _) = try write([sketch], options)
            let back = try read(text, options)
            #expect(back.count == 1 && back[0].strokeCount == sketch.strokeCount)
            let again = try write(back, options)
            #expect(again.text == text)
            #expect(again.losses == [])
            #expect(try read(again.text, options) == back)
        }
    }

    @Test func sampleSketches() throws {
        let text = try write(SampleSketches.simple).text
        let back = try read(text)
        #expect(back.map(\.strokeCount) == SampleSketches.simple.map(\.strokeCount))
        #expect(back.map(\.metadata.label) == SampleSketches.simple.map(\.metadata.label))
        #expect(try write(back).text == text)
    }

    /// What hardly is a drawing keeps its numbers of points, unless the loss is counted.
    @Test func degenerateSketches() throws {
        var counts: [[Int]] = []
        for sketch in SampleSketches.degenerate where !sketch.points.isEmpty {
            let (text, losses) = try write([sketch])
            let back = try #require(try read(text).first)
            counts.append(back.strokes.map(\.count))
            #expect(losses.contains("emptyStrokesDropped") == (back.strokeCount != sketch.strokeCount))
        }
        #expect(counts == [[1], [2], [2], [2, 1]])
    }

    @Test func curvesThatWereReadAreWrittenAgain() throws {
        let path = TestFiles.fixture("sketchagent/answers.md")
        let boat = FormatHarness.read(path: path, as: SketchAgentFormat()).sketches[0]
        let (text, losses) = try write([boat])
        #expect(losses == [] && text.contains("'x8y14', 'x14y8', 'x34y8', 'x42y14'"))
        #expect(text.contains("'x24y40', 'x36y30', 'x38y17'"))
        #expect(try read(text) == [boat])
    }

    @Test func circlesAreCurves() throws {
        let circle = (0...90).map { step in
            // Rational points of a circle.
            let t = Double(step % 90) / 45 - 1
            return Point(300 + 200 * (1 - t * t) / (1 + t * t), 300 + 400 * t / (1 + t * t))
        }
        let sketch = onCanvas([circle])
        let text = try write([sketch]).text
        let back = try #require(try read(text).first)
        #expect(back.strokeCount == 1)
        #expect(text.split(separator: "<points>").count - 1 <= 5)
        let error = PolylineDistance.distances(circle, to: back.points[...])
        #expect(error.largest <= 0.75 * 12)
    }

    /// The summary says how close the curves are.
    @Test func notes() throws {
        let folder = TemporaryFolder()
        let output = try SketchOutput(path: folder("a.sketchagent"), layout: .manySketches, force: true)
        var writer = try SketchAgentFormat().makeWriter(output)
        _ = try writer.write(writer.encoding.chunks(of: onCanvas([[Point(18, 594), Point(606, 12)]])))
        #expect(
            try writer.finish() == ["the curves are 0.21 cells away from the drawings on average, and at most 0.50"]
        )
        let text = folder.text("a.sketchagent")
        #expect(text?.hasPrefix("<strokes>\n    <s1>\n        <points>'x1y1', 'x50y50'</points>") == true)
    }

    @Test func longStrokesTakeLittleTime() throws {
        var generator = SeededGenerator(seed: 3)
        var zigzag: [Point] = []
        for _ in 0..<20_000 {
            zigzag.append(Point(Double(generator.index(below: 600)), Double(generator.index(below: 600))))
        }
        let spiral = (0..<20_000).map { Point(Double($0) / 40, Double($0 % 2) / 100) }
        let text = try write([onCanvas([zigzag, spiral])]).text
        #expect(try read(text).first?.strokeCount == 2)
    }
}
