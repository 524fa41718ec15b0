package import Rasteriser

/// The layout of a contact sheet: cells of one size in rows, filled from the left and from the top, with or without
/// captions under them. All lengths are in pixels.
package struct ContactSheet: Sendable, Hashable {
    package let columns: Int
    package let rows: Int
    package let cellWidth: Int
    package let cellHeight: Int
    package let hasCaptions: Bool

    /// - Parameters:
    ///   - columns: at least 1.
    ///   - rows: at least 1.
    /// - style: determines the size of a cell.
    /// - Throws: `RasterError.unusableSize` if a full page would exceed the largest picture.
    package init(columns: Int, rows: Int, style: RenderStyle, hasCaptions: Bool = true) throws(RasterError) {
        self.columns = columns
        self.rows = rows
        cellWidth = style.width
        cellHeight = style.height
        self.hasCaptions = hasCaptions
        let side = 1...Raster.maximumSide
        guard side.contains(columns), side.contains(rows), side.contains(cellWidth), side.contains(cellHeight) else {
            throw .unusableSize(width: style.width, height: style.height)
        }
        let full = size(of: capacity)
        guard side.contains(full.width), side.contains(full.height) else {
            throw .unusableSize(width: full.width, height: full.height)
        }
    }

    /// The number of pictures per page.
    package var capacity: Int { columns * rows }

    /// The clear pixels between two cells.
    package var gap: Int { max(2, min(cellWidth, cellHeight) / 16) }

    /// The clear pixels around all cells.
    package var margin: Int { 2 * gap }

    /// The scale of a caption's letters: about 20 fit the width of a cell, and they are never smaller than drawn.
    package var captionScale: Int { max(1, cellWidth / 112) }

    /// The height of the captions under a row of cells.
    package var captionHeight: Int { hasCaptions ? BitmapFont.lineHeight * captionScale : 0 }

    /// The size of a page with this many pictures: only the rows in use, and only the columns in use if there is a
    /// single row. A page without pictures is as large as one with a single picture.
    package func size(of count: Int) -> (width: Int, height: Int) {
        let columns = min(max(count, 1), columns)
        let rows = min((max(count, 1) + columns - 1) / columns, rows)
        return (
            2 * margin + columns * (cellWidth + gap) - gap,
            2 * margin + rows * (cellHeight + captionHeight + gap) - gap
        )
    }

    /// The upper left pixel of a cell.
    /// - Parameter index: from 0, row by row.
    package func origin(ofCell index: Int) -> (x: Int, y: Int) {
        (
            margin + index % columns * (cellWidth + gap),
            margin + index / columns * (cellHeight + captionHeight + gap)
        )
    }
}
