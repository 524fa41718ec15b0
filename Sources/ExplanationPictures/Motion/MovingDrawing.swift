package import SketchModel

/// A drawing whose strokes move as wholes, step by step, in the frame of a network: the canvas is ±1, and `y` grows
/// downwards.
package struct MovingDrawing: Sendable, Hashable {
    /// The original points of every stroke; a stroke may be empty.
    package let strokes: [[Point]]
    /// The displacement of each stroke, by step and stroke: `stepCount` times `strokes.count`.
    package let offsets: [Point]
    /// At least one.
    package let stepCount: Int
    /// The step that is the answer, shown in pictures of a single step.
    package let result: Int

    /// - Parameters:
    /// - drawn: the original drawing, in the frame.
    ///   - stepCount: the number of steps, including the one before any movement.
    ///   - result: the step that is the answer; `nil` for the last.
    ///   - sketch: returns the drawing at a step, in the frame: the same strokes, each moved as a whole.
    /// - Throws: `MovingDrawingError`
    package init(
        drawn: Sketch,
        stepCount: Int,
        result: Int? = nil,
        sketch: (_ step: Int) -> Sketch
    ) throws(MovingDrawingError) {
        guard stepCount > 0 else { throw .noSteps }
        var offsets: [Point] = []
        offsets.reserveCapacity(drawn.strokeCount)
        for step in 0..<stepCount {
            let moved = sketch(step)
            guard moved.strokeEnds == drawn.strokeEnds else { throw .otherStrokes(step: step) }
            for stroke in 0..<drawn.strokeCount {
                let first = drawn.range(ofStroke: stroke).first
                offsets.append(first.map { moved.points[$0] - drawn.points[$0] } ?? .zero)
            }
        }
        try self.init(strokes: drawn.strokes.map(Array.init), offsets: offsets, stepCount: stepCount, result: result)
    }

    /// - Parameters:
    /// - strokes: where they were drawn, in the frame.
    ///   - offsets: the displacement of each stroke, by step and stroke.
    ///   - stepCount: the number of steps, including the one before any movement.
    ///   - result: the step that is the answer; `nil` for the last.
    /// - Throws: `MovingDrawingError`
    package init(
        strokes: [[Point]],
        offsets: [Point],
        stepCount: Int,
        result: Int? = nil
    ) throws(MovingDrawingError) {
        guard stepCount > 0 else { throw .noSteps }
        let (count, isTooLarge) = stepCount.multipliedReportingOverflow(by: strokes.count)
        guard !isTooLarge, offsets.count == count else {
            throw .wrongCount(strokes: strokes.count, steps: stepCount, found: offsets.count)
        }
        if let result, !(0..<stepCount).contains(result) { throw .noSuchStep(result, steps: stepCount) }
        guard offsets.allSatisfy(\.isFinite), strokes.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw .notFinite
        }
        (self.strokes, self.offsets, self.stepCount) = (strokes, offsets, stepCount)
        self.result = result ?? stepCount - 1
    }

    /// The displacement of a stroke at a step.
    package func offset(ofStroke stroke: Int, at step: Int) -> Point { offsets[step * strokes.count + stroke] }

    /// The drawing at a step.
    package func sketch(at step: Int) -> Sketch {
        Sketch(
            strokes: strokes.indices.map { stroke in
                let offset = offset(ofStroke: stroke, at: step)
                return strokes[stroke].map { $0 + offset }
            }
        )
    }

    /// The original drawing.
    package var drawn: Sketch { Sketch(strokes: strokes) }

    /// At most `count` steps, spaced evenly from the first to the result, for a film strip.
    package func chosenSteps(_ count: Int) -> [Int] {
        guard count > 1, result > 0 else { return [count > 1 ? 0 : result] }
        let count = min(count, result + 1)
        return (0..<count).map { (2 * $0 * result + count - 1) / (2 * (count - 1)) }
    }
}

/// Why a moving drawing cannot be made.
package enum MovingDrawingError: FaultReason, Hashable {
    case noSteps
    case otherStrokes(step: Int)
    case wrongCount(strokes: Int, steps: Int, found: Int)
    case noSuchStep(Int, steps: Int)
    case wrongSeries(name: String, steps: Int, found: Int)
    case notFinite

    package var message: String {
        switch self {
        case .noSteps: "there is no step to show"
        case .otherStrokes(let step): "step \(step) has other strokes than the drawing"
        case .wrongCount(let strokes, let steps, let found):
            "\(found) positions don't match \(strokes) strokes at \(steps) steps"
        case .noSuchStep(let step, let steps): "there is no step \(step) of \(steps)"
        case .wrongSeries(let name, let steps, let found): "'\(name)' has \(found) values, not \(steps), one per step"
        case .notFinite: "a position isn't finite"
        }
    }

    package var kind: FaultKind { .wrongUsage }
}
