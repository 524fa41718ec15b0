internal import SketchModel
internal import SketchTransforms
internal import Testing

struct SimplifyTests {
    /// A point just at, just above and just below the threshold.
    @Test func strictlyAboveSplits() throws {
        #expect(try run("simplify:2", on: [(0, 0), (5, 2), (10, 0)]) == [[0, 0], [10, 0]])
        #expect(try run("simplify:2", on: [(0, 0), (5, 2.0001), (10, 0)]) == [[0, 0], [5, 2.0001], [10, 0]])
        #expect(try run("simplify:0", on: [(0, 0), (5, 0), (10, 0)]) == [[0, 0], [10, 0]])
    }

    @Test func lineOrSegment() throws {
        // The middle point lies on the line, but far beyond the segment.
        let back: [(Double, Double)] = [(0, 0), (20, 0), (10, 0)]
        #expect(try run("simplify:2", on: back) == [[0, 0], [10, 0]])
        #expect(try run("simplify:2,segment", on: back) == [[0, 0], [20, 0], [10, 0]])
    }

    @Test func closedStroke() throws {
        let square: [(Double, Double)] = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
        #expect(try run("simplify:2", on: square).count == 5)
        #expect(try run("simplify:100", on: square) == [[0, 0], [0, 0]])
    }

    @Test func firstOfEquallyFarPointsSplits() throws {
        #expect(try run("simplify:4", on: [(0, 0), (2, 5), (8, 5), (10, 0)]) == [[0, 0], [2, 5], [10, 0]])
    }

    @Test func keptPointsKeepTheirChannels() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(5, 0), Point(10, 0)], [], [Point(1, 1)]])
        sketch.hasTimes = true
        sketch.hasPressures = true
        sketch.times = [0, 1, 2, 3]
        sketch.pressures = [0.1, 0.2, 0.3, 0.4]
        let result = try run(["simplify:1"], on: [sketch])[0]
        #expect(result.strokeEnds == [2, 2, 3])
        #expect(result.times == [0, 2, 3] && result.pressures == [0.1, 0.3, 0.4])
    }

    @Test func everyPointIsASplit() throws {
        let zigzag = (0..<1_000).map { Point(Double($0), $0.isMultiple(of: 2) ? 0 : 5) }
        #expect(try run(["simplify:1"], on: [Sketch(strokes: [zigzag])])[0].points.count == 1_000)
    }

    @Test func workIsBounded() throws {
        let zigzag = (0..<1_000).map { Point(Double($0), $0.isMultiple(of: 2) ? 0 : 5) }
        var workspace = TransformWorkspace()
        workspace.chords.distanceLimit = 10_000
        for transform in [Simplify(epsilon: 1), Simplify(.points(10))] {
            var sketch = Sketch(strokes: [zigzag])
            #expect(throws: TransformError.tooManyDistances(limit: 10_000)) {
                try transform.apply(to: &sketch, using: &workspace)
            }
        }
        let error = TransformError.tooManyDistances(limit: 10_000)
        #expect(error.message == "simplifying the stroke takes more than 10000 distances")
        var straight = Sketch(strokes: [[Point(0, 0), Point(1, 0), Point(2, 0)]])
        #expect(try Simplify(epsilon: 1).apply(to: &straight, using: &workspace))
        #expect(straight.points.count == 2)
    }

    @Test(arguments: [ChordDistance.line, .segment])
    func properties(measure: ChordDistance) throws {
        var generator = SeededGenerator(seed: 3)
        var workspace = TransformWorkspace()
        for _ in 0..<100 {
            let sketch = randomSketch(&generator)
            let epsilon = generator.unit() * 8
            var result = sketch
            #expect(try Simplify(epsilon: epsilon, measure: measure).apply(to: &result, using: &workspace))
            for stroke in 0..<sketch.strokeCount {
                let range = sketch.range(ofStroke: stroke)
                // Times are unique, so they say which points were kept.
                let kept = result.range(ofStroke: stroke).map { Int(result.times[$0] / 10) }
                #expect(kept.first == range.first && kept.last == range.last)
                for (a, b) in zip(kept, kept.dropFirst()) {
                    #expect(a < b)
                    let chord = [sketch.points[a], sketch.points[b]]
                    for dropped in (a + 1)..<b where measure == .segment {
                        #expect(distance(from: sketch.points[dropped], toStroke: chord) <= epsilon * (1 + 1e-12))
                    }
                    for dropped in (a + 1)..<b where measure == .line {
                        #expect(lineDistance(sketch.points[dropped], chord[0], chord[1]) <= epsilon * (1 + 1e-12))
                    }
                }
            }
        }
    }

    @Test func toAtMostSoManyPoints() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<100 {
            let sketch = randomSketch(&generator)
            let limit = 1 + generator.index(below: sketch.points.count + 10)
            let result = try run(["simplify:points=\(limit)"], on: [sketch])[0]
            let ends = (0..<sketch.strokeCount).reduce(0) { $0 + min(sketch.range(ofStroke: $1).count, 2) }
            #expect(result.points.count <= max(limit, ends))
            if sketch.points.count <= limit { #expect(result == sketch) }
        }
    }

    /// Any smaller epsilon leaves more points than allowed; the one chosen gives the same points as `simplify:EPS`.
    @Test func mostPointsThatASingleEpsilonAllows() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<60 {
            let sketch = randomSketch(&generator)
            var splitter = ChordSplitter()
            var significances: [Double] = []
            for stroke in 0..<sketch.strokeCount {
                splitter.load(sketch.points, sketch.range(ofStroke: stroke))
                try splitter.appendSignificances(to: &significances)
            }
            let limit = 1 + generator.index(below: 60)
            let result = try run(["simplify:points=\(limit)"], on: [sketch])[0]
            guard result.points.count < sketch.points.count else { continue }
            let dropped = Set(sketch.times).subtracting(result.times).map { significances[Int($0 / 10)] }
            let epsilon = try #require(dropped.max())
            #expect(try run(["simplify:\(epsilon)"], on: [sketch])[0] == result)
            if epsilon > 0 {
                let more = try run(["simplify:\(epsilon.nextDown)"], on: [sketch])[0]
                #expect(more.points.count > max(limit, result.points.count))
            }
        }
    }

    @Test func endsStayWhereTheyAreMoreThanAllowed() throws {
        let sketch = Sketch(strokes: [[Point(0, 0), Point(1, 9), Point(2, 0)], [Point(5, 5), Point(6, 6)]])
        #expect(try run(["simplify:points=2"], on: [sketch])[0].strokeEnds == [2, 4])
    }
}

private func lineDistance(_ p: Point, _ a: Point, _ b: Point) -> Double {
    let (chord, offset) = (b - a, p - a)
    let length = (chord.x * chord.x + chord.y * chord.y).squareRoot()
    if length == 0 { return (offset.x * offset.x + offset.y * offset.y).squareRoot() }
    return abs(chord.x * offset.y - chord.y * offset.x) / length
}
