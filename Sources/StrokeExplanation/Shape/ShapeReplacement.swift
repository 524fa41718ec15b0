package import SketchModel
internal import SketchNet
internal import SketchTransforms

/// What strokes are replaced by, each in place.
package enum ShapeReplacement: String, Sendable, Hashable, CaseIterable {
    /// The closest simple shape: see `StrokePrimitive`.
    case primitive
    /// The straight line from its first to its last point.
    case straightened
    /// The same number of points, evenly along its length.
    case resampled

    /// The tolerance for approximating a round shape, in the network's frame: that of `-t quickdraw`, two units of a
    /// drawing of 255.
    private static let tolerance = 2 * NetworkFrame.side / 255

    /// The replacement of a stroke.
    /// - Parameters:
    ///   - stroke: in the network's frame, not empty.
    ///   - primitive: its closest simple shape, if already known.
    package func stroke(for stroke: some Collection<Point>, primitive: StrokePrimitive? = nil) -> [Point] {
        let points = Array(stroke)
        guard let first = points.first, let last = points.last else { return [] }
        switch self {
        case .straightened: return [first, last]
        case .resampled:
            return points.count < 3 ? points : Polyline(points, isClosed: false).samples(points.count)
        case .primitive:
            let form = primitive ?? .nearest(to: points)
            var sketch = Sketch(strokes: [form.points(drawnAs: points)])
            var workspace = TransformWorkspace()
            // A shape within the frame is in the range of numbers; any other stays as it is.
            _ = try? Simplify(epsilon: Self.tolerance).apply(to: &sketch, using: &workspace)
            return sketch.points
        }
    }
}

/// What happens to a label if strokes are replaced.
package struct ShapeReading: Sendable {
    package let replacement: ShapeReplacement
    /// The drawing with all its strokes replaced.
    package let sketch: Sketch
    /// The network's output for it.
    package let reading: LabelReading
    /// For each stroke, the output for the drawing with only that stroke replaced.
    package let strokeReadings: [LabelReading]
}

extension SketchProbe {
    /// - Parameter primitives: of each stroke.
    /// - Throws: `ExplanationError`.
    package func readings(
        of replacements: [ShapeReplacement] = ShapeReplacement.allCases,
        primitives: [StrokePrimitive],
        label: Int
    ) throws(ExplanationError) -> [ShapeReading] {
        let strokes = sketch.strokes.map { Array($0) }
        var results: [ShapeReading] = []
        for replacement in replacements {
            let replaced = strokes.indices.map {
                replacement.stroke(for: strokes[$0], primitive: primitives[$0])
            }
            let whole = Sketch(strokes: replaced, metadata: sketch.metadata)
            var answers = try readings(of: [whole], label: label)
            // The pass over the whole drawing gave the shapes of all replaced strokes.
            answers += try readings(mixing: replaced, shapes: workspace.shapes, label: label)
            results.append(
                ShapeReading(
                    replacement: replacement,
                    sketch: whole,
                    reading: answers[0],
                    strokeReadings: Array(answers.dropFirst())
                )
            )
        }
        return results
    }

    /// The output for the drawing with one stroke replaced, for each stroke.
    private func readings(
        mixing replaced: [[Point]],
        shapes other: [Scalar],
        label: Int
    ) throws(ExplanationError) -> [LabelReading] {
        var joined = self
        joined.add(starts: replaced.flatMap { [Scalar($0[0].x), Scalar($0[0].y)] }, shapes: other)
        let all = 0..<strokeCount
        return try joined.readings(
            of: all.map { one in Variant(all.map { $0 == one ? strokeCount + one : $0 }) },
            label: label
        )
    }
}
