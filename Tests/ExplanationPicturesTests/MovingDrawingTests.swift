internal import ExplanationPictures
internal import SketchModel
internal import Testing

@Suite struct MovingDrawingTests {
    private let strokes = [[Point(0, 0), Point(0.5, 0)], [], [Point(-0.5, 0.25)]]

    @Test func `the strokes of a step are those of the drawing, moved`() throws {
        let drawn = Sketch(strokes: strokes)
        let drawing = try MovingDrawing(drawn: drawn, stepCount: 3) { step in
            let way = 0.25 * Double(step)
            return Sketch(strokes: [[Point(way, 0), Point(way + 0.5, 0)], [], [Point(-0.5, 0.25 - way)]])
        }
        #expect(drawing.strokes == strokes && drawing.result == 2)
        #expect(drawing.offset(ofStroke: 0, at: 2) == Point(0.5, 0))
        #expect(drawing.offset(ofStroke: 1, at: 2) == .zero)
        #expect(drawing.offset(ofStroke: 2, at: 1) == Point(0, -0.25))
        #expect(drawing.sketch(at: 0) == drawn && drawing.drawn == drawn)
        #expect(drawing.sketch(at: 1).points == [Point(0.25, 0), Point(0.75, 0), Point(-0.5, 0)])
    }

    @Test func `what is no moving drawing is refused`() throws {
        #expect(throws: MovingDrawingError.noSteps) {
            try MovingDrawing(strokes: [], offsets: [], stepCount: 0)
        }
        #expect(throws: MovingDrawingError.otherStrokes(step: 1)) {
            try MovingDrawing(drawn: Sketch(strokes: strokes), stepCount: 2) { step in
                Sketch(strokes: step == 0 ? strokes : [[Point(0, 0)]])
            }
        }
        #expect(throws: MovingDrawingError.wrongCount(strokes: 3, steps: 2, found: 5)) {
            try MovingDrawing(strokes: strokes, offsets: Array(repeating: .zero, count: 5), stepCount: 2)
        }
        #expect(throws: MovingDrawingError.wrongCount(strokes: 3, steps: .max, found: 0)) {
            try MovingDrawing(strokes: strokes, offsets: [], stepCount: .max)
        }
        #expect(throws: MovingDrawingError.noSuchStep(2, steps: 2)) {
            try MovingDrawing(strokes: [[]], offsets: [.zero, .zero], stepCount: 2, result: 2)
        }
        #expect(throws: MovingDrawingError.notFinite) {
            try MovingDrawing(strokes: [[]], offsets: [Point(.nan, 0)], stepCount: 1)
        }
        let drawing = try MovingDrawing(strokes: [[]], offsets: [.zero, .zero], stepCount: 2)
        #expect(throws: MovingDrawingError.wrongSeries(name: "loss", steps: 2, found: 1)) {
            try MotionRecord(
                drawing,
                probabilities: [],
                losses: StepSeries("loss", colour: StrokeHues.all[0], values: [1])
            )
        }
        #expect(
            MovingDrawingError.wrongSeries(name: "a", steps: 2, found: 1).message
                == "'a' has 1 values, not 2, one per step"
        )
        #expect(
            MovingDrawingError.wrongCount(strokes: 3, steps: 2, found: 5).message
                == "5 positions don't match 3 strokes at 2 steps"
        )
    }

    @Test(arguments: [
        (101, nil, 7, [0, 17, 33, 50, 67, 83, 100]), (101, 10, 3, [0, 5, 10]), (4, nil, 7, [0, 1, 2, 3]),
        (5, nil, 1, [4]), (1, nil, 5, [0]), (9, 0, 4, [0]),
    ])
    func `chosen steps go from the first to the result`(count: Int, result: Int?, wanted: Int, steps: [Int]) throws {
        let drawing = try MovingDrawing(strokes: [], offsets: [], stepCount: count, result: result)
        #expect(drawing.chosenSteps(wanted) == steps)
    }
}
