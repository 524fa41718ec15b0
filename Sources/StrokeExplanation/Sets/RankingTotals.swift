/// How well one ranking of strokes does on a set, compared with the two that know nothing of the network.
package struct RankingTotals: Sendable {
    package private(set) var deletion = MeanEstimate()
    package private(set) var insertion = MeanEstimate()
    /// Per sketch, how much lower its deletion area and how much higher its insertion area is than for random order,
    /// and than for longest-first.
    package private(set) var overRandom = (deletion: MeanEstimate(), insertion: MeanEstimate())
    package private(set) var overLongest = (deletion: MeanEstimate(), insertion: MeanEstimate())

    mutating func add(_ curves: RankingCurves, random: RankingCurves, longestFirst: RankingCurves) {
        deletion.add(curves.deletion.area)
        insertion.add(curves.insertion.area)
        overRandom.deletion.add(random.deletion.area - curves.deletion.area)
        overRandom.insertion.add(curves.insertion.area - random.insertion.area)
        overLongest.deletion.add(longestFirst.deletion.area - curves.deletion.area)
        overLongest.insertion.add(curves.insertion.area - longestFirst.insertion.area)
    }

    /// Whether its curves are better on average, beyond the 95 % interval of the difference.
    package var beatsRandom: (deletion: Bool, insertion: Bool) { Self.isSure(overRandom) }
    package var beatsLongestFirst: (deletion: Bool, insertion: Bool) { Self.isSure(overLongest) }

    private static func isSure(
        _ differences: (deletion: MeanEstimate, insertion: MeanEstimate)
    ) -> (deletion: Bool, insertion: Bool) {
        func isSure(_ difference: MeanEstimate) -> Bool { difference.mean > difference.halfInterval }
        return (isSure(differences.deletion), isSure(differences.insertion))
    }
}
