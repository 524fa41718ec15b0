internal import SketchModel
internal import SketchRecognition
internal import SketchTransforms
internal import TestSupport
internal import Testing

/// What a network gets to see of a drawing.
struct RecognitionInputTests {
    private func prepared(_ sketch: Sketch) throws -> (sketch: Sketch, losses: LossReport) {
        var workspace = TransformWorkspace()
        var sketch = sketch
        #expect(try RecognitionInput().apply(to: &sketch, using: &workspace))
        #expect(sketch.points.allSatisfy { abs($0.x) <= 0.74 + 1e-12 && abs($0.y) <= 0.74 + 1e-12 })
        #expect((sketch.strokeEnds.last ?? 0) == sketch.points.count)
        return (sketch, workspace.losses)
    }

    @Test func isQuickDrawThenNormalisation() throws {
        let steps = try TransformCatalogue.steps(parsing: ["quickdraw", "normalise:sketchxai"])
        for sketch in SampleSketches.simple {
            var expected = sketch
            var workspace = TransformWorkspace()
            for case .each(let transform) in steps { _ = try transform.apply(to: &expected, using: &workspace) }
            let result = try prepared(sketch)
            #expect(result.sketch == expected)
            #expect(result.losses.isEmpty)
        }
    }

    @Test func channelsGoWithoutALoss() throws {
        var sketch = SampleSketches.simple[0]
        sketch.hasTimes = true
        sketch.hasPressures = true
        sketch.times = sketch.points.indices.map { Double($0) }
        sketch.pressures = sketch.points.map { _ in 1 }
        let result = try prepared(sketch)
        #expect(!result.sketch.hasTimes && result.sketch.times.isEmpty)
        #expect(!result.sketch.hasPressures && result.sketch.pressures.isEmpty)
        #expect(result.losses.isEmpty)
        #expect(try result.sketch == prepared(SampleSketches.simple[0]).sketch)
    }

    @Test func hardlyAnyDrawing() throws {
        #expect(try prepared(Sketch()).sketch.points.isEmpty)
        #expect(try prepared(Sketch(strokes: [[], []])).sketch.points.isEmpty)
        #expect(try prepared(Sketch(strokes: [[Point(7, 9)]])).sketch.strokes.map(Array.init) == [[.zero, .zero]])
        let equal = Sketch(strokes: [[], [Point(7, 9), Point(7, 9), Point(7, 9)], []])
        #expect(try prepared(equal).sketch.strokes.map(Array.init) == [[.zero, .zero]])
        let tiny = Sketch(strokes: [[Point(0, 0), Point(.leastNonzeroMagnitude, 0)]])
        #expect(try prepared(tiny).sketch.points == [Point(-0.74, 0), Point(0.74, 0)])
    }

    @Test func tooLarge() {
        let huge = Sketch(strokes: [[Point(-1e308, 0), Point(1e308, 0)]])
        #expect(throws: TransformError.overflow(transform: "quickdraw")) { try prepared(huge) }
    }

    @Test func fiveThousandStrokes() throws {
        let strokes = (0..<5000).map { [Point(Double($0 % 100), Double($0 / 100)), Point(Double($0 % 100) + 1, 50)] }
        let result = try prepared(Sketch(strokes: strokes))
        #expect(result.sketch.strokeCount == 196)
        #expect(result.losses.sorted.map(\.count) == [1])
        #expect(result.losses.sorted.map(\.loss.text) == ["strokes after the 196th left out"])
        // The drawing is scaled by all of its strokes.
        #expect(try #require(result.sketch.boundingBox).maximum.y < 0.74)
        let few = try prepared(Sketch(strokes: [[]] + strokes[..<196]))
        #expect(few.sketch.strokeCount == 196)
        #expect(few.losses.isEmpty)
    }

    /// A million random points are 500 000 times as long as the canvas.
    @Test(arguments: [1, 400])
    func scribbles(strokes: Int) throws {
        var random = SeededGenerator(seed: 1)
        let drawing = (0..<strokes).map { _ in
            (0..<1_000_000 / strokes).map { _ in Point(random.unit() * 1e4, random.unit() * 1e4) }
        }
        let result = try prepared(Sketch(strokes: drawing)).sketch
        #expect(result.strokeCount == min(strokes, 196))
        #expect((3000...RecognitionInput.pointLimit).contains(result.points.count))
        let box = try #require(result.boundingBox)
        #expect(box.width > 1.4 && box.height > 1.4)
    }

    @Test func aMillionPointsOfACircle() throws {
        var circle: [Point] = []
        for index in 0..<1_000_000 {
            // By its rational form, without a sine.
            let t = Double(index) / 500_000 - 1
            circle.append(Point((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)))
        }
        let result = try prepared(Sketch(strokes: [circle])).sketch
        #expect((8...40).contains(result.points.count))
    }

    @Test func aLongDrawingIsLikeItself() throws {
        // Back and forth along two sides of a square, by the drawing's own corners.
        let round = [Point(0, 0), Point(100, 0), Point(100, 100), Point(100, 0)]
        let once = try prepared(Sketch(strokes: [round + [.zero]])).sketch
        let often = try prepared(Sketch(strokes: [(0..<500).flatMap { _ in round } + [.zero]])).sketch
        #expect(Set(once.points) == [Point(-0.74, -0.74), Point(0.74, -0.74), Point(0.74, 0.74)])
        #expect(often.boundingBox == once.boundingBox)
        // Samples lie eight units apart, so that they may miss a corner by as much.
        #expect(
            often.points.allSatisfy { point in
                once.points.contains { abs($0.x - point.x) + abs($0.y - point.y) < 0.06 }
            }
        )
    }
}
