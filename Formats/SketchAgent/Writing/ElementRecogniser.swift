internal import SketchModel

/// Finds the elements that a stroke was read from, if they are dots, lines, or curves through three or four cells.
///
/// A stroke that was read from what this package wrote is so written again, byte for byte.
struct ElementRecogniser {
    /// The most lines of a flattened curve.
    private static let mostSegments = 128

    let grid: Grid

    /// - Parameter stroke: on the sketch's canvas.
    /// - Returns: elements that are read as exactly this stroke; `nil` if none are found.
    func elements(of stroke: ArraySlice<Point>) -> [StrokeElement]? {
        guard let first = stroke.first, let start = grid.cell(atCanvas: first) else { return nil }
        if stroke.count == 1 { return [StrokeElement(cells: [start], times: [0])] }
        var elements: [StrokeElement] = []
        var index = stroke.startIndex
        while index < stroke.endIndex - 1 {
            guard let (element, end) = element(from: index, of: stroke) else { return nil }
            elements.append(element)
            index = end
        }
        return elements
    }

    /// The longest element that begins at a point, and the point at which it ends.
    private func element(from start: Int, of stroke: ArraySlice<Point>) -> (StrokeElement, end: Int)? {
        guard let first = grid.cell(atCanvas: stroke[start]) else { return nil }
        var (end, tries) = (endOfEvenBend(from: start, of: stroke), 0)
        while end >= start + 4, tries < 4 {
            if let last = grid.cell(atCanvas: stroke[end]) {
                if let curve = curve(from: first, to: last, through: stroke[start...end]) { return (curve, end) }
                tries += 1
            }
            end -= 1
        }
        guard let last = grid.cell(atCanvas: stroke[start + 1]), first != last || stroke.count == 2 else { return nil }
        return (StrokeElement(cells: [first, last], times: [0, 1]), start + 1)
    }

    /// The last point before which the points may be those of one cubic curve at even steps: their fourth differences
    /// are then 0, but for rounding.
    private func endOfEvenBend(from start: Int, of stroke: ArraySlice<Point>) -> Int {
        var end = start + 3
        while end + 1 < stroke.endIndex, end - start < Self.mostSegments {
            let outer = stroke[end - 3] + stroke[end + 1] - (stroke[end - 2] + stroke[end]) * 4
            let difference = outer + stroke[end - 1] * 6
            guard max(abs(difference.x), abs(difference.y)) < 0.01 else { break }
            end += 1
        }
        return end
    }

    private func curve(from first: Point, to last: Point, through part: ArraySlice<Point>) -> StrokeElement? {
        let pixels = part.map(grid.pixel)
        let curve = CurveFit.leastSquares(pixels[...], at: CurveFit.evenTimes(part.count)[...])
        // The cells in whose middles the curve is at whole hundredths, but for the rounding of the points.
        let tolerance = 0.005 * grid.side / Grid.canvasSide
        var hits: [(hundredths: Int, cell: Point)] = []
        for hundredths in 1...99 {
            let place = curve.point(at: Double(hundredths) / 100)
            let cell = grid.nearestCell(to: place)
            if (grid.middle(of: cell) - place).length < tolerance { hits.append((hundredths, cell)) }
        }
        func nearest(_ wanted: Int) -> [(hundredths: Int, cell: Point)] {
            Array(hits.sorted { abs($0.hundredths - wanted) < abs($1.hundredths - wanted) }.prefix(12))
        }
        func isRead(_ element: StrokeElement) -> Bool { element.points(on: grid, curves: .fit)[...] == part }
        let later = nearest(67)
        for early in nearest(33) {
            for late in later where late.hundredths > early.hundredths {
                let times = [0, Double(early.hundredths) / 100, Double(late.hundredths) / 100, 1]
                let element = StrokeElement(cells: [first, early.cell, late.cell, last], times: times)
                if isRead(element) { return element }
            }
        }
        for hit in nearest(50) {
            let element = StrokeElement(cells: [first, hit.cell, last], times: [0, Double(hit.hundredths) / 100, 1])
            if isRead(element) { return element }
        }
        return nil
    }
}
