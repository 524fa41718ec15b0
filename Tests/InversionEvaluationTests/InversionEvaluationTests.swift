internal import Testing

@testable internal import InversionEvaluation

@Suite struct InversionEvaluationTests {
    @Test func meansAreOverSeedsThenSketches() throws {
        var evaluation = InversionEvaluation()
        // Two sketches under two seeds; one of them has no number under the second.
        for (sketch, seed, number) in [(0, 0, 1.0), (1, 0, 4.0), (0, 1, 3.0)] {
            evaluation.add(.init(sketch: sketch, seed: seed, number: number), of: .stepsToSuccess, .recovery, .paper)
        }
        let cell = try #require(evaluation.cell(.recovery, .paper, .stepsToSuccess))
        #expect(cell.sketches == 2)
        #expect(cell.interval.mean == 3)
        #expect(cell.interval.low >= 2 && cell.interval.high <= 4)
        // The seeds' means are 2.5 and 3.
        #expect(abs((cell.spread ?? 0) - 0.125.squareRoot()) < 1e-12)
        #expect(evaluation.cell(.transfer, .paper, .stepsToSuccess) == nil)
        #expect(evaluation.cell(.recovery, .croquis, .stepsToSuccess) == nil)
    }

    @Test func oneSeedHasNoSpread() throws {
        var evaluation = InversionEvaluation()
        for sketch in 0..<5 {
            evaluation.add(.init(sketch: sketch, seed: 0, number: 0.5), of: .retrieval, .recovery, .start)
        }
        let cell = try #require(evaluation.cell(.recovery, .start, .retrieval))
        #expect(cell.spread == nil && cell.interval.low == 0.5 && cell.interval.high == 0.5)
    }
}
