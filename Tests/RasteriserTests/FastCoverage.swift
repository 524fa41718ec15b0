internal import SketchModel

@testable internal import Rasteriser

/// The coverage of strokes in pixels, 0 to 255, as the fast engine finds it.
func fastCoverage(_ strokes: [[Point]], lineWidth: Double, width: Int, height: Int) -> CoverageMask {
    var engine = FastEngine(width: width, height: height)
    var mask = CoverageMask(width: width, height: height)
    engine.setLineWidth(lineWidth)
    for stroke in strokes { engine.add(stroke.span, mapping: CanvasMapping()) }
    engine.draw(into: &mask)
    return mask
}

/// The distance of a place from a line along points.
func distance(of place: Point, from points: [Point]) -> Double {
    var least = Double.infinity
    for index in 0..<max(1, points.count - 1) {
        let (a, b) = (points[index], points[min(index + 1, points.count - 1)])
        let (d, p) = (b - a, place - a)
        let square = d.x * d.x + d.y * d.y
        let along = square > 0 ? min(max((p.x * d.x + p.y * d.y) / square, 0), 1) : 0
        let off = p - d * along
        least = min(least, off.x * off.x + off.y * off.y)
    }
    return least.squareRoot()
}

extension SeededGenerator {
    mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    mutating func points(_ count: Int, in range: ClosedRange<Double>) -> [Point] {
        (0..<count).map { _ in Point(number(in: range), number(in: range)) }
    }
}
