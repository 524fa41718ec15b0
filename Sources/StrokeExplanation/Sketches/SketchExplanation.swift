public import SketchModel

/// What makes one sketch what a network says it is: its strokes, their order, shapes and locations.
public struct SketchExplanation: Sendable {
    /// As it was given.
    public let original: Sketch
    /// As the network sees it, in ±0.74.
    public let framed: Sketch
    /// For each stroke of `framed`, its index in `original`: strokes without points, and those after the 196th, are not
    /// seen.
    public let strokes: [Int]
    /// How many strokes with points the network does not see.
    public let unseenStrokes: Int
    /// What is explained, by its place among the classifier's labels, and its name.
    public let label: Int
    public let labelName: String
    /// Whether the label is the sketch's own, rather than the likeliest one.
    public let isLabelGiven: Bool
    /// What the network says of the label in the sketch as it is, and the name of the likeliest label.
    public let reading: LabelReading
    public let predictedName: String

    public let attributions: StrokeAttributions
    /// `nil` for a sketch of one stroke: there is nothing to compare.
    public let curves: CurveComparison?
    /// Under each `StrokeOrder`.
    public let orders: [LabelReading]
    /// The nearest simple form of each stroke, in the network's frame.
    public let primitives: [StrokePrimitive]
    /// With each `ShapeReplacement`.
    public let shapes: [ShapeReading]
    /// At each of `LocationNoise.deviations`.
    public let locations: [NoiseReading]

    public var strokeCount: Int { strokes.count }

    /// For each stroke of the original, its value in `values`, which has one for each stroke that is seen; `nil` for the
    /// others.
    public func perOriginalStroke<Value>(_ values: [Value]) -> [Value?] {
        var result = [Value?](repeating: nil, count: original.strokeCount)
        for (stroke, value) in zip(strokes, values) { result[stroke] = value }
        return result
    }
}
