internal import SketchModel
internal import Testing

@testable internal import StrokeExplanation

struct CurveTests {
    /// Each stroke adds its own share of the probability.
    private func linear(_ shares: [Double]) -> ([[Int]]) -> [Double] {
        { subsets in subsets.map { $0.reduce(0) { $0 + shares[$1] } } }
    }

    @Test func ofALinearModel() {
        let shares = [0.1, 0.5, 0, 0.4]
        let comparison = CurveComparison(
            rankings: [[1, 3, 0, 2], [2, 0, 3, 1]],
            lengths: [1, 2, 9, 3],
            randomOrders: 4,
            seed: 1,
            probabilities: linear(shares)
        )
        let (best, worst) = (comparison.methods[0], comparison.methods[1])
        #expect(best.deletion.counts == [0, 1, 2, 3, 4])
        for (found, expected) in zip(best.deletion.probabilities, [1, 0.5, 0.1, 0, 0]) {
            #expect(abs(found - expected) < 1e-12)
        }
        for (found, expected) in zip(best.insertion.probabilities, [0, 0.5, 0.9, 1, 1]) {
            #expect(abs(found - expected) < 1e-12)
        }
        // (1 + 0.5) / 2 + (0.5 + 0.1) / 2 + 0.1 / 2 over four strokes.
        #expect(abs(best.deletion.area - 1.1 / 4) < 1e-12)
        #expect(abs(best.insertion.area - (0.25 + 0.7 + 0.95 + 1) / 4) < 1e-12)
        // The other way around, in a linear model deletion is insertion from the other end.
        #expect(abs(worst.deletion.area - best.insertion.area) < 1e-12)
        #expect(best.beats(worst) == (true, true))
        #expect(worst.beats(best) == (false, false))
        #expect(best.beats(best) == (false, false))
        #expect(best.beats(comparison.random) == (true, true))
        // The longest first: strokes 2, 3, 1, 0.
        for (found, expected) in zip(comparison.longestFirst.deletion.probabilities, [1, 1, 0.6, 0.1, 0]) {
            #expect(abs(found - expected) < 1e-12)
        }
    }

    @Test func theSameStrokesAreAskedOnce() {
        var asked: [[[Int]]] = []
        _ = CurveComparison(
            rankings: [[0, 1, 2], [2, 1, 0]],
            lengths: [1, 1, 1],
            randomOrders: 20,
            seed: 3
        ) { subsets in
            asked.append(subsets)
            return subsets.map { _ in 0 }
        }
        #expect(asked.count == 1)
        #expect(asked[0].count == 8 && Set(asked[0]).count == 8, "each of the eight drawings of three strokes once")
    }

    @Test func randomOrdersFollowTheSeed() {
        func random(_ seed: UInt64) -> RankingCurves {
            CurveComparison(
                rankings: [],
                lengths: Array(repeating: 1, count: 9),
                randomOrders: 2,
                seed: seed,
                probabilities: linear((0..<9).map { Double($0) / 36 })
            ).random
        }
        #expect(random(1) == random(1))
        #expect(random(1) != random(2))
        #expect(abs(random(5).deletion.area - 0.5) < 0.3)
    }

    @Test func manyStrokesTakeFewSteps() {
        let counts = DeletionCurve.counts(strokes: 196)
        #expect(counts.count == DeletionCurve.stepLimit + 1)
        #expect(counts.first == 0 && counts.last == 196)
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 })
        let flat = DeletionCurve(.deletion, counts: counts, probabilities: counts.map { _ in 0.3 })
        #expect(abs(flat.area - 0.3) < 1e-12)
        #expect(DeletionCurve(.deletion, counts: [0], probabilities: [0.25]).area == 0.25)
    }

    @Test func estimates() {
        var estimate = MeanEstimate()
        #expect(estimate.mean == 0 && estimate.halfInterval == 0)
        for value in [1.0, 2, 3, 4] { estimate.add(value) }
        #expect(abs(estimate.mean - 2.5) < 1e-12)
        // The deviation is the root of 5/3, over the root of 4 values.
        #expect(abs(estimate.halfInterval - 1.959964 * (5.0 / 3 / 4).squareRoot()) < 1e-12)
    }
}
