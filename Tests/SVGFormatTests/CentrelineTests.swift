internal import Platform
internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Outlines of lines, brought back to the lines in their middle.
struct CentrelineTests {
    private static var format: SVGFormat {
        var format = SVGFormat()
        format.fill = .centreline
        return format
    }

    private static func read(_ markup: String) -> ReadResult { Reading.body(markup, format) }

    @Test func aStraightBar() throws {
        let bar = Ribbon.outline([Point(10, 20), Point(110, 20)]) { _ in 6 }
        let result = Self.read("<g id='bar' opacity='.5'>\(Ribbon.path(bar))</g>")
        let sketch = try #require(result.sketches.first)
        #expect(result.losses.isEmpty && result.warnings.isEmpty)
        #expect(sketch.strokeCount == 1 && !sketch.hasPressures)
        let (first, last) = try (#require(sketch.points.first), #require(sketch.points.last))
        #expect(abs(first.x - 10) < 1.5 && abs(first.y - 20) < 0.3 && abs(last.x - 110) < 1.5)
        #expect(sketch.points.allSatisfy { abs($0.y - 20) < 0.3 })
        let details = sketch.attributes(ofStroke: 0)
        #expect(abs((details.width ?? 0) - 6) < 0.2)
        #expect(details.colour == Colour(red: 0, green: 128, blue: 128, alpha: 128))
        #expect(details.group == 0 && details.part == "bar")
    }

    /// The line starts at the end that is nearer to the outline's start.
    @Test func theDirection() throws {
        let line = [Point(10, 20), Point(60, 40), Point(110, 20)]
        let forwards = try #require(Self.read(Ribbon.path(Ribbon.outline(line) { _ in 5 })).sketches.first)
        let backwards = try #require(Self.read(Ribbon.path(Ribbon.outline(line.reversed()) { _ in 5 })).sketches.first)
        #expect(forwards.points[0].x < 15 && backwards.points[0].x > 105)
    }

    @Test(arguments: [2.0, 6, 20, 40])
    func aLineThatCrossesItself(width: Double) throws {
        let sketch = try #require(Self.read(Ribbon.path(Ribbon.outline(Ribbon.loop) { _ in width })).sketches.first)
        #expect(sketch.strokeCount == 1)
        #expect(LineDistance(of: sketch.points, from: Ribbon.loop).most < 0.1 * width)
        #expect(LineDistance(of: Ribbon.loop, from: sketch.points).most < 0.1 * width)
        #expect(abs((sketch.attributes(ofStroke: 0).width ?? 0) - width) < 0.1 * width)
    }

    @Test func widthsBecomePressures() throws {
        let swelling = Ribbon.outline(Ribbon.loop) { 4 + 6 * $0 }
        let even = Ribbon.outline([Point(500, 500), Point(700, 600)]) { _ in 8 }
        let sketch = try #require(Self.read(Ribbon.path(swelling) + Ribbon.path(even)).sketches.first)
        #expect(sketch.strokeCount == 2 && sketch.hasPressures)
        let pressures = sketch.pressures[sketch.range(ofStroke: 0)]
        #expect(abs((pressures.first ?? 0) - 0.4) < 0.06 && abs((pressures.last ?? 0) - 1) < 0.06)
        #expect(sketch.pressures[sketch.range(ofStroke: 1)].allSatisfy { $0 > 0.9 && $0 <= 1 })
        #expect(abs((sketch.attributes(ofStroke: 0).width ?? 0) - 7) < 0.5)
        #expect(try RealDataTests.roundTrip(sketch) == sketch)
        // Other strokes have no widths along them.
        let mixed = Self.read("\(Ribbon.path(swelling))<path d='M0 0h5'/>").sketches.first
        #expect(mixed?.strokeCount == 2 && mixed?.hasPressures == false)
        let other = Self.read("<path d='M0 0h5'/>\(Ribbon.path(swelling))").sketches.first
        #expect(other?.strokeCount == 2 && other?.hasPressures == false)
    }

    /// Some apps split a line where it turns sharply, and write the pieces as sub-paths of one path.
    @Test func piecesAreJoined() throws {
        let corner = Point(200, 100)
        let pieces = [[Point(100, 100), corner], [corner, Point(110, 130)]].map { Ribbon.outline($0) { _ in 6 } }
        let sketch = try #require(Self.read(Ribbon.path(pieces[0], pieces[1])).sketches.first)
        #expect(sketch.strokeCount == 1)
        let apart = Ribbon.outline([Point(300, 300), Point(400, 300)]) { _ in 6 }
        #expect(Self.read(Ribbon.path(pieces[0], apart)).sketches.first?.strokeCount == 2)
    }

    // MARK: What isn't a line

    private static let shapes: [(String, String)] = [
        ("disc", "<circle cx='50' cy='50' r='20'/>"), ("ellipse", "<ellipse cx='50' cy='50' rx='40' ry='20'/>"),
        ("square", "<rect x='9' y='9' width='30' height='30'/>"), ("triangle", "<path d='M0 0h30L15 26z'/>"),
        ("ring", "<path d='M50 0a50 50 0 0 1 0 100a50 50 0 0 1 0-100zM50 10a40 40 0 0 0 0 80a40 40 0 0 0 0-80z'/>"),
        ("frame", "<path d='M0 0h90v60h-90zM4 4v52h82v-52z'/>"),
        ("T", "<path d='M0 0h30v4h-13v36h-4v-36h-13z'/>"),
        ("E", "<path d='M0 0h30v4h-26v14h21v4h-21v14h26v4h-30z'/>"),
        ("H", "<path d='M0 0h4v18h22v-18h4v40h-4v-18h-22v18h-4z'/>"),
        ("plus", "<path d='M13 0h4v13h13v4h-13v13h-4v-13h-13v-4h13z'/>"),
        ("Y", "<path d='M0 0h5l10 15L25 0h5L17 20v20h-4V20z'/>"),
        ("arrow", "<path d='M0 8h40V0l15 10-15 10v-8H0z'/>"),
        ("house", "<path d='M0 10L10 0 20 10h-3v10h-5v-6H8v6H3V10z'/>"),
        ("heart", "<path d='M50 90C0 50 0 20 25 10 40 5 50 20 50 30 50 20 60 5 75 10 100 20 100 50 50 90z'/>"),
        ("star", "<path d='M50 0L61 35H98L68 57 79 91 50 70 21 91 32 57 2 35H39z'/>"),
        ("i", "<path d='M0 20h6v50h-6zM3 0a4 4 0 0 1 0 8a4 4 0 0 1 0-8z'/>"),
        ("blob", "<path d='M0 0c20-30 50-10 60 0s20 40-10 50-30-10-50 0-20-30 0-50z'/>"),
        ("line", "<path d='M0 0h50z'/>"),
    ]

    /// Shapes that aren't lines are left out and counted, not turned into something else.
    @Test(arguments: shapes)
    func whatIsNoLine(name: String, markup: String) {
        let result = Self.read("<g stroke='none' fill='red'>\(markup)</g>")
        #expect(result.sketches.first?.strokeCount == 0, "\(name): \(Reading.text(result.sketches.first))")
        #expect(result.losses.sorted.map(\.loss.name) == ["filledShapesSkipped"])
        #expect(
            Reading.warnings(result) == [
                "1:1: the one shape is filled and not the outline of a line, so nothing is read; svg:fill=outline reads outlines"
            ]
        )
    }

