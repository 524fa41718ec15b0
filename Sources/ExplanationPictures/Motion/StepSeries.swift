public import SketchModel

/// A number a step, with its name: a probability, a loss.
public struct StepSeries: Sendable, Hashable {
    /// What legends say: "cat".
    public var name: String
    /// In the colour of its line.
    public var colour: Colour
    /// One a step.
    public var values: [Double]

    public init(_ name: String, colour: Colour, values: [Double]) {
        (self.name, self.colour, self.values) = (name, colour, values)
    }
}

/// What happened to one sketch step by step: what its pictures and its page are made of.
public struct MotionRecord: Sendable, Hashable {
    public let drawing: MovingDrawing
    /// From 0 to 1; the first is the target's, and the second, where there is one, that of the label before.
    public let probabilities: [StepSeries]
    /// In nats.
    public let losses: StepSeries?

    /// - Throws: `MovingDrawingError.wrongSeries` where one has not a value a step.
    public init(
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
