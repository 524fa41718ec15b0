internal import SketchModel

/// Drops each point that equals the point before it in its stroke. The first of a run stays, with its time and
/// pressure; a stroke of equal points becomes a single point.
struct RemoveDuplicates: SketchTransform {
    func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) -> Bool {
        workspace.resetFlags(to: true, count: sketch.points.count)
        for stroke in 0..<sketch.strokeCount {
            for index in sketch.range(ofStroke: stroke).dropFirst()
            where sketch.points[index] == sketch.points[index - 1] {
                workspace.flags[index] = false
            }
        }
        sketch.keepPoints(workspace.flags)
        return true
    }

    static let catalogueEntry = TransformEntry(
        "dedupe",
        "drop points that equal the one before",
        .removeDuplicates
    )
}
