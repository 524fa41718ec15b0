internal import SketchModel
internal import TextNotation

/// The visible part of the plane: the canvas, ±1, with a margin, and more if strokes leave it.
struct CanvasView: Hashable {
    /// The distance from the centre to each side, in frame units.
    private(set) var half = 1.08

    /// Strokes further out are cut off, so that one distant stroke doesn't make the others too small to see.
    private static let largest = 1.6

    mutating func extend(to points: some Sequence<Point>) {
        for point in points {
            half = max(half, min(max(point.x.magnitude, point.y.magnitude) + 0.06, Self.largest))
        }
    }

    init() {}

    init(_ panels: some Sequence<SketchPanel>) {
        for panel in panels {
            for stroke in panel.strokes { extend(to: stroke) }
            for stroke in panel.under { extend(to: stroke) }
        }
    }

    /// Contains the drawing at all steps.
    init(_ drawing: MovingDrawing) {
        for (stroke, points) in drawing.strokes.enumerated() {
            guard let box = BoundingBox(points) else { continue }
            extend(to: [box.minimum, box.maximum])
            for step in 0..<drawing.stepCount {
                let offset = drawing.offset(ofStroke: stroke, at: step)
                extend(to: [box.minimum + offset, box.maximum + offset])
            }
        }
    }

    /// The square in which vector pictures are drawn, with a hundred units per frame unit.
    var viewBox: String {
        let side = DecimalText.short(100 * half, digits: 1)
        let whole = DecimalText.short(200 * half, digits: 1)
        return "-\(side) -\(side) \(whole) \(whole)"
    }
}
