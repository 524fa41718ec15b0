/// A label's probability as strokes are taken away, or put in, one after another (RISE: Petsiuk, Das and Saenko,
/// BMVC 2018), the frame and the order of drawing as they were.
package struct DeletionCurve: Sendable, Hashable {
    package enum Direction: String, Sendable, Hashable, CaseIterable {
        /// From the whole drawing to none of it: the faster it falls, the better the ranking.
        case deletion
        /// From nothing to the whole drawing: the faster it rises, the better the ranking.
        case insertion
    }

    package let direction: Direction
    /// How many strokes have been taken away, or put in: from 0 to all.
    package let counts: [Int]
    /// The label's probability then.
    package let probabilities: [Double]

    /// - Parameters:
    ///   - probabilities: one for each of `counts`, which grow.
    package init(_ direction: Direction, counts: [Int], probabilities: [Double]) {
        precondition(counts.count == probabilities.count, "A count has one probability")
        self.direction = direction
        self.counts = counts
        self.probabilities = probabilities
    }

    /// The mean height of the curve, by the trapezoidal rule over the share of strokes: from 0 to 1. Lower is better for
    /// deletion, higher for insertion.
    package var area: Double {
        guard let last = counts.last, last > 0 else { return probabilities.first ?? 0 }
        var area = 0.0
        for index in counts.indices.dropFirst() {
            let width = Double(counts[index] - counts[index - 1]) / Double(last)
            area += width * (probabilities[index] + probabilities[index - 1]) / 2
        }
        return area
    }

    /// A curve of at most so many steps: where there are more strokes, several at a time are taken.
    package static let stepLimit = 48

    /// The counts of a curve over so many strokes.
    static func counts(strokes: Int) -> [Int] {
        let steps = min(strokes, stepLimit)
        return steps == 0 ? [0] : (0...steps).map { $0 * strokes / steps }
    }

    /// The strokes that are there at each count, in the order they were drawn.
    static func subsets(_ direction: Direction, ranking: [Int]) -> [[Int]] {
        counts(strokes: ranking.count).map { count in
            (direction == .deletion ? ranking[count...] : ranking[..<count]).sorted()
        }
    }

    /// The curve point by point in the mean of several of the same counts.
    static func mean(of curves: [DeletionCurve]) -> DeletionCurve? {
        guard let first = curves.first else { return nil }
        let probabilities = first.counts.indices.map { index in
            curves.reduce(0) { $0 + $1.probabilities[index] } / Double(curves.count)
        }
        return DeletionCurve(first.direction, counts: first.counts, probabilities: probabilities)
    }
}

/// The deletion and the insertion curve of one way to rank strokes.
package struct RankingCurves: Sendable, Hashable {
    package let deletion: DeletionCurve
    package let insertion: DeletionCurve

    /// Whether strokes ranked so make the label fall faster, and rise faster, than strokes ranked the other way.
    package func beats(_ other: RankingCurves) -> (deletion: Bool, insertion: Bool) {
        (deletion.area < other.deletion.area, insertion.area > other.insertion.area)
    }
}
