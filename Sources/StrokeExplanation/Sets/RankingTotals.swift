/// How well one ranking of strokes does on a set, and beside the two that know nothing of the network.
public struct RankingTotals: Sendable {
    public private(set) var deletion = MeanEstimate()
    public private(set) var insertion = MeanEstimate()
    /// Sketch by sketch, how much lower its deletion area and how much higher its insertion area is than random order's,
    /// and than longest-first's.
    public private(set) var overRandom = (deletion: MeanEstimate(), insertion: MeanEstimate())
    public private(set) var overLongest = (deletion: MeanEstimate(), insertion: MeanEstimate())

    mutating func add(_ curves: RankingCurves, random: RankingCurves, longestFirst: RankingCurves) {
        deletion.add(curves.deletion.area)
        insertion.add(curves.insertion.area)
        overRandom.deletion.add(random.deletion.area - curves.deletion.area)
        overRandom.insertion.add(curves.insertion.area - random.insertion.area)
        overLongest.deletion.add(longestFirst.deletion.area - curves.deletion.area)
        overLongest.insertion.add(curves.insertion.area - longestFirst.insertion.area)
    }

    /// What the ranking does not beat, beyond the 95 % interval of the difference: each with the curve.
    public var unbeaten: [String] {
        [
            ("random order by deletion", overRandom.deletion), ("random order by insertion", overRandom.insertion),
            ("longest-first by deletion", overLongest.deletion), ("longest-first by insertion", overLongest.insertion),
        ].filter { $0.1.mean - $0.1.halfInterval <= 0 }.map(\.0)
    }
}
