@testable internal import SketchAgentFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct ReadingTests {
    private func read(_ text: String, _ options: String = "") throws -> ReadResult {
        let format = try options.isEmpty ? SketchAgentFormat() : SketchAgentFormat().taking(options, for: .reading)
        return FormatHarness.read(text, name: "in", as: format)
    }

    private func fixture(_ name: String) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("sketchagent/" + name), as: SketchAgentFormat())
    }

    /// Each warning as `line:column text`.
    private func warnings(_ result: ReadResult) -> [String] {
        result.warnings.map {
            guard case .text(let line, let column) = $0.position else { return $0.text }
            return "\(line):\(column) \($0.text)"
        }
    }

    private func answer(_ strokes: String) -> String { "<strokes>\(strokes)</strokes>" }

    private func stroke(_ points: String, _ times: String, _ number: Int = 1) -> String {
        "<s\(number)><points>\(points)</points><t_values>\(times)</t_values><id>a\(number)</id></s\(number)>"
    }

    @Test func cellsAreOnTheProgramsPixels() throws {
        let result = try read(answer(stroke("'x1y1'", "0.00") + stroke("'x1y50', 'x50y1'", "0.00, 1.00", 2)))
        #expect(result.messages == [] && warnings(result) == [])
        let sketch = try #require(result.sketches.first)
        // The first cell is at the bottom left, where y is greatest.
        #expect(sketch.strokes.map(Array.init) == [[Point(18, 594)], [Point(18, 6), Point(606, 594)]])
        #expect(sketch.canvas == Canvas(width: 612, height: 612, unit: .pixel))
        #expect(sketch.attributes == [StrokeAttributes(name: "a1"), StrokeAttributes(name: "a2")])
        #expect(!sketch.hasTimes && result.losses.isEmpty)
    }

    @Test func otherGridsFillTheSameCanvas() throws {
        let text = answer(stroke("'x1y1', 'x9y9'", "0, 1"))
        // A tenth of the canvas per cell.
        #expect(try read(text, "grid=9").sketches.first?.points == [Point(91.8, 520.2), Point(581.4, 30.6)])
        let moved = try read(answer(stroke("'x1y1', 'x50y9'", "0, 1")), "grid=9")
        #expect(moved.sketches.first?.points == [Point(91.8, 520.2), Point(581.4, 30.6)])
        #expect(warnings(moved) == ["1:31 a cell is outside the grid, and was moved to its edge"])
    }

    @Test func cellsMayBeThePointsThemselves() throws {
        let text = answer(stroke("'x1y1', 'x2y3', 'x2y3', 'x9y9'", "0, 0.5, 0.5, 1"))
        let points = try read(text, "curves=points").sketches.first?.points
        #expect(points == [Point(18, 594), Point(30, 570), Point(30, 570), Point(114, 498)])
    }

    @Test func curvesPassThroughUpToFourCells() throws {
        let result = try read(
            answer(
                stroke("x10y10, x20y30, x40y10", "0, 0.5, 1")
                    + stroke("x8y14, x14y8, x34y8, x42y14", "0, 0.25, 0.75, 1", 2)
            )
        )
        let strokes = try #require(result.sketches.first).strokes.map(Array.init)
        #expect(strokes[0].first == Point(126, 486) && strokes[0].last == Point(486, 486))
        #expect(strokes[0].contains(Point(246, 246)), "half of an even number of lines")
        #expect(strokes[1].first == Point(102, 438) && strokes[1].last == Point(510, 438))
        #expect(strokes[1].contains(Point(174, 510)) && strokes[1].contains(Point(414, 510)))
    }

    /// The control points that NumPy finds (`curves.py`).
    @Test func curvesAreTheProgramsOwn() throws {
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("sketchagent/curves.txt")))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let text = try #require(TemporaryFolder.read(path: TestFiles.fixture("sketchagent/answers.md")))
        let grid = Grid(size: 50)
        let strokes = AnswerScanner(text.span).answers.flatMap(\.strokes)
        #expect(strokes.count == lines.count && lines.count == 9)
        for (stroke, line) in zip(strokes, lines) {
            let (points, list) = (try #require(stroke.points), try #require(stroke.times))
            let cells = CellList(text.span, points, on: grid).cells
            let times = try #require(TimeList(text.span, list).times)
            let fit = StrokeElement(cells: cells, times: times).fit(on: grid)
            let expected = line.split(separator: "|").map { curve in
                BezierCurve(
                    controls: curve.split(separator: " ").map { pair in
                        let numbers = pair.split(separator: ",").compactMap { Double($0) }
                        return Point(numbers[0], numbers[1])
                    }
                )
            }
            #expect(fit.curves.count == expected.count && !fit.usesEvenTimes)
            for (curve, other) in zip(fit.curves, expected) {
                #expect(curve.controls.count == other.controls.count)
                for (point, wanted) in zip(curve.controls, other.controls) {
                    #expect((point - wanted).length < 1e-5, "\(line)")
                }
            }
        }
    }

    @Test func flatteningStaysWithinTheTolerance() {
        let curve = BezierCurve(controls: [Point(0, 0), Point(900, 0), Point(-300, 612), Point(612, 612)])
        let polyline = curve.polyline[...]
        let fine = (0...5000).map { curve.point(at: Double($0) / 5000) }
        #expect(PolylineDistance.distances(fine, to: polyline).largest <= BezierCurve.tolerance)
    }

    @Test func answersInProse() throws {
        let result = fixture("answers.md")
        #expect(result.messages == [] && warnings(result) == [])
        #expect(result.sketches.map(\.metadata.label) == ["sailing boat", "House"])
        #expect(result.sketches.map(\.strokeCount) == [5, 4])
        #expect(
            result.sketches.map { $0.attributes.map(\.name) } == [
                ["hull", "deck", "mast", "sail & sheet", "eyelet"], ["wall", "roof", "door", "smoke"],
            ]
        )
        #expect(result.sketches.map(\.source.page) == [1, 2])
        #expect(result.sketches.map(\.source.position) == [.text(line: 11, column: 1), .text(line: 44, column: 1)])
    }

    @Test func answersInJSON() throws {
        let result = fixture("answers.json")
        #expect(result.messages == [] && warnings(result) == [])
        #expect(result.sketches.map(\.metadata.label) == ["leaf", "Leaf"])
        #expect(result.sketches.map { $0.attributes.map(\.name) } == [["upper \"edge\" ä"], ["vein"]])
        #expect(result.sketches.map(\.source.position) == [.text(line: 2, column: 13), .text(line: 3, column: 46)])
    }

    @Test func carelessAnswersAreRead() throws {
        let result = fixture("careless.txt")
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(result.sketches.count == 1 && sketch.metadata.label == "fish")
        #expect(sketch.attributes.map(\.name) == [nil, "belly", "tail", "eye", "mouth", "fin"])
        #expect(sketch.strokes.map(\.count).filter { $0 == 1 } == [1])
        #expect(
            warnings(result).sorted()
                == [
                    "11:5 a stroke is cut off in its points, and was left out",
                    "4:1 a stroke has no id",
                    "4:70 a stroke has more or fewer t_values than points; even ones are used",
                    "5:1 the strokes are not numbered one after another",
                    "5:22 a cell's number has a fraction, which was kept",
                    "5:40 a cell is outside the grid, and was moved to its edge",
                    "6:1 a stroke is not closed; it ends where the next one begins",
                    "6:1 a stroke has no t_values; even ones are used",
                    "6:34 something among the points is not a cell, and was left out",
                    "6:98 a stroke is closed with another number than its own",
                    "7:1 points stand outside a stroke; they were read as one",
                    "8:1 a stroke has no points, and was left out",
                    "8:1 the strokes are not numbered one after another",
                    "9:5 a field is not closed; it ends at the next tag",
                    "9:48 a t value is not a number from 0 to 1; even ones are used for its stroke",
                ].sorted()
        )
    }

    @Test(arguments: [
        ("<s3><points>x1y1</points><t_values>0</t_values><id>a</id></s3>", ["1:1 a stroke stands outside <strokes>"]),
        (
            "<strokes><s1><points>x1y1</points><t_values>0</t_values><id>a</id></s1>",
            ["1:72 the answer is cut off; what is complete was read"]
        ),
        (
            "<strokes><s1><points>x1y1</points><t_values>0</t_values><id>a",
            ["1:57 the answer is cut off; what is complete was read", "1:10 a stroke has no id"]
        ),
        (
            "<strokes><s1><points>x1y1</points><points>x2y2</points><t_values>0</t_values><id>a</id></s1></strokes>",
            ["1:35 a stroke has a field twice; the first was read"]
        ),
        (
            "<strokes><s1><points>x1y1</points><t_values>0</t_values><id>a</id></s1></answer>",
            ["1:72 <strokes> is not closed before something else begins"]
        ),
        (
            "<strokes><s1><points>x1y1 x2y2 x3y1</points><t_values>0 0 1</t_values><id>a</id></s1></strokes>",
            ["1:55 the t_values of a stroke determine no curve; even ones are used"]
        ),
        ("<STROKES>< S1 ><Points>X1Y1</Points><T_Values>0</T_Values><ID>a</ID></ s1></STROKES>", []),
        (
            "{\"a\":[\"<strokes><s1><points>x1y1</points>\\n<t_values>0</t_values><id>a</id></s1>",
            ["1:81 the answer is cut off; what is complete was read"]
        ),
    ])
    func oddities(text: String, expected: [String]) throws {
        let result = try read(text)
        #expect(result.messages == [] && warnings(result) == expected)
        #expect(result.sketches.first?.strokeCount == 1)
        #expect(result.sketches.first?.points.first == Point(18, 594))
    }

    @Test(arguments: [
        ("", "in:1:1: error: the text has no <strokes>, nor a stroke such as <s1>"),
        ("I can't draw that.", "in:1:1: error: the text has no <strokes>, nor a stroke such as <s1>"),
        ("No:\n <strokes></strokes>", "in:2:2: error: the answer has no stroke with points"),
        ("<strokes>\n<s1>\n<points>x1", "in:1:1: error: the answer has no stroke with points"),
        (
            "<strokes><s1><points>13, 27</points></s1></strokes>",
            "in:1:1: error: the answer has no stroke with points"
        ),
        ("x <s1><id>a</id></s1>", "in:1:3: error: the answer has no stroke with points"),
        ("{\"a\": [\"<strokes> \\n </strokes>\"]}", "in:1:9: error: the answer has no stroke with points"),
    ])
    func refusals(text: String, message: String) throws {
        let result = try read(text)
        #expect(result.sketches.isEmpty)
        #expect(result.messages.map { String($0.prefix { $0 != ";" }) } == [message])
    }

    /// One answer without strokes doesn't prevent the others.
    @Test func answersAreIndependent() throws {
        let good = answer(stroke("x1y1", "0"))
        let prose = "With <s1> for the <concept>cat</concept>, whose <points> are many:"
        let result = try read("<strokes></strokes>\n\(good) and <strokes> or \(good) \(prose) \(good)\nas in <strokes>")
        #expect(result.messages.count == 1 && result.sketches.count == 3)
        #expect(result.sketches.map(\.metadata.label) == [nil, nil, "cat"])
        #expect(warnings(result) == [])
    }

    @Test func continuedStrokesAreOne() throws {
        func element(_ number: Int, _ points: String, _ id: String) -> String {
            "<s\(number)><points>\(points)</points><t_values>0, 1</t_values><id>\(id)</id></s\(number)>"
        }
        let text = answer(
            element(1, "x1y1, x5y5", "wing") + element(2, "x5y5, x9y1", "wing, continued")
                + element(3, "x9y2, x9y9", "wing, continued") + element(4, "x9y9, x1y1", "stroke 3")
        )
        let sketch = try #require(try read(text).sketches.first)
        #expect(sketch.strokes.map(\.count) == [3, 2, 2])
        #expect(sketch.attributes.map(\.name) == ["wing", "wing, continued"])
        #expect(sketch.attributes(ofStroke: 2) == .none)
    }

    @Test func recognition() throws {
        func match(_ text: String, _ name: String) -> FormatMatch {
            SketchAgentFormat().recognises(prefix: Array(text.utf8.prefix(4096)), fileName: name)
        }
        for name in ["a.txt", "a.md", "a.xml", "a.json", "a"] {
            #expect(match(answer(stroke("x1y1", "0")), name) == .certain)
            #expect(match("Here it is:\n```xml\n<s2>\n<points>'X 12 Y 3'", name) == .certain)
            #expect(match("{\"cat\": [\"<strokes>\\n<s1>\\n<points>'x1y1'", name) == .certain)
            #expect(match("<strokes><points>13, 27</points></strokes>", name) == .no)
            #expect(match("<points>x1y1</points> <strokes>", name) == .no)
            #expect(match("", name) == .no)
        }
        #expect(match("", "a.sketchagent") == .possible)
    }
}
