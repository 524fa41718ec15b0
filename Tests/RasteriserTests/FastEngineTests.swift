internal import SketchModel
internal import Testing

@testable internal import Rasteriser

struct FastEngineTests {
    private func total(_ strokes: [[Point]], lineWidth: Double = 3, side: Int = 40) -> Int {
        fastCoverage(strokes, lineWidth: lineWidth, width: side, height: side).coverage.reduce(0) { $0 + Int($1) }
    }

    @Test func aDotIsADisc() {
        let dot = fastCoverage([[Point(10.5, 10.5)]], lineWidth: 5, width: 21, height: 21)
        let twice = [Point(10.5, 10.5), Point(10.5, 10.5)]
        #expect(dot.coverage == fastCoverage([twice], lineWidth: 5, width: 21, height: 21).coverage)
        #expect(dot.coverage[10 * 21 + 10] == 255 && dot.coverage[10 * 21 + 12] == 255)
        #expect(dot.coverage[10 * 21 + 13] == 0 && dot.coverage[8 * 21 + 8] > 0)
        #expect(dot.touched == PixelBox(columns: 8..<16, rows: 8..<14), "whole cells of four pixels")
    }

    @Test func nothingIsDrawnOfNothing() {
        let line = [Point(2, 2), Point(30, 30)]
        #expect(total([]) == 0 && total([[]]) == 0)
        #expect(total([line], lineWidth: 0) == 0)
        #expect(total([line], lineWidth: -1) == 0 && total([line], lineWidth: .nan) == 0)
        #expect(total([[Point(-500, 3), Point(-400, 30)], [Point(0, 1e9), Point(50, 1e9)]]) == 0)
        #expect(total([[Point(1e300, 1e300)], [Point(1e300, 0), Point(0, 1e300)]]) == 0)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func placesThatAreNoneAreLeftOut(value: Double) {
        #expect(total([[Point(value, 3)], [Point(3, 3), Point(value, value)]]) == 0)
        let rest = [Point(5, 20), Point(30, 20)]
        #expect(total([[Point(value, 3)] + rest]) == total([rest]))
    }

    @Test func linesFromFarAwayAreThere() {
        let whole = total([[Point(-100, 20.5), Point(100, 20.5)]])
        #expect(whole == 40 * 3 * 255)
        for far in [1e5, 1e9, 1e15, 1e100, 1e300] {
            #expect(total([[Point(-far, 20.5), Point(far, 20.5)]]) == whole)
            #expect(total([[Point(20.5, far), Point(20.5, -far)]]) == whole)
            let start = Point(3, 8)
            #expect(abs(total([[start, start + Point(far, far * 0.75)]]) - total([[start, Point(103, 83)]])) < 40)
        }
        #expect(total([[Point(-1e9, -1e9), Point(1e9, 1e9)]]) == total([[Point(-90, -90), Point(90, 90)]]))
        #expect(total([[Point(-1e200, -1e200), Point(1e200, 1e200)]]) > 0)
        #expect(total([[Point(-1.7e308, 1.7e308), Point(1.7e308, -1.7e308)]]) == 0)
    }

    @Test func theWidestLineCoversAll() {
        #expect(total([[Point(-3_000, 5), Point(4_000, 90)]], lineWidth: 10_000) == 40 * 40 * 255)
        #expect(total([[Point(20, 20)]], lineWidth: 1e6) == 40 * 40 * 255)
    }

    @Test func aThinLineIsNoDarkerThanWide() {
        let mask = fastCoverage([[Point(2.5, 5.5), Point(17.5, 5.5)]], lineWidth: 0.25, width: 20, height: 11)
        #expect(mask.coverage.max() == 64)
    }

    @Test func aLongDiagonalOfALargeCanvasIsThin() {
        let mask = fastCoverage([[Point(0, 0), Point(20_000, 64)]], lineWidth: 2, width: 20_000, height: 64)
        let ink = Double(mask.coverage.reduce(0) { $0 + Int($1) }) / 255
        #expect(abs(ink / 40_000 - 1) < 0.01)
        for column in stride(from: 5, to: 20_000, by: 997) {
            let row = Int((Double(column) + 0.5) * 64 / 20_000)
            #expect(mask.coverage[row * 20_000 + column] > 120)
        }
    }

    @Test func nothingIsLeftBehind() {
        var random = SeededGenerator(seed: 5)
        var engine = FastEngine(width: 50, height: 70)
        let sketches = (0..<6).map { _ in random.points(1 + random.index(below: 6), in: -10...80) }
        for points in sketches + sketches.reversed() {
            var mask = CoverageMask(width: 50, height: 70)
            engine.setLineWidth(Double(points.count))
            engine.add(points.span, mapping: CanvasMapping())
            engine.draw(into: &mask)
            let alone = fastCoverage([points], lineWidth: Double(points.count), width: 50, height: 70)
            #expect(mask.coverage == alone.coverage)
        }
    }

    /// Of distances that large, rounding takes away more than a level's worth of ink.
    @Test func wideLinesLeaveNothingBesideWhatIsTouched() {
        var random = SeededGenerator(seed: 9)
        for lineWidth in [9_000.0, 1e5, 1e6] {
            for _ in 0..<200 {
                let edge = random.number(in: 0...40)
                let end = Point(edge - lineWidth / 2, random.number(in: 0...40))
                // A slanting segment, along which distances are added up row by row.
                let start = end - Point(random.unit(), random.number(in: -1...1))
                let mask = fastCoverage([[start, end]], lineWidth: lineWidth, width: 41, height: 40)
                let isInside = (0..<(41 * 40)).allSatisfy { index in
                    mask.coverage[index] == 0
                        || (mask.touched.columns.contains(index % 41) && mask.touched.rows.contains(index / 41))
                }
                #expect(isInside, "\(lineWidth) \(end)")
            }
        }
    }

    @Test func aTipIsALastPoint() {
        let points = [Point(3, 4), Point(20, 9), Point(12, 30)]
        for count in 0...2 {
            var engine = FastEngine(width: 40, height: 40)
            var mask = CoverageMask(width: 40, height: 40)
            engine.setLineWidth(3)
            engine.add(points.span.extracting(0..<count), tip: points[count], mapping: CanvasMapping())
            engine.draw(into: &mask)
            let longer = fastCoverage([Array(points[...count])], lineWidth: 3, width: 40, height: 40)
            #expect(mask.coverage == longer.coverage)
        }
    }
}
