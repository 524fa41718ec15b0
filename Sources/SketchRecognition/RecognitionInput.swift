package import SketchModel
internal import SketchNet
package import SketchTransforms

/// Brings any sketch into the form that a network is trained on and recognises: `quickdraw`, then
/// `normalise:sketchxai`. Both training and recognition use this, after the user's own transforms.
///
/// The result is within ±0.74, has no channels, and has at most 196 strokes with points and 4 096 points in all, so
/// that no drawing takes much more memory or time than another:
///
/// * If the strokes of a drawing have a total length of more than 65 536 of the 255 units of its longer side, it is
///   sampled more coarsely than every unit, so that it has about that many samples; usual drawings have a few thousand.
/// * Strokes after the 196th are left out after scaling the whole, as in SketchXAI; the loss is counted.
/// * If more than 4 096 points are left, inner points of strokes are left out evenly.
///
/// A sketch without points stays empty. A drawing without extent moves to the origin: a network sees strokes of two
/// equal points.
package struct RecognitionInput: SketchTransform {
    /// The limit of samples per drawing when strokes are resampled.
    package static let sampleLimit = 65_536
    /// The most points of one drawing that a network sees.
    package static let pointLimit = 4_096
    /// The most strokes of one drawing that a network sees.
    package static let strokeLimit = SketchNetConfiguration.maximumStrokes

    /// Counted if a drawing has more strokes with points than a network sees.
    package static let excessStrokes = Loss(
        name: "excessStrokesDropped",
        text: "strokes after the \(strokeLimit)th left out"
    )

    /// The same as the steps of a pipeline.
    package static let steps: [TransformStep] = [.each(RecognitionInput())]

    package init() {}

    /// - Throws: `TransformError.overflow` if the drawing is too large to represent.
    package func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
        sketch.removeChannels()
        sketch.removeAttributes()
        sketch.canvas = nil
        guard let side = sketch.boundingBox?.longerSide else { return true }
        guard (side * QuickDrawSimplification.side).isFinite else {
            throw TransformError.overflow(transform: "quickdraw")
        }
        let length = sketch.length(scaledBy: QuickDrawSimplification.side, over: side)
        if length > Double(Self.sampleLimit) {
            try simplifyCoarsely(&sketch, spacing: length / Double(Self.sampleLimit), using: &workspace)
        } else {
            _ = try QuickDrawSimplification().apply(to: &sketch, using: &workspace)
        }
        _ = try Normalise.sketchXAI.apply(to: &sketch, using: &workspace)
        if sketch.removeStrokes(after: Self.strokeLimit) { workspace.losses.add(Self.excessStrokes) }
        sketch.thinOut(to: Self.pointLimit, using: &workspace)
        return true
    }

    /// Does what `quickdraw` does, with samples farther apart.
    private func simplifyCoarsely(
        _ sketch: inout Sketch,
        spacing: Double,
        using workspace: inout TransformWorkspace
    ) throws {
        _ = try Fit(side: QuickDrawSimplification.side).apply(to: &sketch, using: &workspace)
        _ = try Resample(by: .spacing(spacing)).apply(to: &sketch, using: &workspace)
        _ = try Simplify(epsilon: QuickDrawSimplification.epsilon).apply(to: &sketch, using: &workspace)
        for index in sketch.points.indices {
            let point = sketch.points[index]
            sketch.points[index] = Point(point.x.rounded(.toNearestOrEven), point.y.rounded(.toNearestOrEven))
        }
    }
}

extension Sketch {
    /// The total length of all strokes after scaling by `scale` over `divisor`; 0 if `divisor` is 0.
    fileprivate func length(scaledBy scale: Double, over divisor: Double) -> Double {
        guard divisor > 0 else { return 0 }
        var length = 0.0
        for stroke in 0..<strokeCount {
            for index in range(ofStroke: stroke).dropFirst() {
                let step = points[index] - points[index - 1]
                let (dx, dy) = (step.x * scale / divisor, step.y * scale / divisor)
                length += (dx * dx + dy * dy).squareRoot()
            }
        }
        return length
    }

    /// Removes empty strokes, and those after the first `limit` others.
    /// - Returns: whether any strokes with points were removed.
    fileprivate mutating func removeStrokes(after limit: Int) -> Bool {
        var kept = 0
        var start = 0
        for end in strokeEnds where end > start {
            start = end
            guard kept < limit else { continue }
            strokeEnds[kept] = end
            kept += 1
        }
        strokeEnds.removeLast(strokeEnds.count - kept)
        let count = strokeEnds.last ?? 0
        defer { points.removeLast(points.count - count) }
        return count < points.count
    }

    /// Removes inner points of strokes, evenly over the drawing.
    fileprivate mutating func thinOut(to limit: Int, using workspace: inout TransformWorkspace) {
        let inner = points.count - 2 * strokeCount
        guard points.count > limit, inner > 0 else { return }
        let room = max(0, limit - 2 * strokeCount)
        workspace.resetFlags(to: false, count: points.count)
        var seen = 0
        for stroke in 0..<strokeCount {
            let range = range(ofStroke: stroke)
            for index in range {
                if index == range.lowerBound || index == range.upperBound - 1 {
                    workspace.flags[index] = true
                } else {
                    // The integer part of seen · room / inner increases by one at each kept point.
                    workspace.flags[index] = (seen + 1) * room / inner > seen * room / inner
                    seen += 1
                }
            }
        }
        keepPoints(workspace.flags)
    }
}
