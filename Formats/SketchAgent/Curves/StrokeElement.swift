internal import SketchModel

/// A stroke as the language has it: cells, each with its place from 0 to 1 on the curve.
struct StrokeElement: Equatable {
    /// At least one.
    var cells: [Point]
    /// One per cell.
    var times: [Double]

    /// The curves that are drawn for it.
    func fit(on grid: Grid) -> CurveFit { CurveFit(cells.map(grid.middle), at: times) }

    /// What it is read as, on the sketch's canvas.
    func points(on grid: Grid, curves: SketchAgentFormat.Curves) -> [Point] {
        switch curves {
        case .fit: fit(on: grid).polyline.map(grid.canvasPoint)
        case .points: cells.map { grid.canvasPoint(grid.middle(of: $0)) }
        }
    }
}

extension [Point] {
    /// Adds a polyline that goes on where this one ends.
    mutating func join(_ other: [Point]) {
        append(contentsOf: !isEmpty && last == other.first ? other.dropFirst() : other[...])
    }
}
