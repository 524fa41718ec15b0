internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

struct BrailleTests {
    private typealias Dot = BrailleCanvas.Dot

    /// The dots as rows of `#` and `.`.
    private func picture(_ canvas: BrailleCanvas) -> [String] {
        let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        return (0..<canvas.height).map { y in
            String(
                (0..<canvas.width).map { x in
                    canvas.dots[y / 4 * canvas.columns + x / 2] & bits[y % 4][x % 2] != 0 ? "#" : "."
                }
            )
        }
    }

    private func drawn(columns: Int = 3, rows: Int = 1, _ path: [(Int, Int)]) -> [String] {
        var canvas = BrailleCanvas(columns: columns, rows: rows)
        canvas.draw(path.map { Dot(x: $0.0, y: $0.1) }, stroke: 0)
        return picture(canvas)
    }

    @Test func lines() {
        #expect(drawn([(0, 1), (5, 1)]) == ["......", "######", "......", "......"])
        #expect(drawn([(4, 3), (4, 0)]) == ["....#.", "....#.", "....#.", "....#."])
        #expect(drawn([(0, 0), (3, 3)]) == ["#.....", ".#....", "..#...", "...#.."])
        #expect(drawn([(5, 0), (0, 3)]) == [".....#", "...##.", ".##...", "#....."])
        #expect(drawn([(2, 2)]) == ["......", "......", "..#...", "......"])
        #expect(drawn([(2, 2), (2, 2)]) == ["......", "......", "..#...", "......"])
        #expect(drawn([]) == ["......", "......", "......", "......"])
    }

    @Test func linesAreOneDotThick() {
        // Points a dot apart, as those of raw drawings: the step to the right and the one down make a diagonal.
        #expect(
            drawn([(0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3)]) == ["#.....", ".#....", "..#...", "...#.."]
        )
        // Where the line turns back on itself, or turns a real corner, nothing is missing.
        #expect(drawn([(0, 0), (2, 0), (2, 2)]) == ["##....", "..#...", "..#...", "......"])
        #expect(drawn([(0, 0), (3, 0), (0, 0)]) == ["####..", "......", "......", "......"])
    }

    @Test func whatIsOutsideIsLeftOut() {
        #expect(drawn([(-3, 1), (8, 1)]) == ["......", "######", "......", "......"])
        #expect(drawn([(-1, -1), (9, 90)]).count == 4)
    }

    @Test func theStrokeWithMostDotsOwnsACharacter() {
        var canvas = BrailleCanvas(columns: 2, rows: 1)
        canvas.draw([Dot(x: 0, y: 0), Dot(x: 0, y: 3)], stroke: 0)
        canvas.draw([Dot(x: 0, y: 1), Dot(x: 3, y: 1)], stroke: 1)
        #expect(canvas.owners == [0, 1])
        canvas.draw([Dot(x: 1, y: 0), Dot(x: 1, y: 3)], stroke: 2)
        #expect(canvas.owners == [2, 1])
        #expect(canvas.dots == [0xff, 0x12])
        // A line drawn back and forth has no more dots for it.
        canvas.draw([Dot(x: 2, y: 0), Dot(x: 2, y: 0)], stroke: 3)
        #expect(canvas.owners == [2, 1])
    }

    @Test func sketchesFillTheGridAndKeepTheirShape() throws {
        func ends(_ points: [Point], width: Int = 21, height: Int = 11) throws -> [Dot] {
            let fit = BrailleFit(try #require(BoundingBox(points)), width: width, height: height)
            return points.map { fit($0) }
        }
        #expect(try ends([Point(0, 0), Point(100, 50)]) == [Dot(x: 0, y: 0), Dot(x: 20, y: 10)])
        #expect(try ends([Point(0, 0), Point(50, 50)]) == [Dot(x: 5, y: 0), Dot(x: 15, y: 10)])
        #expect(try ends([Point(3, 3), Point(3, 3)]) == [Dot(x: 10, y: 5), Dot(x: 10, y: 5)])
        #expect(try ends([Point(-1, 8), Point(1, 8)]) == [Dot(x: 0, y: 5), Dot(x: 20, y: 5)])
        let huge = Double.greatestFiniteMagnitude
        #expect(try ends([Point(-huge, 0), Point(huge, 1)]) == [Dot(x: 0, y: 5), Dot(x: 20, y: 5)])
        #expect(try ends([Point(huge, huge), Point(huge, huge)]) == [Dot(x: 10, y: 5), Dot(x: 10, y: 5)])
        let tiny = Double.leastNonzeroMagnitude
        #expect(try ends([Point(0, 0), Point(tiny, tiny)]) == [Dot(x: 10, y: 5), Dot(x: 10, y: 5)])
        #expect(try ends([Point(0, 0), Point(4, 4)], width: 2, height: 4) == [Dot(x: 0, y: 1), Dot(x: 1, y: 2)])
    }
}
