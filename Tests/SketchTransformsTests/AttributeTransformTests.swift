internal import SketchModel
internal import SketchTransforms
internal import Testing

/// What transforms do to the canvas, attributes and the pen's direction.
@Suite struct AttributeTransformTests {
    private var sample: Sketch {
        var sketch = Sketch(strokes: [[Point(10, 10), Point(30, 10)], [Point(10, 20), Point(30, 50)]])
        sketch.canvas = Canvas(origin: Point(0, 0), width: 40, height: 80, unit: .millimetre)
        let layer = sketch.addGroup(StrokeGroup(name: "Ink", isLayer: true))
        let group = sketch.addGroup(StrokeGroup(name: "eye", parent: layer))
        sketch.setAttributes(StrokeAttributes(colour: Colour(rgb: 0xff0000), width: 4, part: "head"), ofStroke: 0)
        sketch.setAttributes(StrokeAttributes(colour: .black, part: "wing", group: group), ofStroke: 1)
        sketch.hasAzimuths = true
        sketch.azimuths = [0, .pi / 2, .pi, 6]
        return sketch
    }

    private func apply(_ text: String, to sketch: Sketch) throws -> (sketch: Sketch, stays: Bool, losses: LossReport) {
        var sketch = sketch
        var workspace = TransformWorkspace()
        var stays = true
        for step in try TransformCatalogue.steps(parsing: [text]) {
            guard case .each(let transform) = step else { continue }
            stays = try transform.apply(to: &sketch, using: &workspace)
        }
        return (sketch, stays, workspace.losses)
    }

    @Test func scalesGoOnWidthsAndTheCanvas() throws {
        let scaled = try apply("scale:2", to: sample).sketch
        #expect(scaled.attributes(ofStroke: 0).width == 8)
        #expect(scaled.canvas == Canvas(width: 80, height: 160))
        let uneven = try apply("scale:4,1", to: sample).sketch
        #expect(uneven.attributes(ofStroke: 0).width == 8)
        #expect(uneven.canvas == Canvas(width: 160, height: 80))
        let fitted = try apply("fit:20", to: sample).sketch
        #expect(fitted.attributes(ofStroke: 0).width == 2)
        #expect(fitted.canvas == Canvas(origin: Point(-5, -5), width: 20, height: 40))
        let moved = try apply("translate:1,2", to: sample).sketch
        #expect(moved.canvas == Canvas(origin: Point(1, 2), width: 40, height: 80, unit: .millimetre))
        #expect(moved.attributes == sample.attributes && moved.azimuths == sample.azimuths)
    }

    @Test func theOfficialSimplificationKeepsAttributes() throws {
        let simplified = try apply("quickdraw", to: sample)
        #expect(simplified.sketch.attributes(ofStroke: 0).part == "head")
        #expect(simplified.sketch.attributes(ofStroke: 0).width == 4.0 * 255 / 40)
        #expect(!simplified.sketch.hasAzimuths)
        #expect(simplified.losses.counts[.azimuths] == 1)
    }

    @Test func turnsTakeTheCanvasAlongByQuarters() throws {
        let quarter = try apply("rotate:90", to: sample)
        #expect(quarter.sketch.canvas == Canvas(origin: Point(-30, 10), width: 80, height: 40, unit: .millimetre))
        #expect(abs(quarter.sketch.azimuths[0] - .pi / 2) < 1e-12)
        #expect(quarter.losses.isEmpty)
        let slight = try apply("rotate:10", to: sample)
        #expect(slight.sketch.canvas == nil)
        #expect(slight.losses.counts[.canvas] == 1)
    }

    @Test func mirrorsTurnThePensDirection() throws {
        let flipped = try apply("flip:x", to: sample).sketch
        #expect(abs(flipped.azimuths[0] - .pi) < 1e-12 && abs(flipped.azimuths[1] - .pi / 2) < 1e-12)
        #expect(flipped.canvas == Canvas(width: 40, height: 80))
    }

    @Test func resamplingTakesTheShorterWayRound() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(2, 0)]])
        sketch.hasAzimuths = true
        sketch.azimuths = [0.1, 2 * .pi - 0.1]
        let middle = try apply("resample:points=3", to: sketch).sketch.azimuths[1]
        #expect(min(middle, 2 * .pi - middle) < 1e-12)
    }

    @Test(arguments: [
        ("part:wing", ["wing"]), ("part:head,wing", ["head", "wing"]), ("layer:Ink", ["wing"]),
        ("color:#f00", ["head"]), ("color:#000000", ["wing"]), ("color:#00000080", []), ("part:tail", []),
        ("layer:eye", []),
    ])
    func strokesAreKeptByTheirAttributes(text: String, parts: [String]) throws {
        let result = try apply(text, to: sample)
        #expect(result.stays == !parts.isEmpty)
        guard result.stays else { return }
        #expect((0..<result.sketch.strokeCount).map { result.sketch.attributes(ofStroke: $0).part } == parts)
        #expect(result.sketch.azimuths.count == result.sketch.points.count)
    }

    @Test(arguments: ["part", "layer:", "color:red", "color:#12", "part:a,,b"])
    func criteriaThatAreNoneAreRefused(text: String) {
        #expect(throws: (any Error).self) { try TransformCatalogue.steps(parsing: [text]) }
    }
}
