internal import SketchModel
internal import Testing

@testable internal import Rasteriser

@Suite struct ExactGeometryTests {
    private static let round = LineStyle(width: .pixels(8))

    @Test func aCapsuleHasItsArea() {
        for end in [Point(50, 30), Point(41.3, 52.8), Point(20, 55)] {
            let start = Point(20, 20)
            let d = end - start
            let area = 8 * (d.x * d.x + d.y * d.y).squareRoot() + Double.pi * 16
            // The pen is a polygon inside the disc, by a tenth of a pixel at most.
            let found = exactArea([start, end], Self.round)
            #expect(found < area + 1 && found > area - 0.1 * Double.pi * 8)
        }
    }

    @Test func squareCapsAddHalfASquareEach() {
        var line = LineStyle(width: .pixels(8), cap: .butt)
        let points = [Point(20, 22), Point(44, 41)]
        let butt = exactArea(points, line)
        line.cap = .square
        #expect(abs(exactArea(points, line) - butt - 64) < 0.5)
    }

    @Test func aMiterFillsTheCornerThatABevelCutsOff() {
        var line = LineStyle(width: .pixels(8), cap: .butt, join: .bevel)
        let points = [Point(12, 40), Point(40, 12), Point(54, 26)]
        let bevel = exactArea(points, line)
        line.join = .miter
        #expect(abs(exactArea(points, line) - bevel - 8) < 0.3)
        line.miterLimit = 1.2
        #expect(exactArea(points, line) == bevel)
    }

    @Test func coverageIsThatOfASweptDisc() {
        var random = SeededGenerator(seed: 11)
        let side = 16
        for _ in 0..<4 {
            let points = (0..<3).map { _ in Point(random.unit() * 12 + 2, random.unit() * 12 + 2) }
            let radius = 1 + random.unit() * 2
            let coverage = exactCoverage(points, LineStyle(width: .pixels(2 * radius)), width: side, height: side)
            var (worst, total) = (0.0, 0.0)
            for row in 0..<side {
                for column in 0..<side {
                    let share = Self.discShare(points, radius, column: column, row: row)
                    let difference = abs(Double(coverage[row * side + column]) - 255 * share)
                    worst = max(worst, difference)
                    total += difference
                }
            }
            // A tenth of a pixel of the pen, and a fifteenth of a pixel of height.
            #expect(worst < 40)
            #expect(total / Double(side * side) < 3)
        }
    }

    /// How many of 64x64 places in a pixel are nearer to the path than the radius.
    private static func discShare(_ points: [Point], _ radius: Double, column: Int, row: Int) -> Double {
        var count = 0
        for y in 0..<64 {
            for x in 0..<64 {
                let p = Point(Double(column) + (Double(x) + 0.5) / 64, Double(row) + (Double(y) + 0.5) / 64)
                var isInside = false
                for index in 1..<points.count where !isInside {
                    let (a, d) = (points[index - 1], points[index] - points[index - 1])
                    let (rx, ry) = (p.x - a.x, p.y - a.y)
                    let share = min(max((rx * d.x + ry * d.y) / (d.x * d.x + d.y * d.y), 0), 1)
                    let (ox, oy) = (rx - d.x * share, ry - d.y * share)
                    isInside = ox * ox + oy * oy < radius * radius
                }
                if isInside { count += 1 }
            }
        }
        return Double(count) / 4096
    }

    @Test func aStrokeOverItselfIsNoDarker() {
        let (a, b) = (Point(10.3, 12.6), Point(50.9, 43.2))
        let once = exactCoverage([a, b], Self.round, width: 64, height: 64)
        let thereAndBack = exactCoverage([a, b, a], Self.round, width: 64, height: 64)
        #expect(zip(once, thereAndBack).allSatisfy { abs(Int($0) - Int($1)) <= 12 })
        let single = once.reduce(0) { $0 + Int($1) }
        #expect(abs(thereAndBack.reduce(0) { $0 + Int($1) } - single) < single / 200)
    }

    @Test func steepEdgesStayExactOverThousandsOfPixels() {
        let (width, height) = (64, 8192)
        let line = LineStyle(width: .pixels(6), cap: .butt)
        let coverage = exactCoverage([Point(10.3, -40), Point(50.7, 8230)], line, width: width, height: height)
        let slope = (50.7 - 10.3) / 8270
        for row in 0..<height {
            let found = coverage[row * width..<(row + 1) * width].enumerated()
            let sum = found.reduce(0.0) { $0 + Double($1.element) }
            let middle = found.reduce(0.0) { $0 + Double($1.element) * (Double($1.offset) + 0.5) } / sum
            #expect(abs(sum / 255 - 6) < 0.03)
            #expect(abs(middle - (10.3 + slope * (Double(row) + 40.5))) < 0.03)
        }
    }

    @Test func thePenIsOnTheCircle() {
        for count in [4, 6, 12, 14, 22, 100, 1000] {
            for index in 0..<count {
                let point = UnitCircle.point(index, of: count)
                #expect(abs(point.x * point.x + point.y * point.y - 1) < 1e-15)
            }
            let quarter = UnitCircle.point(count / 2, of: count)
            #expect(quarter == Point(-1, 0))
        }
        #expect(abs(UnitCircle.point(1, of: 6).x - 0.5) < 1e-15)
        #expect(abs(UnitCircle.point(1, of: 8).y - 0.5.squareRoot()) < 1e-15)
        #expect(abs(UnitCircle.point(1, of: 10).x - (1 + 5.0.squareRoot()) / 4) < 1e-15)
        #expect([0.02, 0.1, 0.3, 0.7368, 6.7, 1000].map(PenPolygon.vertexCount(radius:)) == [1, 4, 8, 12, 38, 446])
    }
}
