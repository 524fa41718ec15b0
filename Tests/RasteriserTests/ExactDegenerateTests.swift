internal import SketchModel
internal import Testing

@testable internal import Rasteriser

@Suite struct ExactDegenerateTests {
    private static func line(_ width: Double, _ cap: LineStyle.Cap = .round) -> LineStyle {
        LineStyle(width: .pixels(width), cap: cap)
    }

    @Test func aPointIsADotOfItsCapsForm() {
        let dot = [Point(32, 32)]
        #expect(abs(exactArea(dot, Self.line(12)) - Double.pi * 36) < 0.1 * Double.pi * 12)
        #expect(abs(exactArea(dot, Self.line(12, .square)) - 144) < 0.01)
        #expect(exactArea(dot, Self.line(12, .butt)) == 0)
    }

    @Test func repeatedPointsChangeNothing() {
        let (a, b) = (Point(9.2, 11.7), Point(40.1, 33.3))
        let plain = exactCoverage([a, b], Self.line(5), width: 48, height: 48)
        #expect(exactCoverage([a, a, b, b, b], Self.line(5), width: 48, height: 48) == plain)
        let dot = exactCoverage([a], Self.line(5), width: 48, height: 48)
        #expect(exactCoverage([a, a, a], Self.line(5), width: 48, height: 48) == dot)
    }

    @Test func noWidthIsNothing() {
        for width in [0, 1e-9, 0.04] { #expect(exactArea([Point(3, 3), Point(40, 50)], Self.line(width)) == 0) }
        #expect(exactArea([Point(3, 3), Point(40, 50)], Self.line(0.5)) > 25)
    }

    @Test(arguments: [1e5, 1e9, 1e300, 1.7e308])
    func linesFromFarAwayAreDrawnWhereTheyPass(far: Double) {
        let across = exactCoverage([Point(-far, 8), Point(far, 8)], Self.line(4), width: 16, height: 16)
        for row in 0..<16 {
            let expected: UInt8 = (6..<10).contains(row) ? 255 : 0
            #expect(across[row * 16..<row * 16 + 16].allSatisfy { $0 == expected })
        }
        for points in [[Point(far, far)], [Point(far, 0), Point(far, far)], [Point(far, -5), Point(-far, -5 - far)]] {
            #expect(exactCoverage(points, Self.line(4), width: 16, height: 16).allSatisfy { $0 == 0 })
        }
        let corner = [Point(far, far), Point(8, 8), Point(far, -far)]
        for join in LineStyle.Join.allCases {
            var line = Self.line(4)
            line.join = join
            #expect(exactCoverage(corner, line, width: 16, height: 16)[8 * 16 + 9] == 255)
        }
    }

    @Test func hugeLinesCoverAll() {
        for width in [100, 9000, 1e12] {
            let coverage = exactCoverage([Point(-3, 4), Point(7, 5)], Self.line(width), width: 20, height: 20)
            #expect(coverage.allSatisfy { $0 == 255 })
        }
    }

    @Test func whatIsBesideTheCanvasIsCutOff() {
        var random = SeededGenerator(seed: 3)
        for number in 0..<200 {
            let points = (0..<4).map { _ in Point(random.unit() * 90 - 25, random.unit() * 90 - 25) }
            var line = Self.line(1 + random.unit() * 12, LineStyle.Cap.allCases[number % 3])
            line.join = LineStyle.Join.allCases[number / 3 % 3]
            let small = exactCoverage(points, line, width: 40, height: 40)
            let moved = points.map { $0 + Point(64, 64) }
            let large = exactCoverage(moved, line, width: 192, height: 192)
            // An edge that the border cuts in two has rows covered line by line that were covered at once.
            let isSame = (0..<40 * 40).allSatisfy { pixel in
                abs(Int(small[pixel]) - Int(large[(64 + pixel / 40) * 192 + 64 + pixel % 40])) <= 20
            }
            #expect(isSame)
        }
    }

    @Test func theSameEngineDrawsTheSameAgain() {
        var random = SeededGenerator(seed: 5)
        var engine = ExactEngine()
        for _ in 0..<50 {
            let points = (0..<6).map { _ in Point(random.unit() * 60, random.unit() * 60) }
            let line = Self.line(0.3 + random.unit() * 9)
            guard case .pixels(let width) = line.width else { continue }
            var mask = CoverageMask(width: 56, height: 48)
            engine.cover(points.span, line: line, width: width, mask: &mask)
            #expect(mask.coverage == exactCoverage(points, line, width: 56, height: 48))
            mask.clear()
            #expect(mask.coverage.allSatisfy { $0 == 0 })
        }
    }
}
