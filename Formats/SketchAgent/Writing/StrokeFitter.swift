internal import SketchModel

/// Divides a stroke into elements, each a line between two cells or a cubic curve through four of them.
///
/// A curve's inner cells are those whose middles are nearest to the stroke, so that only the ends of elements are
/// rounded to the grid by as much as half a cell. A part that no line or curve comes close enough to is divided at its
/// point farthest from its chord: its corner, if it has one.
struct StrokeFitter {
    /// How far a curve may be from its part of the stroke, in pixels: 3/4 of a cell, since rounding an end takes up to
    /// 0.71.
    static let curveTolerance = 0.75 * Grid.cell
    /// How far a line may be.
    static let lineTolerance = 0.6 * Grid.cell
    /// Points closer to the one before are passed over.
    static let spacing = 0.1 * Grid.cell
    /// The most points of a part that a curve is tried for.
    private static let longestPart = 512
    private static let deepestDivision = 32

    let grid: Grid
    private(set) var elements: [StrokeElement] = []
    private(set) var error = FitError()

    /// - Parameter stroke: at least one point, in pixels.
    init(_ stroke: ArraySlice<Point>, on grid: Grid) {
        self.grid = grid
        let points = Self.thinned(stroke)
        guard points.count > 1 else {
            append(StrokeElement(cells: [grid.nearestCell(to: points[0])], times: [0]), for: points[...])
            return
        }
        divide(points[...])
        guard elements.isEmpty else { return }
        // All in one cell.
        let cell = grid.nearestCell(to: points[0])
        elements = [StrokeElement(cells: [cell, cell], times: [0, 1])]
    }

    private static func thinned(_ stroke: ArraySlice<Point>) -> [Point] {
        guard let first = stroke.first, let last = stroke.last, stroke.count > 1 else { return Array(stroke) }
        var points = [first]
        for point in stroke.dropFirst().dropLast() where (point - points[points.count - 1]).length >= spacing {
            points.append(point)
        }
        points.append(last)
        return points
    }

    private mutating func divide(_ part: ArraySlice<Point>) {
        // The parts still to be written, the next one last.
        var parts = [(part: part, depth: 0)]
        while let (part, depth) = parts.popLast() {
            if let element = element(for: part) {
                append(element, for: part)
            } else {
                let middle = Self.division(of: part, depth: depth)
                parts.append((part[middle...], depth + 1))
                parts.append((part[...middle], depth + 1))
            }
        }
    }

    private static func division(of part: ArraySlice<Point>, depth: Int) -> Int {
        let (start, end) = (part[part.startIndex], part[part.endIndex - 1])
        var (farthest, most) = (part.startIndex + part.count / 2, -1.0)
        guard depth < deepestDivision else { return farthest }
        for index in part.indices.dropFirst().dropLast() {
            let distance = PolylineDistance.squaredDistance(part[index], from: start, to: end)
            if distance > most { (farthest, most) = (index, distance) }
        }
        return farthest
    }

    private mutating func append(_ element: StrokeElement, for part: ArraySlice<Point>) {
        error += Self.error(of: element.fit(on: grid).polyline[...], for: part)
        // A part within a cell is no element of its own.
        if element.cells.count != 2 || element.cells[0] != element.cells[1] { elements.append(element) }
    }

    /// The distances both ways.
    private static func error(of curve: ArraySlice<Point>, for part: ArraySlice<Point>) -> FitError {
        PolylineDistance.distances(part, to: curve) + PolylineDistance.distances(curve, to: part)
    }

    // MARK: Lines and curves

    private func element(for part: ArraySlice<Point>) -> StrokeElement? {
        let first = grid.nearestCell(to: part[part.startIndex])
        let last = grid.nearestCell(to: part[part.endIndex - 1])
        let line = [grid.middle(of: first), grid.middle(of: last)]
        if part.count == 2 || PolylineDistance.distances(part, to: line[...]).largest <= Self.lineTolerance {
            return StrokeElement(cells: [first, last], times: [0, 1])
        }
        return part.count <= Self.longestPart ? curve(for: part, from: first, to: last) : nil
    }

    private func curve(for part: ArraySlice<Point>, from first: Point, to last: Point) -> StrokeElement? {
        let samples = Self.resampled(part, count: 17)
        let ideal = CurveFit.leastSquares(samples[...], at: CurveFit.evenTimes(17)[...])
        guard Self.error(of: ideal.polyline[...], for: part).largest <= Self.curveTolerance else { return nil }
        var (best, least) = (StrokeElement?.none, Self.curveTolerance)
        let later = nearCells(of: ideal, in: 55...85)
        for (early, second) in nearCells(of: ideal, in: 15...45) {
            for (late, third) in later {
                let times = [0, Double(early) / 100, Double(late) / 100, 1]
                let element = StrokeElement(cells: [first, second, third, last], times: times)
                let points = element.fit(on: grid).polyline
                guard points.allSatisfy(isOnCanvas) else { continue }
                let error = Self.error(of: points[...], for: part).largest
                if error <= least { (best, least) = (element, error) }
            }
        }
        return best
    }

    private func isOnCanvas(_ pixel: Point) -> Bool {
        min(pixel.x, pixel.y) >= 0 && max(pixel.x, pixel.y) <= grid.side
    }

    /// The three cells whose middles a curve comes nearest to, each with its t in hundredths.
    private func nearCells(of curve: BezierCurve, in range: ClosedRange<Int>) -> [(hundredths: Int, cell: Point)] {
        var places = range.map { hundredths -> (hundredths: Int, cell: Point, distance: Double) in
            let place = curve.point(at: Double(hundredths) / 100)
            let cell = grid.nearestCell(to: place)
            return (hundredths, cell, (grid.middle(of: cell) - place).length)
        }
        places.sort { ($0.distance, $0.hundredths) < ($1.distance, $1.hundredths) }
        var near: [(hundredths: Int, cell: Point)] = []
        for place in places where !near.contains(where: { $0.cell == place.cell }) {
            near.append((place.hundredths, place.cell))
            if near.count == 3 { break }
        }
        return near
    }

    /// Points at even steps along a polyline.
    private static func resampled(_ line: ArraySlice<Point>, count: Int) -> [Point] {
        var lengths = [0.0]
        for index in line.indices.dropFirst() {
            lengths.append(lengths[lengths.count - 1] + (line[index] - line[index - 1]).length)
        }
        let total = lengths[lengths.count - 1]
        var segment = 0
        return (0..<count).map { number in
            let length = total * Double(number) / Double(count - 1)
            while segment < line.count - 2, lengths[segment + 1] < length { segment += 1 }
            let extent = lengths[segment + 1] - lengths[segment]
            let share = extent > 0 ? min((length - lengths[segment]) / extent, 1) : 0
            let (start, end) = (line[line.startIndex + segment], line[line.startIndex + segment + 1])
            return start + (end - start) * share
        }
    }
}
