package import SketchModel

/// A number a step, with its name: a probability, a loss.
package struct StepSeries: Sendable, Hashable {
    /// What legends say: "cat".
    package var name: String
    /// In the colour of its line.
    package var colour: Colour
    /// One a step.
    package var values: [Double]

    package init(_ name: String, colour: Colour, values: [Double]) {
        (self.name, self.colour, self.values) = (name, colour, values)
    }
}

/// What happened to one sketch step by step: what its pictures and its page are made of.
package struct MotionRecord: Sendable, Hashable {
    package let drawing: MovingDrawing
    /// From 0 to 1; the first is the target's, and the second, where there is one, that of the label before.
    package let probabilities: [StepSeries]
    /// In nats.
    package let losses: StepSeries?

    /// - Throws: `MovingDrawingError.wrongSeries` where one has not a value a step.
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