    @Test func strokedShapesStay() {
        #expect(Reading.strokes("<path fill='red' d='M0 0h50v5h-50z'/>", Self.format) == "0,0 50,0 50,5 0,5 0,0")
    }

    /// However long an outline is, the work is bounded.
    @Test func aHugeOutline() throws {
        let wave = (0...100_000).map { Point(Double($0) / 100, 500 + 400 * sin(Double($0) / 40)) }
        let result = Self.read(Ribbon.path(Ribbon.outline(wave) { _ in 0.5 }))
        #expect(result.faults.isEmpty && result.sketches.count == 1)
        #expect(result.sketches[0].points.count < 1 << 14)
    }

    @Test func theMessageOfTooManyLines() {
        let reason = SVGError.centreLinesTooCostly
        #expect(reason.message == "the filled shapes are too many and too long to find the lines in them")
        #expect(reason.advice == "svg:fill=outline reads their outlines")
    }

    /// Whatever an outline is, reading it ends, and gives points that exist.
    @Test func mutatedOutlines() {
        let document = Array(
            "<svg viewBox='0 0 500 500'>\(Ribbon.path(Ribbon.outline(Ribbon.loop) { _ in 9 }))</svg>".utf8
        )
        let tokens = ["1e99", "-1e99", "1e-300", "z", "M", "0 0", "999999 ", "<path d='M0 0h9v9z'/>", "A5 5 0 1 1 9 9"]
        var mutator = Mutator(seed: 7, tokens: tokens)
        for _ in 0..<Mutator.rounds(300) {
            let mutant = mutator.mutate(document, other: document)
            let result = FormatHarness.read(mutant, name: "mutant.svg", as: Self.format)
            #expect(result.sketches.count + result.faults.count == 1)
            guard let sketch = result.sketches.first else { continue }
            #expect(sketch.points.allSatisfy(\.isFinite) && sketch.strokeEnds.last ?? 0 == sketch.points.count)
            #expect(sketch.pressures.allSatisfy { $0 >= 0 && $0 <= 1 })
        }
    }

