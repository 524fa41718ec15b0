package import SketchModel

/// A drawing whose strokes move as wholes, step by step, in the frame of a network: ±1 is its canvas, and `y` grows
/// downwards.
package struct MovingDrawing: Sendable, Hashable {
    /// What every stroke's points are where it was drawn; a stroke may be empty.
    package let strokes: [[Point]]
    /// How far each stroke is from there, by step and stroke: `stepCount` times `strokes.count`.
    package let offsets: [Point]
    /// At least one.
    package let stepCount: Int
    /// The step that is the answer: pictures of one step show this one.
    package let result: Int

    /// - Parameters:
    ///   - drawn: the drawing as it was drawn, in the frame.
    ///   - stepCount: how many steps there are, that before any movement among them.
    ///   - result: the step that is the answer; the last if `nil`.
    ///   - sketch: the drawing at a step, in the frame: the same strokes, each moved as a whole.
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
    ///   - strokes: where they were drawn, in the frame.
    ///   - offsets: how far each stroke is from there, by step and stroke.
    ///   - stepCount: how many steps there are, that before any movement among them.
    ///   - result: the step that is the answer; the last if `nil`.
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

    /// How far a stroke is, at a step, from where it was drawn.
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

    /// The drawing as it was drawn.
    package var drawn: Sketch { Sketch(strokes: strokes) }

    /// So many steps, evenly from the first to the result, for a film strip; fewer where there are not so many.
    package func chosenSteps(_ count: Int) -> [Int] {
        guard count > 1, result > 0 else { return [count > 1 ? 0 : result] }
        let count = min(count, result + 1)
        return (0..<count).map { (2 * $0 * result + count - 1) / (2 * (count - 1)) }
    }
}

/// Why there can be no moving drawing.
package enum MovingDrawingError: FaultReason, Hashable {
    case noSteps
    case otherStrokes(step: Int)
    case wrongCount(strokes: Int, steps: Int, found: Int)
    case noSuchStep(Int, steps: Int)
    case wrongSeries(name: String, steps: Int, found: Int)
    case notFinite

    package var message: String {
        switch self {
        case .noSteps: "there is no step to be shown"
        case .otherStrokes(let step): "step \(step) has other strokes than the drawing"
        case .wrongCount(let strokes, let steps, let found):
            "\(found) places are not those of \(strokes) strokes at \(steps) steps"
        case .noSuchStep(let step, let steps): "there is no step \(step) of \(steps)"
        case .wrongSeries(let name, let steps, let found): "'\(name)' has \(found) values, not \(steps), one a step"
        case .notFinite: "a place is not a finite number"
        }
    }

    package var kind: FaultKind { .wrongUsage }
}
