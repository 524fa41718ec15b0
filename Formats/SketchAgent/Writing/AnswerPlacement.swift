internal import SketchModel

/// Where a sketch is drawn on the grid.
struct AnswerPlacement {
    /// Whether it stays where it is: its canvas is that of the language.
    let isKept: Bool
    private let grid: Grid
    private let centre: Point
    private let scale: Double

    /// - Throws: `SketchAgentError.tooLarge`
    init(_ sketch: borrowing Sketch, on grid: Grid) throws(SketchAgentError) {
        self.grid = grid
        let box = sketch.boundingBox ?? BoundingBox(minimum: .zero, maximum: .zero)
        isKept = Self.isOnCanvas(sketch.canvas, box)
        centre = Point(box.minimum.x / 2 + box.maximum.x / 2, box.minimum.y / 2 + box.maximum.y / 2)
        let side = box.longerSide
        guard side.isFinite else { throw .tooLarge }
        let scale = Double(grid.size - 1) * Grid.cell / side
        self.scale = side > 0 && scale.isFinite ? scale : 1
    }

    /// Whether the size changes.
    var isScaled: Bool { !isKept && scale != 1 }

    /// Curves may leave the canvas a little.
    private static func isOnCanvas(_ canvas: Canvas?, _ box: BoundingBox) -> Bool {
        let (side, margin) = (Grid.canvasSide, Grid.canvasSide / 10)
        guard let canvas, canvas.origin == .zero, canvas.width == side, canvas.height == side else { return false }
        return min(box.minimum.x, box.minimum.y) >= -margin && max(box.maximum.x, box.maximum.y) <= side + margin
    }

    /// The place of a point in pixels. A drawing that doesn't stay where it is fills the grid, in its middle.
    func pixel(of point: Point) -> Point {
        if isKept { return grid.pixel(ofCanvas: point) }
        // The middle of the cells, which has no cell of its own on a grid of even size.
        let middle = grid.middle(of: Point(Double(grid.size + 1) / 2, Double(grid.size + 1) / 2))
        return middle + Point((point.x - centre.x) * scale, (point.y - centre.y) * scale)
    }
}
