internal import SketchModel

/// The grid of cells, counted from 1 at the bottom left.
///
/// Three systems of coordinates meet here: cells, with y upwards, in which a cell's middle has whole coordinates; the
/// pixels of SketchAgent's program, 12 to a cell, with y downwards; and the sketch's canvas, which is 612 pixels wide
/// whatever the grid. With a grid of 50 the last two are the same.
///
/// Source: yael-vinker/SketchAgent, `utils.py`, `cells_to_pixels`.
struct Grid: Sendable, Hashable {
    /// The side of the sketch's canvas: the program's, with its default grid.
    static let canvasSide = 612.0
    /// The side of a cell in the program's pixels.
    static let cell = 12.0

    /// The number of cells on each side.
    var size: Int

    /// The side of the program's canvas in its pixels. Its first column and its last row hold the cells' numbers.
    var side: Double { Double(size + 1) * Self.cell }

    /// The middle of a cell in pixels.
    func middle(of cell: Point) -> Point {
        Point(Self.cell * cell.x + Self.cell / 2, side - Self.cell * cell.y - Self.cell / 2)
    }

    /// The nearest cell of the grid to a place in pixels. Places halfway between two cells are given to the greater one,
    /// even if rounding has moved them a little.
    func nearestCell(to pixel: Point) -> Point {
        func nearest(_ value: Double) -> Double {
            min(max((value + 0.5 + 1e-6).rounded(.down), 1), Double(size))
        }
        return Point(nearest(pixel.x / Self.cell - 0.5), nearest((side - pixel.y) / Self.cell - 0.5))
    }

    /// The place on the sketch's canvas of a place in pixels, to a thousandth.
    func canvasPoint(_ pixel: Point) -> Point {
        let scale = Self.canvasSide / side
        func rounded(_ value: Double) -> Double { (value * scale * 1000).rounded() / 1000 }
        return Point(rounded(pixel.x), rounded(pixel.y))
    }

    /// The place in pixels of a place on the sketch's canvas.
    func pixel(ofCanvas point: Point) -> Point { point * (side / Self.canvasSide) }

    /// The cell whose middle is at a place on the sketch's canvas; `nil` if there is none.
    func cell(atCanvas point: Point) -> Point? {
        let cell = nearestCell(to: pixel(ofCanvas: point))
        return canvasPoint(middle(of: cell)) == point ? cell : nil
    }
}
