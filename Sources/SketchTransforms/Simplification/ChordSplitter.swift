package import SketchModel

/// How far a point is taken to be from the chord between two kept points. Where the chord's ends coincide both mean the
/// distance to that point.
public enum ChordDistance: Sendable, Hashable {
    /// To the line through the ends, endless on both sides: the usual reading, and that of the QuickDraw data.
    case line
    /// To the segment between the ends.
    case segment
}

/// Ramer-Douglas-Peucker over one stroke, with the memory it needs. Without recursion, so that no stroke is too long.
package struct ChordSplitter: Sendable {
    /// The stroke's coordinates apart from each other, which is what the search for the farthest point reads fastest.
    package var x: [Double] = []
    package var y: [Double] = []
    private var pending: [Chord] = []

    /// A stretch of the stroke whose inner points are undecided.
    private struct Chord {
        var first: Int
        var last: Int
        /// The least significance among the splits that led here.
        var significance = Double.infinity
    }

    package init() {}

    package mutating func removeAll() {
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
    }

    package mutating func load(_ points: [Point], _ range: Range<Int>) {
        removeAll()
        for index in range {
            x.append(points[index].x)
            y.append(points[index].y)
        }
    }

    /// Sets the flags, false before, of the points that stay, point 0 of the stroke at `start`.
    package mutating func markKept(epsilon: Double, measure: ChordDistance, in flags: inout [Bool], from start: Int) {
        guard !x.isEmpty else { return }
        let last = x.count - 1
        flags[start] = true
        flags[start + last] = true
        pending.append(Chord(first: 0, last: last))
        while let chord = pending.popLast() {
            guard chord.last - chord.first > 1 else { continue }
            let farthest = farthestPoint(from: chord, measure)
            guard farthest.distance > epsilon else { continue }
            flags[start + farthest.index] = true
            pending.append(Chord(first: farthest.index, last: chord.last))
            pending.append(Chord(first: chord.first, last: farthest.index))
        }
    }

    /// Appends for each point the smallest epsilon at which it is dropped, infinite for the ends, by the distance to
    /// the line. A point goes with the split that made it an end, so it is no more significant than any split before.
    package mutating func appendSignificances(to values: inout [Double]) {
        guard !x.isEmpty else { return }
        let start = values.count
        let last = x.count - 1
        values.append(contentsOf: repeatElement(0, count: x.count))
        values[start] = .infinity
        values[start + last] = .infinity
        pending.append(Chord(first: 0, last: last))
        while let chord = pending.popLast() {
            guard chord.last - chord.first > 1 else { continue }
            let farthest = farthestPoint(from: chord, .line)
            let significance = min(farthest.distance, chord.significance)
            guard significance > 0 else { continue }
            values[start + farthest.index] = significance
            pending.append(Chord(first: farthest.index, last: chord.last, significance: significance))
            pending.append(Chord(first: chord.first, last: farthest.index, significance: significance))
        }
    }

    /// The first of the farthest inner points of a chord.
    private func farthestPoint(from chord: Chord, _ measure: ChordDistance) -> FarthestPoint {
        let dx = x[chord.last] - x[chord.first]
        let dy = y[chord.last] - y[chord.first]
        if dx == 0, dy == 0 { return .fromPoint(x.span, y.span, first: chord.first, last: chord.last) }
        switch measure {
        case .line: return .fromLine(x.span, y.span, first: chord.first, last: chord.last)
        case .segment: return .fromSegment(x.span, y.span, first: chord.first, last: chord.last)
        }
    }
}
