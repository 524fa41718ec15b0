package import SketchModel

/// How far a point is taken to be from the chord between two kept points. Where the chord's ends coincide both mean the
/// distance to that point.
package enum ChordDistance: Sendable, Hashable {
    /// To the line through the ends, endless on both sides: the usual reading, and that of the QuickDraw data.
    case line
    /// To the segment between the ends.
    case segment
}

/// Ramer-Douglas-Peucker over one stroke, with the memory it needs. Without recursion, so that no stroke is too long.
package struct ChordSplitter: Sendable {
    /// How many points the stroke has.
    package internal(set) var count = 0
    /// The stroke's coordinates apart from each other, which is what the search for the farthest point reads fastest.
    /// Longer than `count` where a longer stroke was here before.
    package internal(set) var x: [Double] = []
    package internal(set) var y: [Double] = []
    /// More distances than this for one stroke are refused: half a minute's work, where a usual stroke takes thousands.
    package var distanceLimit = 1 << 36
    private var pending: [Chord] = []

    /// A stretch of the stroke whose inner points are undecided.
    private struct Chord {
        var first: Int
        var last: Int
        /// The least significance among the splits that led here.
        var significance = Double.infinity
    }

    package init() {}

    package mutating func removeAll() { count = 0 }

    package mutating func load(_ points: [Point], _ range: Range<Int>) {
        removeAll()
        makeRoom(for: range.count)
        for index in range { append(points[index]) }
    }

    /// Must come before `append`.
    package mutating func makeRoom(for added: Int) {
        let missing = count + added - x.count
        guard missing > 0 else { return }
        x.append(contentsOf: repeatElement(0, count: missing))
        y.append(contentsOf: repeatElement(0, count: missing))
    }

    @inline(__always)
    package mutating func append(_ point: Point) {
        x[count] = point.x
        y[count] = point.y
        count += 1
    }

    package subscript(index: Int) -> Point { Point(x[index], y[index]) }

    /// Sets the flags, false before, of the points that stay; point 0 of the stroke has the flag at `start`.
    /// - Throws: `TransformError.tooManyDistances`
    package mutating func markKept(
        epsilon: Double,
        measure: ChordDistance,
        in flags: inout [Bool],
        from start: Int
    ) throws(TransformError) {
        guard count > 0 else { return }
        var distances = 0
        flags[start] = true
        flags[start + count - 1] = true
        pending.append(Chord(first: 0, last: count - 1))
        while let chord = pending.popLast() {
            try countDistances(of: chord, in: &distances)
            guard let farthest = farthestPoint(from: chord, measure, beyond: epsilon) else { continue }
            flags[start + farthest.index] = true
            pending.append(Chord(first: farthest.index, last: chord.last))
            pending.append(Chord(first: chord.first, last: farthest.index))
        }
    }

    /// Appends for each point the smallest epsilon at which it is dropped, infinite for the ends, by the distance to
    /// the line. A point is no more significant than any of the splits that came before its own.
    /// - Throws: `TransformError.tooManyDistances`
    package mutating func appendSignificances(to values: inout [Double]) throws(TransformError) {
        guard count > 0 else { return }
        var distances = 0
        let start = values.count
        values.append(contentsOf: repeatElement(0, count: count))
        values[start] = .infinity
        values[start + count - 1] = .infinity
        pending.append(Chord(first: 0, last: count - 1))
        while let chord = pending.popLast() {
            try countDistances(of: chord, in: &distances)
            guard let farthest = farthestPoint(from: chord, .line, beyond: 0) else { continue }
            let significance = min(farthest.distance, chord.significance)
            values[start + farthest.index] = significance
            pending.append(Chord(first: farthest.index, last: chord.last, significance: significance))
            pending.append(Chord(first: chord.first, last: farthest.index, significance: significance))
        }
    }

    private mutating func countDistances(of chord: Chord, in distances: inout Int) throws(TransformError) {
        distances += chord.last - chord.first
        if distances > distanceLimit {
            pending.removeAll(keepingCapacity: true)
            throw .tooManyDistances(limit: distanceLimit)
        }
    }

    /// The first of the farthest inner points of a chord, or `nil` where none is farther than `epsilon`.
    private func farthestPoint(from chord: Chord, _ measure: ChordDistance, beyond epsilon: Double) -> FarthestPoint? {
        let (first, last) = (chord.first, chord.last)
        guard last - first > 1 else { return nil }
        let farthest: FarthestPoint
        if x[first] == x[last], y[first] == y[last] {
            farthest = .fromPoint(x, y, first: first, last: last)
        } else if measure == .segment {
            farthest = .fromSegment(x, y, first: first, last: last)
        } else {
            return .fromLine(x, y, first: first, last: last, beyond: epsilon)
        }
        return farthest.distance > epsilon ? farthest : nil
    }
}
