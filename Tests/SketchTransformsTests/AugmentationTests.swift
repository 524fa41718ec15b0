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
}
