internal import SketchModel

/// Paints colours through masks. While strokes are painted, colours are premultiplied by their opacity.
///
/// The arithmetic is that of cairo 1.16 for opaque colours on its 32-bit surfaces, to the last bit.
enum Compositor {
    static func fill(_ raster: inout Raster, with background: Background) {
        let colour = background.colour ?? Colour(red: 0, green: 0, blue: 0, alpha: 0)
        func multiplied(_ value: UInt8) -> UInt8 { CoverageMask.product(value, colour.alpha) }
        switch raster.channels {
        case .grey: PixelRows.fill(&raster.pixels, with: colour.red)
        case .rgba:
            let pixel = (multiplied(colour.red), multiplied(colour.green), multiplied(colour.blue), colour.alpha)
            PixelRows.fill(&raster.pixels, withPixel: pixel)
        }
    }

    /// Paints `colour` over the raster, as much of it as the mask covers.
    static func paint(_ colour: Colour, through mask: borrowing CoverageMask, on raster: inout Raster) {
        let columns = mask.touched.columns
        guard !columns.isEmpty else { return }
        func blend(_ pixels: Range<Int>) {
            switch raster.channels {
            case .grey: PixelRows.blend(colour.red, through: mask.coverage, pixels, onto: &raster.pixels)
            case .rgba: PixelRows.blend(colour, through: mask.coverage, pixels, onto: &raster.pixels)
            }
        }
        let rows = mask.touched.rows
        // For narrow rows, one pass over all of them vectorises better than a pass over part of each.
        if mask.width <= 64 { return blend(rows.lowerBound * mask.width..<rows.upperBound * mask.width) }
        for row in rows { blend(row * mask.width + columns.lowerBound..<row * mask.width + columns.upperBound) }
    }

    /// Undoes the premultiplication, and inverts the colours if the style asks for it.
    static func finish(_ raster: inout Raster, style: RenderStyle) {
        switch raster.channels {
        case .grey: if style.isInverted { PixelRows.invert(&raster.pixels) }
        case .rgba:
            if !style.background.isOpaque { PixelRows.divideByOpacity(&raster.pixels) }
            if style.isInverted { PixelRows.invertColours(&raster.pixels) }
        }
    }
}
