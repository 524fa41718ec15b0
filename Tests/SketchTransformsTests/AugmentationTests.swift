internal import SketchModel
internal import SketchTransforms
internal import Testing

struct AugmentationTests {
    @Test func jitterStaysInRangeAndKeepsTheCentre() throws {
        var factors: Set<Double> = []
        let box = Sketch(strokes: [[Point(10, 20), Point(30, 60)]])
        for sketch in try run(["jitter-scale:0.25"], on: Array(repeating: box, count: 200)) {
            let result = try #require(sketch.boundingBox)
            #expect(abs(result.center.x - 20) < 1e-12 && abs(result.center.y - 40) < 1e-12)
            #expect((0.75...1.25).contains(result.width / 20) && (0.75...1.25).contains(result.height / 40))
            #expect(abs(result.width / 20 - result.height / 40) > 1e-9)
            factors.insert(result.width)
        }
        #expect(factors.count == 200)
    }

    @Test func dropPointsKeepsTheFirstTwoAndTheLast() throws {
        let line = Sketch(strokes: [(0..<10).map { Point(Double($0), 0) }, (0..<4).map { Point(Double($0), 1) }])
        let all = try run(["drop-points:1"], on: [line])[0]
        #expect(all.points == [0, 1, 8, 9].map { Point($0, 0) } + [0, 1, 2, 3].map { Point($0, 1) })
        #expect(try run(["drop-points:0"], on: [line])[0] == line)
    }

    @Test func dropPointsHasTheProbability() throws {
        let line = Sketch(strokes: [(0..<10_004).map { Point(Double($0), 0) }])
        let kept = try run(["drop-points:0.3"], on: [line])[0].points.count
        #expect((6_800...7_200).contains(kept))
    }

    @Test func sameSeedSameNumbers() throws {
        var generator = SeededGenerator(seed: 9)
        let sketches = (0..<10).map { _ in randomSketch(&generator) }
        let steps = ["drop-points:0.4", "jitter-scale:0.2", "drop-points:0.4"]
        #expect(try run(steps, on: sketches, seed: 1) == run(steps, on: sketches, seed: 1))
        #expect(try run(steps, on: sketches, seed: 1) != run(steps, on: sketches, seed: 2))
    }

    @Test func twoStepsDrawDifferentNumbers() throws {
        let box = Sketch(strokes: [[Point(0, 0), Point(1, 1)]])
        let once = try #require(try run(["jitter-scale:0.5"], on: [box])[0].boundingBox).width
        let twice = try #require(try run(["jitter-scale:0.5", "jitter-scale:0.5"], on: [box])[0].boundingBox).width
        #expect(abs(twice - once * once) > 1e-6)
    }

    @Test func augmentKeepsTheBoxAndNamesWhatItDrops() throws {
        let strokes = [[Point(10, 10), Point(110, 10), Point(110, 60)], [Point(10, 60), Point(60, 35)]]
        var sketch = Sketch(strokes: strokes)
        sketch.hasTimes = true
        sketch.times = sketch.points.map { _ in 0 }
        for result in try run(["augment"], on: Array(repeating: sketch, count: 50)) {
            let box = try #require(result.boundingBox)
            #expect(abs(box.longerSide - 100) < 1e-3)
            #expect(abs(box.center.x - 60) < 1e-3 && abs(box.center.y - 35) < 1e-3)
        }
        let cut = try run(["augment:cutting=1/1"], on: [sketch])[0]
        #expect(cut.strokes.count > 2 && !cut.hasTimes)
        #expect(try run(["augment:0"], on: [sketch])[0].strokeEnds == sketch.strokeEnds)
        #expect(try run(["augment:0,cutting=1/1"], on: [sketch])[0].strokeEnds == cut.strokeEnds)
    }
}
