package import SketchModel

/// What makes one sketch what a network says it is: its strokes, their order, shapes and locations.
package struct SketchExplanation: Sendable {
    /// As it was given.
    package let original: Sketch
    /// As the network sees it, in ±0.74.
    package let framed: Sketch
    /// For each stroke of `framed`, its index in `original`: strokes without points, and those after the 196th, are not
    /// seen.
    package let strokes: [Int]
    /// How many strokes with points the network does not see.
    package let unseenStrokes: Int
    /// What is explained, by its place among the classifier's labels, and its name.
    package let label: Int
    package let labelName: String
    /// Whether the label is the sketch's own, rather than the likeliest one.
    package let isLabelGiven: Bool
    /// What the network says of the label in the sketch as it is, and the name of the likeliest label.
    package let reading: LabelReading
    package let predictedName: String

    package let attributions: StrokeAttributions
    /// `nil` for a sketch of one stroke: there is nothing to compare.
    package let curves: CurveComparison?
    /// Under each `StrokeOrder`.
    package let orders: [LabelReading]
    /// The nearest simple form of each stroke, in the network's frame.
    package let primitives: [StrokePrimitive]
    /// With each `ShapeReplacement`.
    package let shapes: [ShapeReading]
    /// At each of `LocationNoise.deviations`.
    package let locations: [NoiseReading]

    package var strokeCount: Int { strokes.count }

    /// For each stroke of the original, its value in `values`, which has one for each stroke that is seen; `nil` for the
    /// others.
    package func perOriginalStroke<Value>(_ values: [Value]) -> [Value?] {
        var result = [Value?](repeating: nil, count: original.strokeCount)
        for (stroke, value) in zip(strokes, values) { result[stroke] = value }
        return result
    }
}
