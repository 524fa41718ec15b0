internal import SketchModel
internal import SketchTransforms

/// The form of the official simplified drawings, which `quickdraw` gives to others.
///
/// To simplify once more what has this form would drop more points: of 2 000 official drawings 98 % lose some. So a
/// drawing is simplified once, whether that is done here or was done before, and a raw drawing is recognised as its
/// simplified twin is.
enum SimplifiedForm {
    /// The longer side's ends may be dropped, each within the tolerance.
    private static let sides = QuickDrawSimplification.side - 2 * QuickDrawSimplification.epsilon - 2
    /// A point that is kept was farther than 2 from a chord. Rounding moves it and the chord's ends by up to √½ each.
    private static let leastDistance = 0.5

    /// Whether a drawing is on the grid of whole numbers, wherever that begins, as large as official drawings are, and
    /// without points that simplifying would have dropped.
    static func holds(_ sketch: borrowing Sketch, _ box: BoundingBox, using workspace: inout TransformWorkspace) throws
        -> Bool
    {
        guard sketch.points.count <= RecognitionInput.sampleLimit,
            (sides...QuickDrawSimplification.side).contains(box.longerSide)
        else { return false }
        for index in sketch.points.indices {
            let offset = sketch.points[index] - box.minimum
            if offset.x.rounded() != offset.x || offset.y.rounded() != offset.y { return false }
        }
        workspace.resetFlags(to: false, count: sketch.points.count)
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            workspace.chords.load(sketch.points, range)
            try workspace.chords.markKept(
                epsilon: leastDistance,
                measure: .line,
                in: &workspace.flags,
                from: range.lowerBound
            )
        }
        return !workspace.flags.contains(false)
    }
}
