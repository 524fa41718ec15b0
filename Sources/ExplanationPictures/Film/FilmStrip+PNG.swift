internal import PNGImage
internal import Rasteriser
internal import SketchModel

extension FilmStrip {
    /// The film as a PNG file, on white.
    /// - Parameter side: of a panel's square, in pixels, at least 16.
    /// - Throws: `RasterError` if there are too many panels for a picture.
    package func png(side: Int = 320) throws -> [UInt8] { try PNGEncoder.file(raster(side: side)) }

    /// - Throws: `RasterError.unusableSize`
    func raster(side: Int) throws(RasterError) -> Raster {
        let drawer = try PanelDrawer(
            side: side,
            view: CanvasView(rows.lazy.flatMap(\.panels)),
            lines: rows.lazy.flatMap(\.panels).flatMap(\.captions)
        )
        let layout = FilmLayout(self, side: side, scale: drawer.textScale)
        var raster = try Raster.white(width: layout.width, height: layout.height)
        for (row, top) in zip(rows, layout.tops) {
            var top = top
            if !row.title.isEmpty {
                let title = BitmapFont.cut(
                    row.title,
                    toWidth: layout.width - 2 * (layout.margin + drawer.inset),
                    scale: drawer.textScale
                )
                BitmapFont.draw(
                    title,
                    into: &raster,
                    x: layout.margin + drawer.inset,
                    y: top,
                    scale: drawer.textScale,
                    colour: PanelDrawer.ink
                )
                top += layout.titleHeight
            }
            for (index, panel) in row.panels.enumerated() {
                try drawer.draw(panel, onto: &raster, x: layout.margin + index * (side + layout.gap), y: top)
            }
        }
        return raster
    }
}

/// The positions of a film's rows, in pixels.
private struct FilmLayout {
    let margin: Int
    let gap: Int
    let titleHeight: Int
    private(set) var tops: [Int] = []
    let width: Int
    private(set) var height: Int

    init(_ film: FilmStrip, side: Int, scale: Int) {
        (margin, gap) = (max(4, side / 10), max(4, side / 12))
        titleHeight = (BitmapFont.lineHeight + 3) * scale
        // A row with more panels than a picture can have pixels cannot be drawn anyway.
        let columns = min(max(1, film.rows.map(\.panels.count).max() ?? 1), Raster.maximumSide)
        let side = min(side, Raster.maximumSide)
        width = 2 * margin + columns * (side + gap) - gap
        height = margin
        for row in film.rows {
            tops.append(height)
            let lines = row.panels.map(\.captions.count).max() ?? 0
            height += side + (row.title.isEmpty ? 0 : titleHeight) + PanelDrawer.captionHeight(lines, scale: scale)
            height += 2 * gap
        }
        height += margin - (film.rows.isEmpty ? 0 : 2 * gap)
    }
}
