internal import Rasteriser
internal import SketchModel

/// Draws panels as pixel pictures.
struct PanelDrawer {
    /// The side of the square, in pixels.
    let side: Int
    /// The side of one of the font's pixels.
    let textScale: Int
    /// The distance from the square's edge to the canvas's, in pixels.
    let inset: Int
    private var style = RenderStyle()

    static let ink = Colour(rgb: 0x1C1F24)
    static let soft = Colour(rgb: 0x5B6470)
    static let outline = Colour(rgb: 0xCDD2D9)
    static let faint = Colour(rgb: 0xE1E4E9)

    /// - Parameter lines: the lines of text, at most as wide as the square; if one is too long, the letters get
    ///   smaller.
    /// - Throws: `RasterError.unusableSize` if a panel's size cannot be drawn.
    init(side: Int, view: CanvasView, lines: some Sequence<String> = []) throws(RasterError) {
        guard (16...Raster.maximumSide).contains(side) else { throw .unusableSize(width: side, height: side) }
        self.side = side
        inset = Int((Double(side) * (1 - 1 / view.half) / 2).rounded())
        let width = max(1, lines.lazy.map { BitmapFont.width(of: $0) }.max() ?? 1)
        textScale = max(1, min(side / 100, side / width))
        (style.width, style.height) = (side, side)
        let half = view.half
        style.placement = .viewBox(BoundingBox(minimum: Point(-half, -half), maximum: Point(half, half)))
        // Thick enough to be visible in a small picture.
        style.line = LineStyle(width: .pixels(max(1.5, StrokePath.lineWidth / 100 * Double(side) / (2 * half))))
        style.engine = .fast
    }

    static func captionHeight(_ lines: Int, scale: Int) -> Int {
        lines > 0 ? (lines * (BitmapFont.lineHeight + 1) + 2) * scale : 0
    }

    /// Draws a panel, and its captions centred under it.
    /// - Parameters:
    ///   - x: the square's left edge.
    ///   - y: the square's upper edge.
    func draw(_ panel: SketchPanel, onto raster: inout Raster, x: Int, y: Int) throws(RasterError) {
        try drawSquare(panel, onto: &raster, x: x, y: y)
        for (line, caption) in panel.captions.enumerated() {
            let text = BitmapFont.cut(caption, toWidth: side, scale: textScale)
            BitmapFont.draw(
                text,
                into: &raster,
                x: x + (side - BitmapFont.width(of: text, scale: textScale)) / 2,
                y: y + side + (line * (BitmapFont.lineHeight + 1) + 2) * textScale,
                scale: textScale,
                colour: line == 0 ? Self.ink : Self.soft
            )
        }
    }

    private func drawSquare(_ panel: SketchPanel, onto raster: inout Raster, x: Int, y: Int) throws(RasterError) {
        var style = style
        style.colouring = .colours(
            panel.under.map { _ in Self.faint } + panel.strokes.indices.map(panel.colour(ofStroke:))
        )
        var drawer = try SketchDrawer(style)
        var square = try drawer.makeRaster()
        drawer.draw(Sketch(strokes: panel.under + panel.strokes), into: &square)
        drawOutline(onto: &square)
        for row in 0..<side {
            let start = 4 * ((y + row) * raster.width + x)
            raster.pixels.replaceSubrange(
                start..<(start + 4 * side),
                with: square.pixels[(4 * row * side)..<(4 * (row + 1) * side)]
            )
        }
    }

    /// Draws the canvas's edges where they are darker than what is there.
    private func drawOutline(onto square: inout Raster) {
        let width = max(1, side / 160)
        let (low, high) = (inset, side - inset - width)
        let edges = [
            (low..<(high + width), low..<(low + width)), (low..<(high + width), high..<(high + width)),
            (low..<(low + width), (low + width)..<high), (high..<(high + width), (low + width)..<high),
        ]
        let colour = [Self.outline.red, Self.outline.green, Self.outline.blue]
        for (columns, rows) in edges {
            for row in rows {
                for column in columns {
                    let pixel = 4 * (row * side + column)
                    for channel in 0..<3 {
                        square.pixels[pixel + channel] = min(square.pixels[pixel + channel], colour[channel])
                    }
                }
            }
        }
    }
}
