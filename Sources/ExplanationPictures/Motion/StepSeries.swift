package import SketchModel

/// One number per step, with a name: a probability or a loss.
package struct StepSeries: Sendable, Hashable {
    /// The text in legends: "cat".
    package var name: String
    /// The colour of its line.
    package var colour: Colour
    /// One per step.
    package var values: [Double]

    package init(_ name: String, colour: Colour, values: [Double]) {
        (self.name, self.colour, self.values) = (name, colour, values)
    }
}

/// What happened to one sketch step by step: the data for its pictures and its page.
package struct MotionRecord: Sendable, Hashable {
    package let drawing: MovingDrawing
    /// From 0 to 1; the first is the target's, and the second, if there is one, that of the previous label.
    package let probabilities: [StepSeries]
    /// In nats.
    package let losses: StepSeries?

    /// - Throws: `MovingDrawingError.wrongSeries` if a series doesn't have one value per step.
    package init(
        _ drawing: MovingDrawing,
        probabilities: [StepSeries],
        losses: StepSeries? = nil
    ) throws(MovingDrawingError) {
        for series in probabilities + (losses.map { [$0] } ?? []) where series.values.count != drawing.stepCount {
            throw .wrongSeries(name: series.name, steps: drawing.stepCount, found: series.values.count)
        }
        (self.drawing, self.probabilities, self.losses) = (drawing, probabilities, losses)
    }
}
