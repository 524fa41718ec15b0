internal import SketchModel

/// Joins long strokes, which the app cuts after 600 points and continues in the next shape.
struct SplitStrokes {
    /// A drawn shape.
    struct Stroke {
        let shape: StoreShape
        let attributes: StrokeAttributes
        /// On the page.
        let points: [Point]
    }

    /// `DrawShapeUtil.options.maxPointsPerShape`.
    private static let cut = 600
    /// How far the next part may begin from where the last one ends: the app accumulates rounded differences.
    private static let gap = 1.0

    private var last: (type: String, attributes: StrokeAttributes, isPen: Bool, count: Int, end: Point)?

    /// Whether a stroke goes on from the one before it.
    func continues(_ stroke: Stroke, isPen: Bool) -> Bool {
        guard let last, let start = stroke.points.first, last.count >= Self.cut else { return false }
        return last.type == stroke.shape.type && last.attributes == stroke.attributes && last.isPen == isPen
            && (start.x - last.end.x).magnitude <= Self.gap && (start.y - last.end.y).magnitude <= Self.gap
    }

    mutating func take(_ stroke: Stroke, isPen: Bool) {
        last = stroke.points.last.map { (stroke.shape.type, stroke.attributes, isPen, stroke.points.count, $0) }
    }
}
