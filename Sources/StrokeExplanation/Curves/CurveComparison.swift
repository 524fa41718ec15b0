internal import SketchModel

/// How well each attribution ranks the strokes of one sketch, compared with rankings that know nothing of the network.
package struct CurveComparison: Sendable, Hashable {
    /// One for each method, in their order.
    package let methods: [RankingCurves]
    /// The longest stroke first.
    package let longestFirst: RankingCurves
    /// The mean over several random orders.
    package let random: RankingCurves

    package subscript(method: AttributionMethod) -> RankingCurves {
        methods[AttributionMethod.allCases.firstIndex(of: method) ?? 0]
    }

    /// - Parameters:
    /// - rankings: for each method, the strokes by contribution, greatest first.
    ///   - lengths: of each stroke.
    ///   - randomOrders: the number of random orders, at least 1; the same for the same seed.
    ///   - probabilities: returns the label's probability in drawings of some of the strokes, from none to all, each in
    ///   the order drawn. It is called once, with no set of strokes twice.
    package init<Failure: Error>(
        rankings: [[Int]],
        lengths: [Double],
        randomOrders: Int,
        seed: UInt64,
        probabilities: ([[Int]]) throws(Failure) -> [Double]
    ) throws(Failure) {
        let longest = StrokeOrder.longestFirst.strokes(lengths: lengths, seed: seed)
        var generator = SeededGenerator(seed: seed)
        let random = (0..<randomOrders).map { _ in lengths.indices.shuffled(with: &generator) }
        var subsets: [[Int]] = []
        var places: [[Int]: Int] = [:]
        let all = (rankings + [longest] + random).map { ranking in
            DeletionCurve.Direction.allCases.map { direction in
                DeletionCurve.subsets(direction, ranking: ranking).map { subset in
                    if let place = places[subset] { return place }
                    places[subset] = subsets.count
                    subsets.append(subset)
                    return subsets.count - 1
                }
            }
        }
        let values = try probabilities(subsets)
        let counts = DeletionCurve.counts(strokes: lengths.count)
        let curves = all.map { curves in
            zip(DeletionCurve.Direction.allCases, curves).map { direction, curve in
                DeletionCurve(direction, counts: counts, probabilities: curve.map { values[$0] })
            }
        }
        func pair(_ curves: [DeletionCurve]) -> RankingCurves {
            RankingCurves(deletion: curves[0], insertion: curves[1])
        }
        methods = curves.prefix(rankings.count).map(pair)
        longestFirst = pair(curves[rankings.count])
        let randomCurves = curves.suffix(randomOrders)
        self.random = pair(
            DeletionCurve.Direction.allCases.indices.map { direction in
                DeletionCurve.mean(of: randomCurves.map { $0[direction] }) ?? curves[0][direction]
            }
        )
    }
}

extension SketchProbe {
    /// - Throws: `ExplanationError`.
    package func curves(
        of attributions: [StrokeAttribution],
        label: Int,
        randomOrders: Int = 8,
        seed: UInt64 = 0
    ) throws(ExplanationError) -> CurveComparison {
        try CurveComparison(
            rankings: attributions.map(\.ranking),
            lengths: sketch.strokeLengths,
            randomOrders: randomOrders,
            seed: seed
        ) { subsets throws(ExplanationError) in
            try readings(of: subsets.map { Variant($0) }, label: label).map(\.probability)
        }
    }
}
