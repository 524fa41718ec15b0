internal import SketchModel

/// The frame of the official QuickDraw bitmaps: a drawing of 256 units, surrounded by half a line of 16 units and a
/// padding of 16, scaled to the size of the picture. A drawing is centred by its maximum, because the minimum of
/// official drawings is 0.
///
/// Source: the recipe published in issue 19 of quickdraw-dataset, which reproduces the official bitmaps bit for bit.
enum QuickDrawFrame {
    static let side = 256.0
    static let lineWidth = 16.0
    static let padding = 16.0

    static func mapping(_ box: BoundingBox, canvas: (width: Double, height: Double)) -> CanvasMapping {
        let around = padding * 2 + lineWidth
        let scale = min(canvas.width, canvas.height) / (side + around)
        // On a square canvas the border is exactly zero, and `after` is what cairo's matrices make of the recipe.
        let shorter = min(canvas.width, canvas.height)
        let after = Point(
            (canvas.width - shorter) / 2 + scale * (around / 2),
            (canvas.height - shorter) / 2 + scale * (around / 2)
        )
        let frame = 0...side
        let isInside =
            frame.contains(box.minimum.x) && frame.contains(box.minimum.y) && frame.contains(box.maximum.x)
            && frame.contains(box.maximum.y)
        guard !isInside else {
            let before = Point((side - box.maximum.x) / 2, (side - box.maximum.y) / 2)
            return CanvasMapping(before: before, scale: scale, after: after)
        }
        // Drawings of other sizes are fitted into this frame as QuickDraw's simplification does, 255 units long.
        let unit = box.longerSide > 0 ? 255 / box.longerSide : 1
        return CanvasMapping(
            before: Point(-box.minimum.x, -box.minimum.y),
            scale: scale * unit,
            after: Point(
                after.x + scale * (side - box.width * unit) / 2,
                after.y + scale * (side - box.height * unit) / 2
            )
        )
    }
}
