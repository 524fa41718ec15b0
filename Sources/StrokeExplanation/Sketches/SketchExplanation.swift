package import SketchModel

/// Why a network recognises one sketch: its strokes, their order, shapes and locations.
package struct SketchExplanation: Sendable {
    /// As it was given.
    package let original: Sketch
    /// The sketch as the network sees it, within ±0.74.
    package let framed: Sketch
    /// For each stroke of `framed`, its index in `original`: strokes without points, and those after the 196th, are not
    /// seen.
    package let strokes: [Int]
    /// The number of strokes with points that the network doesn't see.
    package let unseenStrokes: Int
    /// The label that is explained, by its index among the classifier's labels, and its name.
    package let label: Int
    package let labelName: String
    /// Whether the label is the sketch's own, not the likeliest one.
    package let isLabelGiven: Bool
    /// The network's output for the label in the unchanged sketch, and the name of the likeliest label.
    package let reading: LabelReading
    package let predictedName: String

    package let attributions: StrokeAttributions
    /// `nil` for a sketch of one stroke: there is nothing to compare.
    package let curves: CurveComparison?
    /// For each `StrokeOrder`.
    package let orders: [LabelReading]
    /// The closest simple shape of each stroke, in the network's frame.
    package let primitives: [StrokePrimitive]
    /// For each `ShapeReplacement`.
    package let shapes: [ShapeReading]
    /// For each of `LocationNoise.deviations`.
    package let locations: [NoiseReading]

    package var strokeCount: Int { strokes.count }

    /// For each stroke of the original, its value in `values`, which has one per visible stroke; `nil` for the others.
    package func perOriginalStroke<Value>(_ values: [Value]) -> [Value?] {
        var result = [Value?](repeating: nil, count: original.strokeCount)
        for (stroke, value) in zip(strokes, values) { result[stroke] = value }
        return result
    }
}
