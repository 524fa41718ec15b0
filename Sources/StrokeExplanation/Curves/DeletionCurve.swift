/// A label's probability as strokes are removed, or added, one after another (RISE: Petsiuk, Das and Saenko, BMVC
/// 2018), with the frame and the drawing order unchanged.
package struct DeletionCurve: Sendable, Hashable {
    package enum Direction: String, Sendable, Hashable, CaseIterable {
        /// From the whole drawing to nothing: the faster it falls, the better the ranking.
        case deletion
        /// From nothing to the whole drawing: the faster it rises, the better the ranking.
        case insertion
    }

    package let direction: Direction
    /// How many strokes have been removed, or added: from 0 to all.
    package let counts: [Int]
    /// The label's probability at each count.
    package let probabilities: [Double]

    /// - Parameters:
    /// - probabilities: one for each of `counts`, which increase.
    package init(_ direction: Direction, counts: [Int], probabilities: [Double]) {
        precondition(counts.count == probabilities.count, "A count has one probability")
        self.direction = direction
        self.counts = counts
        self.probabilities = probabilities
    }

    /// The mean height of the curve over the share of strokes, by the trapezoidal rule: from 0 to 1. Lower is better
    /// for deletion, higher for insertion.
    package var area: Double {
        guard let last = counts.last, last > 0 else { return probabilities.first ?? 0 }
        var area = 0.0
        for index in counts.indices.dropFirst() {
            let width = Double(counts[index] - counts[index - 1]) / Double(last)
            area += width * (probabilities[index] + probabilities[index - 1]) / 2
        }
        return area
    }

    /// The most steps of a curve: for more strokes, each step takes several.
    package static let stepLimit = 48

    /// The counts of a curve over a given number of strokes.
    static func counts(strokes: Int) -> [Int] {
        let steps = min(strokes, stepLimit)
        return steps == 0 ? [0] : (0...steps).map { $0 * strokes / steps }
    }

    /// The strokes present at each count, in the order they were drawn.
    static func subsets(_ direction: Direction, ranking: [Int]) -> [[Int]] {
        counts(strokes: ranking.count).map { count in
            (direction == .deletion ? ranking[count...] : ranking[..<count]).sorted()
        }
    }

    /// The pointwise mean of several curves with the same counts.
    static func mean(of curves: [DeletionCurve]) -> DeletionCurve? {
        guard let first = curves.first else { return nil }
        let probabilities = first.counts.indices.map { index in
            curves.reduce(0) { $0 + $1.probabilities[index] } / Double(curves.count)
        }
        return DeletionCurve(first.direction, counts: first.counts, probabilities: probabilities)
    }
}

/// The deletion and the insertion curve for one ranking of the strokes.
package struct RankingCurves: Sendable, Hashable {
    package let deletion: DeletionCurve
    package let insertion: DeletionCurve

    /// Whether this ranking makes the label fall faster, and rise faster, than the other.
    package func beats(_ other: RankingCurves) -> (deletion: Bool, insertion: Bool) {
        (deletion.area < other.deletion.area, insertion.area > other.insertion.area)
    }
}