    @Test func movingALine() throws {
        let document = "<svg viewBox='0 0 500 500'>\(Ribbon.path(Ribbon.outline(Ribbon.loop) { 4 + $0 }))</svg>"
        let before = try #require(Reading.read(document, Self.format).sketches.first)
        let moved = try Self.format.moving(Array(document.utf8), named: "a.svg", by: [Point(10, -20)])
        let after = try #require(FormatHarness.read(moved, name: "a.svg", as: Self.format).sketches.first)
        #expect(after.points.count == before.points.count)
        let worst = zip(before.points, after.points).reduce(0) { worst, pair in
            max(worst, abs(pair.0.x + 10 - pair.1.x), abs(pair.0.y - 20 - pair.1.y))
        }
        #expect(worst < 1e-6)
    }

    // MARK: Exported drawings

    /// Drawings as apps with perfect-freehand export them, against the strokes that they were made from.
    @Test(arguments: [("cat", "excalidraw"), ("guitar", "freehand")])
    func exportedDrawings(name: String, style: String) throws {
        let path = TestFiles.fixture("svg-outlines/\(name)-\(style).svg")
        let result = FormatHarness.read(path: path, as: Self.format)
        #expect(result.losses.sorted.map(\.loss.name) == ["backgroundsSkipped"])
        let lines = try #require(result.sketches.first)
        let drawn = FormatHarness.read(path: TestFiles.fixture("drawings/\(name).svg"), as: SVGFormat()).sketches.first
        let strokes = try #require(drawn).strokes.map { stroke in stroke.map { $0 * 4 } }
        #expect(lines.strokeCount == strokes.count && !lines.hasPressures)
        for (index, line) in lines.strokes.enumerated() {
            let width = lines.attributes(ofStroke: index).width ?? 0
            let distance = LineDistance(of: strokes[index], from: line)
            #expect(
                distance.mean < 0.25 * width && distance.most < 0.75 * width,
                "stroke \(index): \(distance.mean), \(distance.most)"
            )
            let (first, last) = try (#require(line.first), #require(line.last))
            #expect(first.distance(to: strokes[index][0]) < last.distance(to: strokes[index][0]))
        }
    }
}

extension Point {
    fileprivate func distance(to other: Point) -> Double { LineDistance(of: [self], from: [other]).mean }
}
