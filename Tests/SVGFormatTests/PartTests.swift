internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Parts from the names of groups, and groups that are written in several pieces.
struct PartTests {
    private static let path = "<path stroke='red' fill='none' d='M0 0h1'/>"

    private static func sketch(_ markup: String) -> Sketch? {
        Reading.read("<svg xmlns:inkscape='urn:i'>\(markup)</svg>").sketches.first
    }

    private static func part(_ group: String) -> String? {
        sketch("<g \(group)>\(path)</g>")?.attributes(ofStroke: 0).part
    }

    @Test(arguments: [
        ("id='wing'", "wing"), ("id='left_wing'", "left_wing"), ("id='wing2'", "wing2"), ("id='Leg-1'", "Leg-1"),
        ("id='left_x20_wing'", "left wing"), ("inkscape:label='left wing'", "left wing"),
        ("data-name='left wing' id='left-wing'", "left wing"), ("id='g12' inkscape:label='tail'", "tail"),
        ("data-name='Group 3' id='Group_3' inkscape:label='ear'", "ear"), ("id='耳'", "耳"),
        ("id='head.part'", "head.part"),
    ])
    func namesOfPeople(group: String, part: String) { #expect(Self.part(group) == part) }

    @Test(arguments: [
        "id='g1234'", "id='g12-3-4'", "id='path12'", "id='Group_1'", "id='group'", "id='layer1'", "id='_x30_1'",
        "id='_x31_'", "id='Layer_x0020_1'", "id='a'", "id='p1'", "id='_12'", "id='XMLID_5_'", "id='SVGID_1_'",
        "id='SVGRepo_iconCarrier'", "id='Page-1'", "id='Artboard'", "id='Frame 3'", "id='Vector_2'", "id='surface1'",
        "id='kvg:05b57-g1'", "id='CrdtId(0, 11)'", "id='e3f1c2d4'", "id='line2d_1'", "id='axes_1'",
        "data-name='&lt;Group>'", "data-name='Group 3'", "inkscape:label='Layer 2'", "id='Rectangle 1'", "id=''", "",
        "inkscape:groupmode='layer' inkscape:label='ink'",
    ])
    func namesOfPrograms(group: String) { #expect(Self.part(group) == nil) }

    @Test func theInnermostNameCounts() {
        let path = Self.path
        let sketch = Self.sketch(
            """
            <g id='bird'><g inkscape:groupmode='layer' inkscape:label='ink' id='ink'><g id='g4'>\(path)</g></g><g id='wing'>\
            \(path)<g id='feather'>\(path)<g data-part='tip' id='x'><path data-part='quill' stroke='red' d='M0 0h1'/></g></g>
            </g></g>\(path)
            """
        )
        let parts = (0..<(sketch?.strokeCount ?? 0)).map { sketch?.attributes(ofStroke: $0).part }
        #expect(parts == ["bird", "wing", "feather", "quill", nil])
    }

    /// A name of a shape is the stroke's name, and no part.
    @Test func namesOfShapes() {
        let details = Self.sketch("<path id='wing' stroke='red' d='M0 0h1'/>")?.attributes(ofStroke: 0)
        #expect(details?.name == "wing" && details?.part == nil)
    }

    // MARK: Own documents

    private static func write(_ sketch: Sketch) throws -> String {
        let bytes = try FormatHarness.encode([sketch], with: RealDataTests.encoder(SVGFormat())).bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func grouped(_ groups: [StrokeGroup], _ strokes: [Int?]) -> Sketch {
        var sketch = Sketch(strokes: strokes.indices.map { [Point(Double($0), 0), Point(5, 5)] })
        for group in groups { _ = sketch.addGroup(group) }
        for (stroke, group) in strokes.enumerated() {
            sketch.setAttributes(StrokeAttributes(group: group), ofStroke: stroke)
        }
        return sketch
    }

    @Test func ownGroupsAreNoParts() throws {
        let sketch = Self.grouped([StrokeGroup(name: "wing"), StrokeGroup(name: "left wing", parent: 0)], [0, 1, nil])
        let back = try RealDataTests.roundTrip(sketch)
        #expect(back == sketch)
        #expect(back?.attributes.allSatisfy { $0.part == nil } == true)
    }

    /// What is read from another document has a part, which stays.
    @Test func partsStay() throws {
        let sketch = try #require(Self.sketch("<g id='wing'>\(Self.path)</g>"))
        #expect(sketch.attributes(ofStroke: 0).part == "wing")
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
    }

    /// Strokes of other groups may lie between those of a group, since their order is that of drawing.
    @Test func groupsInPieces() throws {
        let groups = [
            StrokeGroup(name: "ink", isLayer: true), StrokeGroup(name: "wing", parent: 0), StrokeGroup(name: "tail"),
            StrokeGroup(), StrokeGroup(name: "wing", parent: 0),
        ]
        let sketch = Self.grouped(groups, [0, 1, 2, 1, 0, 3, 2, 3, nil, 4, 1])
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
        let text = try Self.write(sketch)
        #expect(text.contains("<g data-continues=\"0\" inkscape:groupmode=\"layer\" inkscape:label=\"ink\">"))
        #expect(text.split(separator: "id=\"wing\"").count == 2)
        // A number that doesn't fit is a group of its own.
        for number in ["1", "9", "-1", "x", "999999999999999999999"] {
            let changed = text.replacing("data-continues=\"0\"", with: "data-continues=\"\(number)\"")
            #expect(FormatHarness.read(changed, name: "a.svg", as: SVGFormat()).sketches.first?.groups.count ?? 0 > 5)
        }
    }

    /// Inkscape shows the label, without what XML can't hold.
    @Test func labelsOfLayers() throws {
        let sketch = Self.grouped([StrokeGroup(name: "ink\u{7}", isLayer: true)], [0])
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
        let tag = "<g inkscape:groupmode=\"layer\" data-name-percent=\"ink%07\" inkscape:label=\"ink\u{fffd}\">"
        #expect(try Self.write(sketch).contains(tag))
    }

    /// Ids are names in XML, each used once.
    @Test(arguments: [
        ("a b", false), ("1a", false), ("-a", false), ("ªb", false), ("a:b", false), ("", false), ("a²", false),
        ("a-1.b_c", true), ("été", true), ("猫", true), ("_", true), ("a·b", true),
    ])
    func ids(name: String, isID: Bool) throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 1)], [Point(2, 2), Point(3, 3)]])
        for stroke in 0..<2 { sketch.setAttributes(StrokeAttributes(name: name), ofStroke: stroke) }
        let text = try Self.write(sketch)
        #expect(text.split(separator: " id=\"").count == (isID ? 2 : 1))
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
    }
}
