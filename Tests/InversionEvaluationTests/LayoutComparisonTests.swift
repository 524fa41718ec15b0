internal import SketchModel
internal import StrokeInversion
internal import Testing

@testable internal import InversionEvaluation

@Suite struct LayoutComparisonTests {
    /// Three strokes in a box of 3 by 4, whose diagonal is 5: begun at the left, in the middle and at the right.
    private let sketch = Sketch(strokes: [
        [Point(0, 0), Point(0, 4)], [Point(1, 2), Point(2, 2)], [Point(3, 1), Point(3, 3)],
    ])

    private func comparison(_ found: [SIMD2<Float>]) throws -> LayoutComparison {
        try #require(LayoutComparison(sketch, found: found))
    }

    @Test func theDrawnLayoutIsPerfect() throws {
        let same = try comparison(sketch.locations)
        #expect(same.locationError == 0 && same.translatedError == 0)
        #expect(same.leftRight == 1 && same.aboveBelow == 1)
    }

    @Test func aCommonTranslationIsForgiven() throws {
        let moved = try comparison(sketch.locations.map { $0 + [3, -4] })
        #expect(abs(moved.locationError - 1) < 1e-6)
        #expect(moved.translatedError < 1e-6)
        #expect(moved.leftRight == 1 && moved.aboveBelow == 1)
    }

    @Test func oneStrokeMoved() throws {
        // By 3 of 5; the best translation moves all by 1.
        let moved = try comparison([[0, 0], [1, 2], [6, 1]])
        #expect(abs(moved.locationError - 0.2) < 1e-6)
        #expect(abs(moved.translatedError - 4.0 / 3 / 5) < 1e-6)
        #expect(moved.leftRight == 1 && moved.aboveBelow == 1)
    }

    @Test func aMirroredLayoutIsWrong() throws {
        let mirrored = try comparison([[3, 0], [1, 2], [0, 1]])
        #expect(mirrored.leftRight == 0 && mirrored.aboveBelow == 1)
        #expect(abs(mirrored.locationError - 0.4) < 1e-6)
        let above = try comparison([[0, 2], [1, 0], [3, 1]])
        #expect(above.leftRight == 1 && above.aboveBelow == 0)
    }

    @Test func pairsOutOfOrder() throws {
        // Of the three pairs, the second and the third stroke are exchanged.
        let exchanged = try comparison([[0, 0], [3, 2], [1, 1]])
        #expect(exchanged.leftRight == 2.0 / 3)
        // All at the centre: every pair is level, which is as good as guessing.
        let level = try comparison([[0, 0], [0, 0], [0, 0]])
        #expect(level.leftRight == 0.5 && level.aboveBelow == 0.5)
    }

    @Test func pairsDrawnLevelDoNotCount() throws {
        let row = Sketch(strokes: [[Point(0, 0), Point(0, 1)], [Point(1, 0), Point(1, 1)]])
        let comparison = try #require(LayoutComparison(row, found: [[0, 5], [1, -5]]))
        #expect(comparison.leftRight == 1 && comparison.aboveBelow == nil)
    }

    @Test func nothingToCompareWith() {
        #expect(LayoutComparison(Sketch(strokes: [[Point(1, 1)], [Point(1, 1)]]), found: [[0, 0], [1, 1]]) == nil)
        #expect(LayoutComparison(Sketch(), found: []) == nil)
    }

    @Test func scrambledLayoutsAreWorse() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let sketch = Sketch(
                strokes: (0..<6).map { _ in
                    (0..<3).map { _ in Point(1.48 * generator.unit() - 0.74, 1.48 * generator.unit() - 0.74) }
                }
            )
            let drawn = sketch.locations
            let scrambled = try #require(LayoutComparison(sketch, found: drawn.shuffled(using: &generator)))
            let near = try #require(LayoutComparison(sketch, found: drawn.map { $0 + [0.001, 0] }))
            if scrambled.locationError > 0 {
                #expect(scrambled.locationError > near.locationError)
                #expect(scrambled.translatedError > near.translatedError)
                #expect((scrambled.leftRight ?? 1) < 1 || (scrambled.aboveBelow ?? 1) < 1)
            }
            #expect(near.leftRight == 1 && near.aboveBelow == 1)
        }
    }

    @Test func strokesAreLaidOut() {
        #expect(sketch.laidOut(at: sketch.locations) == sketch)
        let moved = sketch.laidOut(at: [[0, 0], [0, 0], [3, 0]])
        #expect(
            moved.strokes.map(Array.init) == [
                [Point(0, 0), Point(0, 4)], [Point(0, 0), Point(1, 0)], [Point(3, 0), Point(3, 2)],
            ]
        )
        #expect(moved.locations == [[0, 0], [0, 0], [3, 0]])
    }

    @Test func strokesOffTheCanvas() {
        func share(_ strokes: [[Point]]) -> Double { Sketch(strokes: strokes).shareOffCanvas }
        #expect(share([[Point(1, -1), Point(-1, 1)]]) == 0)
        #expect(share([[Point(0, 0), Point(1.01, 0)], [Point(0, 0)]]) == 0.5)
        #expect(share([[Point(0, 0), Point(0, -1.01)], [Point(-2, 0)], [Point(0, 0)], [Point(0, 0)]]) == 0.5)
        #expect(share([]) == 0)
    }
}
