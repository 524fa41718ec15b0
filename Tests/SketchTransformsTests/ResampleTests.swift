internal import SketchModel
internal import SketchTransforms
internal import Testing

struct ResampleTests {
    private let corner: [(Double, Double)] = [(0, 0), (3, 0), (3, 4)]

    @Test func spacing() throws {
        #expect(try run("resample:spacing=2", on: corner) == [[0, 0], [2, 0], [3, 1], [3, 3], [3, 4]])
        #expect(try run("resample:spacing=7", on: corner) == [[0, 0], [3, 4]])
        #expect(try run("resample:spacing=3.5", on: corner) == [[0, 0], [3, 0.5], [3, 4]])
        #expect(try run("resample:spacing=100", on: corner) == [[0, 0], [3, 4]])
        #expect(try run("resample:spacing=0.1", on: [(0, 0), (1, 0)]).count == 11)
    }

    @Test func points() throws {
        #expect(try run("resample:points=3", on: corner) == [[0, 0], [3, 0.5], [3, 4]])
        #expect(try run("resample:points=2", on: corner) == [[0, 0], [3, 4]])
        #expect(try run("resample:points=1", on: corner) == [[0, 0]])
        #expect(try run("resample:points=3", on: [(5, 5)]) == [[5, 5], [5, 5], [5, 5]])
        #expect(try run("resample:points=4", on: [(5, 5), (5, 5)]).count == 4)
    }

    @Test func time() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(10, 0), Point(10, 10)]])
        sketch.hasTimes = true
        sketch.times = [100, 110, 130]
        sketch.hasPressures = true
        sketch.pressures = [0, 1, 0]
        let result = try run(["resample:time=8"], on: [sketch])[0]
        #expect(result.points == [Point(0, 0), Point(8, 0), Point(10, 3), Point(10, 7), Point(10, 10)])
        #expect(result.times == [100, 108, 116, 124, 130])
        #expect(result.pressures == [0, 0.8, 0.7, 0.30000000000000004, 0])
    }

    @Test func timeNeedsTimes() throws {
        #expect(throws: TransformError.noTimes) {
            try run(["resample:time=8"], on: [Sketch(strokes: [[Point(1, 1)]])])
        }
        #expect(try run(["resample:time=8"], on: [Sketch()]) == [Sketch()])
    }

    @Test func timesThatGoBackwards() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(1, 0), Point(2, 0)]])
        sketch.hasTimes = true
        sketch.times = [10, 0, 12]
        let result = try run(["resample:time=1"], on: [sketch])[0]
        #expect(result.points.first == Point(0, 0) && result.points.last == Point(2, 0))
        #expect(result.times.count == result.points.count)
    }

    @Test func tooManyPoints() throws {
        let long = Sketch(strokes: [[Point(0, 0), Point(1e9, 0)]])
        #expect(throws: TransformError.tooManyPoints(transform: "resample", limit: 10_000_000)) {
            try run(["resample:spacing=1"], on: [long])
        }
        #expect(throws: TransformError.tooManyPoints(transform: "resample", limit: 10_000_000)) {
            try run(["resample:points=100000000"], on: [long])
        }
        let endless = Sketch(strokes: [[Point(-1e308, 0), Point(1e308, 0)]])
        #expect(throws: TransformError.overflow(transform: "resample")) {
            try run(["resample:spacing=1"], on: [endless])
        }
    }

    @Test func samplesLieSpacedOnTheStroke() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<50 {
            let sketch = randomSketch(&generator)
            let step = 0.5 + generator.unit() * 10
            let result = try run(["resample:spacing=\(step)"], on: [sketch])[0]
            #expect(result.strokeCount == sketch.strokeCount)
            for stroke in 0..<sketch.strokeCount {
                let (old, new) = (sketch.strokes[stroke], result.strokes[stroke])
                #expect(old.first == new.first && old.last == new.last)
                for (a, b) in zip(new, new.dropFirst()) {
                    let chord = b - a
                    // A sample's chord is no longer than the arc between.
                    #expect((chord.x * chord.x + chord.y * chord.y).squareRoot() <= step * (1 + 1e-9))
                }
                for point in new { #expect(distance(from: point, toStroke: Array(old)) < 1e-9) }
            }
        }
    }
}

/// The distance from a point to the nearest segment of a stroke.
func distance(from point: Point, toStroke stroke: [Point]) -> Double {
    guard stroke.count > 1 else {
        let offset = point - stroke[0]
        return (offset.x * offset.x + offset.y * offset.y).squareRoot()
    }
    return zip(stroke, stroke.dropFirst()).map { a, b in
        let (chord, offset) = (b - a, point - a)
        let square = chord.x * chord.x + chord.y * chord.y
        let share = square > 0 ? min(max((offset.x * chord.x + offset.y * chord.y) / square, 0), 1) : 0
        let rest = offset - chord * share
        return (rest.x * rest.x + rest.y * rest.y).squareRoot()
    }.min() ?? 0
}
