public import SketchModel

/// Where on the canvas a sketch goes.
public enum Placement: Sendable, Hashable {
    /// As large as can be with so many clear pixels around the ink, and in the middle.
    case fit(padding: Double)
    /// By its own coordinates: the box is as large as can be, and in the middle.
    case viewBox(BoundingBox)
    /// As the official QuickDraw bitmaps are placed: see `QuickDrawFrame`.
    case quickDraw

    /// How sketch coordinates become pixels.
    func mapping(of sketch: borrowing Sketch, line: LineStyle, width: Int, height: Int) -> CanvasMapping {
        let canvas = (width: Double(width), height: Double(height))
        switch self {
        case .fit(let padding):
            guard let box = sketch.boundingBox else { return CanvasMapping() }
            return .fitting(box, line: line, padding: padding, canvas: canvas)
        case .viewBox(let box):
            let scale = min(canvas.width / box.width, canvas.height / box.height)
            let center = box.center
            return CanvasMapping(
                scale: scale,
                after: Point(canvas.width / 2 - center.x * scale, canvas.height / 2 - center.y * scale)
            )
        case .quickDraw:
            guard let box = sketch.boundingBox else { return CanvasMapping() }
            return QuickDrawFrame.mapping(box, canvas: canvas)
        }
    }
}

/// A point of the sketch `p` is at pixel `(p + before) * scale + after`, from the canvas's upper left corner.
struct CanvasMapping: Hashable {
    var before = Point.zero
    var scale = 1.0
    var after = Point.zero

    func callAsFunction(_ point: Point) -> Point { (point + before) * scale + after }

    static func fitting(
        _ box: BoundingBox,
        line: LineStyle,
        padding: Double,
        canvas: (width: Double, height: Double)
    ) -> CanvasMapping {
        // What the line adds to the box, in pixels and in units.
        var (pixels, units) = (2 * padding, 0.0)
        switch line.width {
        case .pixels(let width): pixels += width
        case .units(let width): units = width
        }
        guard box.width.isFinite, box.height.isFinite else {
            // Twice as far as numbers go: the corners' mean is finite, and so are halves of the sides.
            let center = Point(box.minimum.x / 2 + box.maximum.x / 2, box.minimum.y / 2 + box.maximum.y / 2)
            let half = Point(box.maximum.x / 2 - box.minimum.x / 2, box.maximum.y / 2 - box.minimum.y / 2)
            let room = max(min(canvas.width, canvas.height) - pixels, 0) / 2
            return CanvasMapping(
                before: Point(-center.x, -center.y),
                scale: room / max(half.x, half.y),
                after: Point(canvas.width / 2, canvas.height / 2)
            )
        }
        let (width, height) = (box.width + units, box.height + units)
        let fitted = min(
            width > 0 ? max(canvas.width - pixels, 0) / width : .infinity,
            height > 0 ? max(canvas.height - pixels, 0) / height : .infinity
        )
        let scale = fitted.isFinite ? fitted : 1
        // From the corner, not the middle: differences of neighbouring numbers are exact however large they are.
        return CanvasMapping(
            before: Point(-box.minimum.x, -box.minimum.y),
            scale: scale,
            after: Point((canvas.width - box.width * scale) / 2, (canvas.height - box.height * scale) / 2)
        )
    }
}
