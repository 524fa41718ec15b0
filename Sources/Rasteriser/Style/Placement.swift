public import SketchModel

/// Where on the canvas a sketch is drawn.
public enum Placement: Sendable, Hashable {
    /// As large as possible with this many clear pixels around the ink, and centred.
    case fit(padding: Double)
    /// By its own coordinates: the box is as large as possible, and centred.
    case viewBox(BoundingBox)
    /// By the page that the drawing was made on, which is as large as possible, and centred. A sketch without a page is
    /// refused, or fitted with this many clear pixels.
    case page(otherwise: Double?)
    /// As in the official QuickDraw bitmaps: see `QuickDrawFrame`.
    case quickDraw

    /// The mapping from sketch coordinates to pixels.
    func mapping(of sketch: borrowing Sketch, line: LineStyle, width: Int, height: Int) -> CanvasMapping {
        let canvas = (width: Double(width), height: Double(height))
        switch self {
        case .fit(let padding):
            guard let box = sketch.boundingBox else { return CanvasMapping() }
            return .fitting(box, widest: widest(line, of: sketch), padding: padding, canvas: canvas)
        case .viewBox(let box):
            return .filling(box, canvas: canvas)
        case .page(let padding):
            if let page = Self.page(of: sketch) { return .filling(page, canvas: canvas) }
            return Placement.fit(padding: padding ?? 0).mapping(of: sketch, line: line, width: width, height: height)
        case .quickDraw:
            guard let box = sketch.boundingBox else { return CanvasMapping() }
            return QuickDrawFrame.mapping(box, canvas: canvas)
        }
    }

    /// - Throws: `RasterError.noPage` if the sketch is to be placed by a page that it doesn't have.
    package func check(_ sketch: borrowing Sketch) throws(RasterError) {
        if case .page(nil) = self, Self.page(of: sketch) == nil { throw .noPage }
    }

    /// The page of a sketch, if it has one with a width and a height.
    static func page(of sketch: borrowing Sketch) -> BoundingBox? {
        guard let box = sketch.canvas?.box, box.width > 0, box.height > 0, box.width.isFinite, box.height.isFinite
        else {
            return nil
        }
        return box
    }

    /// How much the widest line adds to the bounding box of a drawing.
    private func widest(_ line: LineStyle, of sketch: borrowing Sketch) -> (pixels: Double, units: Double) {
        switch line.width {
        case .pixels(let width): return (width, 0)
        case .units(let width): return (0, width)
        case .source(let otherwise):
            var (pixels, units) = (0.0, 0.0)
            for stroke in 0..<sketch.strokeCount {
                if let width = sketch.attributes(ofStroke: stroke).width {
                    units = max(units, width)
                } else {
                    pixels = otherwise
                }
            }
            return (pixels, units)
        }
    }
}

/// Maps a point `p` of the sketch to the pixel `(p + before) * scale + after`, from the canvas's upper left corner.
struct CanvasMapping: Hashable {
    var before = Point.zero
    var scale = 1.0
    var after = Point.zero

    func callAsFunction(_ point: Point) -> Point { (point + before) * scale + after }

    /// The box as large as possible, and centred.
    static func filling(_ box: BoundingBox, canvas: (width: Double, height: Double)) -> CanvasMapping {
        let scale = min(canvas.width / box.width, canvas.height / box.height)
        let center = box.center
        return CanvasMapping(
            scale: scale,
            after: Point(canvas.width / 2 - center.x * scale, canvas.height / 2 - center.y * scale)
        )
    }

    /// - Parameter widest: how much the widest line adds to the box, in pixels and in units.
    static func fitting(
        _ box: BoundingBox,
        widest: (pixels: Double, units: Double),
        padding: Double,
        canvas: (width: Double, height: Double)
    ) -> CanvasMapping {
        let (pixels, units) = (2 * padding + widest.pixels, widest.units)
        guard box.width.isFinite, box.height.isFinite else {
            // Halves, for boxes up to twice as large as numbers go: the mean of the corners and half of each side are
            // finite.
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
        // From the corner, not the centre: differences of neighbouring numbers are exact however large they are.
        return CanvasMapping(
            before: Point(-box.minimum.x, -box.minimum.y),
            scale: scale,
            after: Point((canvas.width - box.width * scale) / 2, (canvas.height - box.height * scale) / 2)
        )
    }
}
