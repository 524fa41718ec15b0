internal import ExcalidrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Our own drawings, in every form that scenes have.
@Suite struct ReadingTests {
    private func read(_ name: String) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("excalidraw/" + name), as: ExcalidrawFormat())
    }

    private func house() throws -> Sketch {
        let result = read("house.excalidraw")
        #expect(result.messages == [] && result.warnings == [] && result.sketches.count == 1)
        return try #require(result.sketches.first)
    }

    private func isNear(_ one: Point, _ other: Point) -> Bool {
        abs(one.x - other.x) < 1e-9 && abs(one.y - other.y) < 1e-9
    }

    @Test func strokesAreReadExactly() throws {
        let house = try house()
        #expect(house.strokeCount == 9)
        #expect(Array(house.strokes[0]) == [Point(40, 200), Point(42, 150), Point(40, 100), Point(40, 100)])
        // The third number of a point is ignored.
        #expect(Array(house.strokes[1]) == [Point(140, 100), Point(138, 150), Point(140, 200), Point(140, 200)])
        #expect(Array(house.strokes[2]) == [Point(30, 100), Point(90, 40), Point(150, 100)])
        #expect(Array(house.strokes[7]) == [Point(300, 40), Point(285, 55)])
        #expect(house.source.position == .text(line: 1, column: 1) && house.source.page == nil)
        #expect(house.metadata == SketchMetadata() && house.canvas == nil)
    }

    @Test func shapesAreOutlines() throws {
        let house = try house()
        // A rectangle of 30 × 50 turned by a right angle about its middle.
        let corners = [Point(115, 160), Point(115, 190), Point(65, 190), Point(65, 160), Point(115, 160)]
        #expect(zip(house.strokes[3], corners).allSatisfy(isNear) && house.strokes[3].count == 5)
        let diamond = [Point(90, 110), Point(100, 120), Point(90, 130), Point(80, 120), Point(90, 110)]
        #expect(Array(house.strokes[4]) == diamond)
        let ellipse = Array(house.strokes[5])
        #expect(ellipse.first == Point(280, 90) && ellipse.last == Point(280, 90) && ellipse.count > 30)
        for (start, end) in zip(ellipse, ellipse.dropFirst()) {
            for point in [start, (start + end) * 0.5] {
                let scaled = Point((point.x - 240) / 40, (point.y - 90) / 30)
                #expect(abs((scaled.x * scaled.x + scaled.y * scaled.y).squareRoot() - 1) < 80.0 / 1024 / 30)
            }
        }
        // A rounded rectangle of 60 × 20: corners of a quarter of its shorter side.
        let rounded = Array(house.strokes[8])
        #expect(rounded.first == Point(205, 205) && rounded.last == Point(205, 205))
        #expect(BoundingBox(rounded) == BoundingBox(minimum: Point(200, 205), maximum: Point(260, 225)))
        // The middle of a quadratic curve lies halfway between its control and the middle of its ends.
        let corner = rounded.min { ($0.x - 260) - ($0.y - 205) > ($1.x - 260) - ($1.y - 205) }
        let middle = try #require(corner)
        #expect(abs(middle.x - 258.75) < 0.2 && abs(middle.y - 206.25) < 0.2)
    }

    /// A rounded line is a curve through its points.
    @Test func roundedLinesAreCurves() throws {
        let line = Array(try house().strokes[6])
        #expect(line.count > 5)
        let given = [Point(240, 120), Point(244, 160), Point(236, 200)]
        #expect(line.first == given[0] && line.contains(given[1]) && line.last == given[2])
        // At the second point the curve is parallel to the line from the first to the third.
        let place = try #require(line.firstIndex(of: given[1]))
        let slope = (line[place + 1].x - line[place - 1].x) / (line[place + 1].y - line[place - 1].y)
        #expect(abs(slope - -4.0 / 80) < 0.05)
    }

    @Test func attributes() throws {
        let house = try house()
        let first = house.attributes(ofStroke: 0)
        #expect(first.name == "freedraw1" && first.tool == nil && first.part == nil)
        #expect(first.colour == Colour(rgb: 0x1e1e1e) && first.width == 8)
        let second = house.attributes(ofStroke: 1)
        #expect(second.colour == Colour(red: 0xe0, green: 0x31, blue: 0x31, alpha: 153) && second.width == 4)
        // Only the pen's lines are wider than their number says.
        #expect(house.attributes(ofStroke: 2).width == 2)
        let tools = (0..<9).map { house.attributes(ofStroke: $0).tool?.rawValue ?? "" }
        #expect(
            tools == ["", "", "line", "rectangle", "diamond", "ellipse", "line", "arrow", "rectangle"]
        )
        #expect(house.attributes(ofStroke: 5).colour == Colour(rgb: 0x008000))
        #expect(house.attributes(ofStroke: 8).colour == Colour(rgb: 0xaabbcc))
    }

    @Test func groups() throws {
        let house = try house()
        #expect(house.groups(ofStroke: 0).map(\.name) == ["Sketch", "house", "walls"])
        #expect(house.groups(ofStroke: 2).map(\.name) == ["house"])
        #expect(house.groups(ofStroke: 5) == [])
        // The group of the roof isn't in the frame, so it is another than that of the walls.
        #expect(house.groups.count == 4 && !house.groups.contains(where: \.isLayer))
    }

    @Test func losses() throws {
        let losses = read("house.excalidraw").losses
        let counts = losses.sorted.map { "\($0.loss.name) \($0.count)" }
        #expect(
            counts == [
                "dashesDropped 1", "fillsDropped 1", "hiddenShapesSkipped 1", "imagesSkipped 1", "markersDropped 1",
                "pressuresDropped 1", "roughnessDropped 6", "textSkipped 1",
            ]
        )
    }

    @Test func pressuresAreKeptIfAllStrokesHaveThem() throws {
        let element = """
            {"type":"freedraw","x":1,"y":2,"points":[[0,0],[3,4]],"simulatePressure":false,"pressures":[0.25,1]}
            """
        func read(_ elements: String) -> ReadResult {
            FormatHarness.read(
                "{\"type\":\"excalidraw\",\"elements\":[\(elements)]}",
                name: "in",
                as: ExcalidrawFormat()
            )
        }
        let sketch = try #require(read(element + "," + element).sketches.first)
        #expect(sketch.pressures == [0.25, 1, 0.25, 1] && sketch.hasPressures)
        #expect(sketch.attributes.isEmpty && sketch.groups.isEmpty)
        for (from, to) in [
            ("0.25,1", "0.25"), ("0.25,1", "0.25,1.5"), ("0.25,1", "-0.5,0"), ("[0.25,1]", "[]"),
            ("false", "true"), ("[0.25,1]", "null"),
        ] {
            let other = element.replacing(from, with: to)
            let result = read(element + "," + other)
            #expect(result.messages == [] && result.sketches.first?.hasPressures == false, "\(other)")
            #expect(result.losses.counts == [.pressures: 1])
        }
    }

    @Test func libraries() throws {
        for name in ["drawings.excalidrawlib", "old.excalidrawlib"] {
            let result = read(name)
            #expect(result.messages == [] && result.sketches.count == 2)
            #expect(result.sketches.map(\.source.page) == [1, 2])
            let isOld = name.hasPrefix("old")
            #expect(result.sketches.map(\.metadata.label) == [isOld ? nil : "house", nil])
            var first = try #require(result.sketches.first)
            first.metadata.label = nil
            #expect(try first == house())
            let tree = try #require(result.sketches.last)
            let strokes = tree.strokes.map(Array.init)
            #expect(strokes[0] == [Point(10, 90), Point(15, 50), Point(10, 10)])
            #expect(strokes[1] == [Point(9.5, 12.25), Point(30.5, -20.25), Point(50.5, 10.25)])
            #expect(tree.attributes(ofStroke: 0).width == 2 && tree.attributes(ofStroke: 1).width == 8)
        }
    }

    /// Pictures and notes hold the same drawings.
    @Test func embeddedScenes() throws {
        for name in ["house.excalidraw.png", "house.excalidraw.svg"] {
            let result = read(name)
            #expect(result.messages == [])
            #expect(try result.sketches == [house()], "\(name)")
        }
        let tree = try #require(read("old.excalidrawlib").sketches.last)
        for name in ["plain.excalidraw.png", "tree.excalidraw.md", "packed.excalidraw.md"] {
            let result = read(name)
            #expect(result.messages == [])
            #expect(result.sketches == [tree], "\(name)")
        }
        let fault = read("without.excalidraw.png").faults.first
        #expect(fault?.reason as? ExcalidrawError == .noScene && fault?.position == .bytes(offset: 0, record: nil))
    }

    @Test(arguments: [
        ("house.excalidraw", FormatMatch.certain, FormatMatch.no), ("drawings.excalidrawlib", .no, .certain),
        ("old.excalidrawlib", .no, .certain), ("plain.excalidraw.png", .embedded, .no),
        ("house.excalidraw.png", .embedded, .no), ("house.excalidraw.svg", .embedded, .no),
        ("tree.excalidraw.md", .certain, .no), ("packed.excalidraw.md", .certain, .no),
        ("without.excalidraw.png", .no, .no),
    ])
    func recognition(file: String, scene: FormatMatch, library: FormatMatch) throws {
        let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("excalidraw/" + file)))
        let prefix = Array(bytes.prefix(4096))
        #expect(ExcalidrawFormat().recognises(prefix: prefix, fileName: "") == scene)
        #expect(ExcalidrawLibraryFormat().recognises(prefix: prefix, fileName: "") == library)
    }

    @Test func recognitionOfOtherFiles() {
        func scene(_ text: String, _ name: String = "") -> FormatMatch {
            ExcalidrawFormat().recognises(prefix: Array(text.utf8), fileName: name)
        }
        #expect(scene(" {\"version\":2, \"type\" : \"excalidraw\", \"elements\":[") == .certain)
        #expect(scene("\u{feff}{\"a\":[{\"type\":\"x\"}],\"type\":\"excalidraw\"") == .certain)
        // Only the outermost object counts, and only its key.
        #expect(scene("{\"a\":{\"type\":\"excalidraw\"}}") == .no)
        #expect(scene("{\"a\":\"type\",\"b\":\"excalidraw\"}") == .no)
        #expect(scene("{\"type\":\"FeatureCollection\"}", "a.excalidraw") == .possible)
        #expect(scene("<svg xmlns=\"http://www.w3.org/2000/svg\"/>") == .no)
        #expect(scene("---\ntags: a\n---\n") == .no)
        #expect(scene("") == .no && scene("", "a.excalidraw") == .possible)
        let picture = "\u{89}PNG"
        #expect(scene(picture) == .no)
        let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        #expect(ExcalidrawFormat().recognises(prefix: png, fileName: "a.excalidraw.png") == .possible)
        #expect(ExcalidrawFormat().recognises(prefix: png, fileName: "a.png") == .no)
    }
}
