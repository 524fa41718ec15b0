package import Rasteriser

/// Where the pictures of a contact sheet are: cells of one size in rows, filled from the left and from the top, with
/// captions under them or none. All lengths are in pixels.
package struct ContactSheet: Sendable, Hashable {
    package let columns: Int
    package let rows: Int
    package let cellWidth: Int
    package let cellHeight: Int
    package let hasCaptions: Bool

    /// - Parameters:
    ///   - columns: at least 1.
    ///   - rows: at least 1.
    ///   - style: says how large a cell is.
    /// - Throws: `RasterError.unusableSize` where a full page would be larger than a picture can be.
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

    /// How many pictures a page takes.
    package var capacity: Int { columns * rows }

    /// The clear pixels between two cells.
    package var gap: Int { max(2, min(cellWidth, cellHeight) / 16) }

    /// The clear pixels around all cells.
    package var margin: Int { 2 * gap }

    /// How large a caption's letters are: as many as 20 or so in a cell's width, and never smaller than drawn.
    package var captionScale: Int { max(1, cellWidth / 112) }

    /// What a row has under its cells for captions.
    package var captionHeight: Int { hasCaptions ? BitmapFont.lineHeight * captionScale : 0 }

    /// The size of a page with so many pictures: only the rows that have one, and only the columns where there is but
    /// one row. A page without pictures is as large as one with a single picture.
    package func size(of count: Int) -> (width: Int, height: Int) {
        let columns = min(max(count, 1), columns)
        let rows = min((max(count, 1) + columns - 1) / columns, rows)
        return (
            2 * margin + columns * (cellWidth + gap) - gap,
            2 * margin + rows * (cellHeight + captionHeight + gap) - gap
        )
    }

    /// The upper left pixel of a cell.
    /// - Parameter index: from 0, by rows.
    package func origin(ofCell index: Int) -> (x: Int, y: Int) {
        (
            margin + index % columns * (cellWidth + gap),
            margin + index / columns * (cellHeight + captionHeight + gap)
        )
    }
}
