internal import Rasteriser
internal import SketchModel
@testable internal import SketchPictures
internal import TestSupport
internal import Testing

@Suite struct AnimationTimelineTests {
    private func timed(_ strokes: [[(Double, Double, Double)]]) -> Sketch {
        var sketch = Sketch(strokes: strokes.map { $0.map { Point($0.0, $0.1) } })
        sketch.hasTimes = true
        sketch.times = strokes.flatMap { $0.map(\.2) }
        return sketch
    }

    @Test func `without times, drawn length is the clock, and the pen jumps at once`() {
        let sketch = Sketch(strokes: [[Point(0, 0), Point(30, 40)], [], [Point(9, 9)], [Point(0, 0), Point(0, 150)]])
        let timeline = DrawingTimeline(sketch)
        #expect(!timeline.isTimed)
        #expect(timeline.moments == [0, 0.25, 0.25, 0.25, 1])
        #expect(timeline.part(at: 0.125, of: sketch) == DrawnPart(strokes: 0, points: 1, tip: Point(15, 20)))
        #expect(timeline.part(at: 0.25, of: sketch) == DrawnPart(strokes: 3, points: 1, tip: Point(0, 0)))
        #expect(timeline.part(at: 0.5, of: sketch) == DrawnPart(strokes: 3, points: 1, tip: Point(0, 50)))
        #expect(timeline.part(at: 1, of: sketch) == DrawnPart(strokes: 4))
        #expect(timeline.part(at: .nan, of: sketch) == DrawnPart(strokes: 4))
    }

    @Test func `times are the clock, and pauses are a tenth of the drawing at most`() {
        let sketch = timed([
            [(0, 0, 1000), (10, 0, 1300), (20, 0, 1500)], [(0, 5, 1520), (10, 5, 2000)],
            [(0, 9, 900_000), (1, 9, 900_020)],
        ])
        let timeline = DrawingTimeline(sketch)
        #expect(timeline.isTimed)
        // The pen is down for 500, 480 and 20, and up for 20 and 100 of 898 000.
        #expect(timeline.moments.map { ($0 * 1120).rounded() } == [0, 300, 500, 520, 1000, 1100, 1120])
        // While the pen is up, nothing is half drawn.
        #expect(timeline.part(at: 510.0 / 1120, of: sketch) == DrawnPart(strokes: 1))
        #expect(timeline.part(at: 400.0 / 1120, of: sketch).points == 2)
    }

    @Test func `a clock that stands still or goes back is no clock`() {
        let still = timed([[(0, 0, 7), (10, 0, 7)], [(0, 0, 7), (0, 30, 7)]])
        #expect(DrawingTimeline(still).moments == [0, 0.25, 0.25, 1])
        let back = timed([[(0, 0, 0), (10, 0, 8), (20, 0, 2)], [(0, 0, 3), (1, 1, 16)]])
        #expect(DrawingTimeline(back).moments == [0, 0.5, 0.5, 0.5, 1])
        // Where only the pauses take time, they are kept.
        let dots = timed([[(0, 0, 0)], [(5, 5, 10)], [(9, 9, 40)]])
        #expect(DrawingTimeline(dots).moments == [0, 0.25, 1])
    }

    @Test func `dots without times come one after another`() {
        let sketch = Sketch(strokes: [[Point(1, 1)], [Point(2, 2), Point(2, 2)], [], [Point(3, 3)]])
        let timeline = DrawingTimeline(sketch)
        #expect(timeline.moments == [0, 1, 1, 2].map { $0 / 3 })
        #expect(timeline.part(at: 0, of: sketch) == DrawnPart(strokes: 1))
        #expect(timeline.part(at: 0.4, of: sketch) == DrawnPart(strokes: 3))
        #expect(timeline.part(at: 0.7, of: sketch) == DrawnPart(strokes: 4))
        for empty in [Sketch(), Sketch(strokes: [[]]), Sketch(strokes: [[], []])] {
            #expect(DrawingTimeline(empty).part(at: 0, of: empty).strokes == empty.strokeCount)
        }
    }

    @Test(arguments: 0..<40)
    func `drawings only grow, from their first point to the whole`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var sketch = Sketch()
        for _ in 0...generator.index(below: 6) {
            for _ in 0..<generator.index(below: 6) {
                sketch.points.append(Point(Double(generator.index(below: 9)), Double(generator.index(below: 9))))
                sketch.times.append(Double(generator.index(below: 400)))
            }
            sketch.endStroke()
        }
        sketch.hasTimes = seed % 2 == 0
        if !sketch.hasTimes { sketch.times = [] }
        let timeline = DrawingTimeline(sketch)
        #expect(timeline.moments.count == sketch.points.count)
        #expect(timeline.moments == timeline.moments.sorted())
        #expect(timeline.moments.allSatisfy { (0...1).contains($0) })
        var last = DrawnPart(strokes: 0)
        for step in 0...200 {
            let part = timeline.part(at: Double(step) / 200, of: sketch)
            #expect((part.strokes, part.points) >= (last.strokes, last.points))
            #expect((part.points > 0) == (part.tip != nil))
            if part.strokes < sketch.strokeCount { #expect(part.points < sketch.range(ofStroke: part.strokes).count) }
            last = part
        }
        #expect(last == DrawnPart(strokes: sketch.strokeCount))
    }

    @Test func `frames add up to the duration and the hold`() throws {
        for rate in AnimationTiming.framesPerSecondRange {
            let timing = try AnimationTiming(framesPerSecond: rate, duration: 2)
            #expect(timing.frameCount == 2 * rate)
            #expect((0..<timing.frameCount).reduce(0) { $0 + timing.milliseconds(ofFrame: $1) } == 3000)
        }
        #expect(try AnimationTiming(framesPerSecond: 1, duration: 0.1).frameCount == 1)
        for rate in [0, 61] {
            #expect(throws: AnimationError.unusableFrameRate(rate)) { try AnimationTiming(framesPerSecond: rate) }
        }
        for duration in [0, 601, -1, Double.infinity] {
            #expect(throws: AnimationError.unusableDuration(duration)) { try AnimationTiming(duration: duration) }
        }
        #expect(throws: AnimationError.self) { try AnimationTiming(duration: .nan) }
    }
}
