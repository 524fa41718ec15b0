internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import TldrawFormat

/// What is read of documents of every generation.
@Suite struct ReadingTests {
    private func fixture(_ name: String) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("tldraw/\(name).tldr"), as: TldrawFormat())
    }

    /// A document of one page.
    static func document(_ shapes: [String], name: String = "Page 1") -> String {
        let page = #"{"id":"page:a","typeName":"page","name":"\#(name)","index":"a1","meta":{}}"#
        return #"{"tldrawFileFormatVersion":1,"schema":{},"records":["#
            + ([page] + shapes).joined(separator: ",\n") + "]}"
    }

    /// A stroke on it.
    static func draw(
        _ id: String = "a",
        index: String = "a1",
        parent: String = "page:a",
        segments: String,
        more: String = ""
    ) -> String {
        #"{"id":"shape:\#(id)","typeName":"shape","type":"draw","parentId":"\#(parent)","index":"\#(index)","x":0,"#
            + #""y":0,"rotation":0,"props":{"color":"black","size":"m","isPen":false,"segments":["# + segments
            + "]\(more)}}"
    }

    private func read(_ text: String) -> ReadResult { FormatHarness.read(text, name: "in", as: TldrawFormat()) }

    private func isNear(_ strokes: [[Point]], _ expected: [[Point]]) -> Bool {
        strokes.map(\.count) == expected.map(\.count)
            && zip(strokes.joined(), expected.joined()).allSatisfy {
                max(($0.x - $1.x).magnitude, ($0.y - $1.y).magnitude) < 1e-9
            }
    }

    @Test(arguments: ["objects", "halves", "paths"])
    func allEncodingsOfStrokesGiveTheSameDrawing(name: String) throws {
        let result = fixture(name)
        #expect(result.messages == [])
        #expect(result.sketches.count == 2)
        let sketch = try #require(result.sketches.first)
        let strokes = sketch.strokes.map { Array($0) }
        let expected = [
            [Point(100, 50), Point(110, 50), Point(110, 70), Point(90, 70)],
            // In a group at (200, 100) that is turned by a right angle.
            [Point(200, 100), Point(192, 100)],
            [Point(195, 105), Point(195, 135)],
            [Point(0, 0), Point(40, 0), Point(40, 30), Point(0, 30), Point(0, 0)],
            [Point(51, 62), Point(55, 62), Point(55, 66)],
            [Point(10, 10), Point(60, 10)],
        ]
        #expect(isNear(strokes, expected))
        #expect(sketch.groups == [StrokeGroup(), StrokeGroup(name: "garden")])
        let highlight = 18 * 1.12
        #expect(
            sketch.attributes == [
                StrokeAttributes(colour: Colour(red: 0x44, green: 0x65, blue: 0xE9, alpha: 51), width: 5),
                StrokeAttributes(
                    colour: Colour(red: 0, green: 0xFF, blue: 0xC8, alpha: 128),
                    width: highlight,
                    tool: .highlighter,
                    group: 0
                ),
                StrokeAttributes(colour: Colour(red: 0x1D, green: 0x1D, blue: 0x1D, alpha: 64), width: 3.5, group: 0),
                StrokeAttributes(colour: Colour(rgb: 0xE03131), width: 4),
                StrokeAttributes(colour: Colour(rgb: 0xAE3EC9), width: 10, group: 1),
                StrokeAttributes(colour: Colour(rgb: 0x1D1D1D), width: 3.5),
            ]
        )
        #expect(!sketch.hasPressures)
        let lost = Dictionary(uniqueKeysWithValues: result.losses.sorted.map { ($0.loss.name, $0.count) })
        #expect(lost == ["textSkipped": 2, "fillsDropped": 1, "dashesDropped": 1, "markersDropped": 1])
        #expect(result.sketches[1].strokes.map { Array($0) } == [[Point(1, 2), Point(3, 4)]])
        #expect(result.sketches[1].pressures == [0.5, 1])
        #expect(result.sketches.map(\.source.page) == [1, 2])
        #expect(result.sketches.map(\.metadata) == [SketchMetadata(), SketchMetadata()])
    }

    @Test func documentsOfVersionOne() throws {
        let result = fixture("first")
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        let expected = [
            [Point(3, 4), Point(4, 5)],
            // Turned by a right angle about the middle of its box, (110, 55).
            [Point(115, 45), Point(115, 65), Point(105, 65)],
            [Point(0, 0), Point(8, 0), Point(8, 6), Point(0, 6), Point(0, 0)],
            [Point(10, 10), Point(19, 10)],
        ]
        #expect(isNear(sketch.strokes.map { Array($0) }, expected))
        #expect(sketch.groups == [StrokeGroup()])
        #expect(sketch.attributes.map(\.group) == [0, nil, nil, nil])
        #expect(sketch.attributes.map(\.width) == [5, 5, 2, 5])
        #expect(sketch.attributes.allSatisfy { $0.colour == Colour(rgb: 0x4263EB) })
        let lost = Dictionary(uniqueKeysWithValues: result.losses.sorted.map { ($0.loss.name, $0.count) })
        // Only one of the strokes is a pen's.
        #expect(lost == ["textSkipped": 1, "fillsDropped": 1, "markersDropped": 1, "pressuresDropped": 1])
    }

    @Test func snapshotsAreReadToo() {
        let page = #"{"id":"page:a","typeName":"page","name":"Page 1","index":"a1","meta":{}}"#
        let shape = Self.draw(segments: #"{"type":"free","points":[{"x":1,"y":2},{"x":3,"y":4}]}"#)
        for text in [
            #"{"schema":{},"documents":[{"state":\#(page),"lastChangedClock":0},{"state":\#(shape)}]}"#,
            #"{"store":{"page:a":\#(page),"shape:a":\#(shape)},"schema":{}}"#,
            #"{"document":{"store":{"page:a":\#(page),"shape:a":\#(shape)},"schema":{}},"session":{}}"#,
            #"{"meta":{},"tldraw":{"document":{"store":{"page:a":\#(page),"shape:a":\#(shape)}}}}"#,
        ] {
            #expect(read(text).sketches.map { $0.points } == [[Point(1, 2), Point(3, 4)]], "\(text)")
        }
    }

    /// The app cuts a stroke after 600 points.
    @Test func longStrokesAreJoined() throws {
        func points(_ range: Range<Int>) -> String {
            #"{"type":"free","points":["# + range.map { #"{"x":\#($0),"y":0}"# }.joined(separator: ",") + "]}"
        }
        func strokes(_ shapes: [String]) -> [Int] { read(Self.document(shapes)).sketches[0].strokes.map(\.count) }
        let first = Self.draw("a", index: "a1", segments: points(0..<601))
        #expect(strokes([first, Self.draw("b", index: "a2", segments: points(600..<900))]) == [900])
        #expect(strokes([first, Self.draw("b", index: "a2", segments: points(700..<900))]) == [601, 200])
        let short = Self.draw("a", index: "a1", segments: points(0..<300))
        #expect(strokes([short, Self.draw("b", index: "a2", segments: points(299..<900))]) == [300, 601])
    }

    @Test func emptyPages() {
        let stroke = Self.draw(segments: #"{"type":"free","path":""}"#)
        // A document without shapes is a drawing without strokes, and so is a page of empty strokes.
        #expect(read(Self.document([])).sketches.map(\.strokeCount) == [0])
        #expect(read(Self.document([stroke])).sketches.map(\.strokeCount) == [0])
        #expect(read(#"{"tldrawFileFormatVersion":1,"records":[]}"#).sketches.isEmpty)
        let other = #"{"id":"page:b","typeName":"page","name":"Page 2","index":"a2","meta":{}}"#
        #expect(read(Self.document([other, stroke])).sketches.map(\.source.page) == [nil])
    }

    @Test func namesOfPagesAreCounted() {
        #expect(read(Self.document([], name: "Page 12")).losses.isEmpty)
        #expect(read(Self.document([], name: "cats")).losses.sorted.map(\.loss.name) == ["pageNamesDropped"])
    }

    /// Shapes in each other, or in themselves, aren't on a page, and the last of several records with one id counts.
    @Test func shapesAreOnAPageOrNotRead() {
        let segment = #"{"type":"free","points":[{"x":1,"y":2}]}"#
        let shapes = [
            Self.draw("a", parent: "shape:b", segments: segment), Self.draw("b", parent: "shape:a", segments: segment),
            Self.draw("c", parent: "shape:c", segments: segment), Self.draw("d", parent: "page:x", segments: segment),
            Self.draw("e", segments: segment), Self.draw("e", segments: segment.replacing("1", with: "9")),
        ]
        #expect(read(Self.document(shapes)).sketches.map(\.points) == [[Point(9, 2)]])
    }

    @Test func scalesAndCurves() throws {
        let segment = #"{"type":"free","points":[{"x":1,"y":2},{"x":3,"y":4}]}"#
        let scaled = Self.draw(segments: segment, more: #","scale":2,"scaleX":-2,"scaleY":0.5"#)
        let sketch = try #require(read(Self.document([scaled])).sketches.first)
        #expect(sketch.points == [Point(-2, 1), Point(-6, 2)])
        #expect(sketch.attributes[0].width == 7)
        let arc = Curves.arc(from: Point(-1, 0), through: Point(0, 1), to: Point(1, 0))
        #expect(arc.count == 37)
        #expect(arc.allSatisfy { (($0.x * $0.x + $0.y * $0.y) - 1).magnitude < 1e-12 && $0.y > -1e-12 })
        #expect(Curves.spline([.zero, Point(1, 0), Point(2, 0)]).last == Point(2, 0))
        for kind in ["rectangle", "ellipse", "oval", "diamond", "triangle", "pentagon", "hexagon", "octagon"]
            + ["rhombus", "rhombus-2", "trapezoid", "arrow-left", "arrow-right", "arrow-up", "arrow-down"]
        {
            for (width, height) in [(40.0, 20.0), (20, 40)] {
                let outline = try #require(GeoOutline(width: width, height: height).strokes(kind)?.first)
                let box = try #require(BoundingBox(outline))
                #expect(outline.first == outline.last, "\(kind)")
                #expect((box.width - width).magnitude < 1e-9 && (box.height - height).magnitude < 1e-9, "\(kind)")
                #expect(box.minimum.x.magnitude < 1e-9 && box.minimum.y.magnitude < 1e-9, "\(kind)")
            }
        }
        #expect(GeoOutline(width: 1, height: 1).strokes("cloud") == nil)
    }

    /// Each at the value that it concerns.
    @Test(arguments: [
        (#"{"a":1}"#, "1:1: error: there are neither records nor pages of tldraw in it"),
        ("[]", "1:1: error: there are neither records nor pages of tldraw in it"),
        (
            #"{"tldrawFileFormatVersion":2,"records":[]}"#,
            "1:1: error: the file's format is version 2, but only version 1 is known; save it with an older version of "
                + "tldraw"
        ),
        (#"{"records":["#, "1:13: error: expected a value, but the text ends"),
        (document([draw(segments: "{}")]), "2:170: error: this segment has neither a 'path' nor 'points'"),
        (document([draw(segments: #"{"path":"A?=="}"#)]), "2:178: error: the points are not written in base64"),
        (document([draw(segments: #"{"path":7}"#)]), "2:178: error: the points are not written in base64"),
        (
            document([draw(segments: #"{"path":"AAAAAAAAAAAAAAA/AAAA"}"#)]),
            "2:178: error: the points take 15 bytes, which is no whole number of points"
        ),
        (
            document([draw(segments: #"{"points":"AAAA"}"#)]),
            "2:180: error: the points take 3 bytes, which is no whole number of points"
        ),
        // Infinity in binary16.
        (document([draw(segments: #"{"points":"AHwAAAAA"}"#)]), "2:1: error: a coordinate of this draw is not finite"),
        (document([draw(segments: #"{"points":[{"x":1}]}"#)]), "2:181: error: this segment has no 'y'"),
        (document([draw(segments: #"{"points":[{"x":1,"y":"2"}]}"#)]), "2:192: error: 'y' is not a number"),
        (
            document([#"{"id":"shape:a","typeName":"shape","type":"geo","parentId":"page:a","x":0,"y":0,"props":{}}"#]),
            "2:89: error: this geo has no 'w'"
        ),
        (
            document([#"{"id":"shape:a","typeName":"shape","type":"draw","parentId":"page:a","x":0,"y":0}"#]),
            "2:1: error: this draw has no 'props'"
        ),
        (
            #"{"document":{"pages":{"p":{"shapes":{"a":{"type":"draw","point":[1],"points":[[0,0]]}}}}}}"#,
            "1:65: error: 'point' is not a number"
        ),
    ])
    func brokenDocuments(text: String, message: String) { #expect(read(text).messages == ["in:" + message]) }

    /// A page that can't be read doesn't keep the others from being read.
    @Test func otherPagesAreRead() {
        let other = #"{"id":"page:b","typeName":"page","name":"Page 2","index":"a2","meta":{}}"#
        let sound = Self.draw("b", parent: "page:b", segments: #"{"points":[{"x":1,"y":1}]}"#)
        let result = read(Self.document([other, sound, Self.draw(segments: "{}")]))
        #expect(result.messages.count == 1 && result.sketches.map(\.points) == [[Point(1, 1)]])
    }

    /// Small files that claim a lot.
    @Test func hostileSizes() {
        func group(_ id: Int, in parent: String) -> String {
            #"{"id":"shape:\#(id)","typeName":"shape","type":"group","parentId":"\#(parent)","index":"a1","x":0,"y":0}"#
        }
        let chain = (0..<20_000).map { group($0, in: $0 == 0 ? "page:a" : "shape:\($0 - 1)") }
        #expect(
            read(Self.document(chain)).messages.map { $0.hasSuffix("groups are nested more than 100 deep") } == [true]
        )
        // The same id again and again would double the shapes with each level.
        let doubled = (0..<60).flatMap { level in
            [0, 1].map { _ in group(level, in: level == 0 ? "page:a" : "shape:\(level - 1)") }
        }
        #expect(read(Self.document(doubled)).sketches.map(\.strokeCount) == [0])
        // Each level looked at twice would take years.
        let nested = String(repeating: #"{"text":"#, count: 50) + "1" + String(repeating: "}", count: 50)
        let box = #"{"id":"shape:a","typeName":"shape","type":"geo","parentId":"page:a","index":"a1","x":0,"y":0,"#
        let label = box + #""props":{"geo":"ellipse","w":1,"h":1,"richText":\#(nested)}}"#
        #expect(read(Self.document([label])).sketches.map(\.strokeCount) == [1])
        let huge = #"{"type":"free","points":[{"x":1e308,"y":1e308}]}"#
        let far = Self.draw(segments: huge, more: #","scaleX":1e308,"scaleY":1"#)
        #expect(read(Self.document([far])).messages == ["in:2:1: error: a coordinate of this draw is not finite"])
    }

    @Test func recognises() throws {
        for name in ["objects", "halves", "paths", "first"] {
            let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("tldraw/\(name).tldr")))
            #expect(TldrawFormat().recognises(prefix: Array(bytes.prefix(4096)), fileName: "x") == .certain)
        }
        let escaped = #"{"text":"{\"tldrawFileFormatVersion\":1}"}"#
        #expect(TldrawFormat().recognises(prefix: Array(escaped.utf8), fileName: "x.json") == .no)
        #expect(TldrawFormat().recognises(prefix: [], fileName: "x.tldr") == .possible)
    }
}
