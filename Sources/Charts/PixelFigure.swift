internal import Rasteriser
internal import SketchModel

/// A figure as pixels, two per unit.
struct PixelFigure {
    static let scale = 2.0
    private var style = RenderStyle()
    private let pictureWidth: Int
    private let pictureHeight: Int

    init(width: Double, height: Double) {
        pictureWidth = Int((width * Self.scale).rounded())
        pictureHeight = Int((height * Self.scale).rounded())
        style.width = pictureWidth
        style.height = pictureHeight
        style.placement = .viewBox(
            BoundingBox(
                minimum: .zero,
                maximum: Point(Double(pictureWidth) / Self.scale, Double(pictureHeight) / Self.scale)
            )
        )
    }

    func drawing(_ marks: [ChartMark]) throws(RasterError) -> Raster {
        var raster = try Raster.white(width: pictureWidth, height: pictureHeight)
        var ink = InkSheet(style)
        for mark in marks {
            switch mark {
            case .lines(let lines, let colour, let width):
                try ink.draw(lines, colour, width: width, onto: &raster)
            case .dots(let points, let colour, let radius):
                try ink.draw(points.map { [$0] }, colour, width: 2 * radius, onto: &raster)
            case .text(let text, let point, let anchor, let colour):
                let side = Int(ChartText.pixel * Self.scale)
                let width = BitmapFont.width(of: text, scale: side)
                let before =
                    switch anchor {
                    case .start: 0
                    case .middle: width / 2
                    case .end: width
                    }
                let left = Int((point.x * Self.scale).rounded()) - before
                let top = Int((point.y * Self.scale).rounded()) - BitmapFont.baseline * side
                BitmapFont.draw(text, into: &raster, x: left, y: top, scale: side, colour: colour)
            }
        }
        return raster
    }
}

/// Draws strokes of any colour: first black on white, whose grey level then gives the share of the colour.
private struct InkSheet {
    private var style: RenderStyle

    init(_ style: RenderStyle) { self.style = style }

    mutating func draw(
        _ strokes: [[Point]],
        _ colour: Colour,
        width: Double,
        onto raster: inout Raster
    ) throws(RasterError) {
        style.line = LineStyle(width: .units(width))
        let sketch = Sketch(strokes: strokes)
        guard let box = sketch.boundingBox else { return }
        var drawer = try SketchDrawer(style)
        var sheet = try drawer.makeRaster()
        drawer.draw(sketch, into: &sheet)
        let channels = (Int(colour.red), Int(colour.green), Int(colour.blue))
        let top = Int((box.minimum.y - width) * PixelFigure.scale),
            bottom = Int((box.maximum.y + width) * PixelFigure.scale)
        for row in (top..<max(top, bottom) + 1).clamped(to: 0..<raster.height) {
            for pixel in row * raster.width..<(row + 1) * raster.width where sheet.pixels[pixel] < 255 {
                let grey = Int(sheet.pixels[pixel])
                func blend(_ value: Int, _ channel: Int) {
                    let under = Int(raster.pixels[4 * pixel + channel])
                    raster.pixels[4 * pixel + channel] = UInt8((value * (255 - grey) + under * grey + 127) / 255)
                }
                blend(channels.0, 0)
                blend(channels.1, 1)
                blend(channels.2, 2)
            }
        }
    }
}
