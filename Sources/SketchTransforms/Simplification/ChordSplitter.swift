package import SketchModel

/// How the distance of a point from the chord between two kept points is measured. If the ends of the chord coincide,
/// both measures are the distance to that point.
package enum ChordDistance: Sendable, Hashable {
    /// To the line through the ends, infinite in both directions: the usual definition, and that of the QuickDraw data.
    case line
    /// To the segment between the ends.
    case segment
}

/// Ramer-Douglas-Peucker on one stroke, with the memory it needs. Not recursive, so that strokes may have any length.
package struct ChordSplitter: Sendable {
    /// The number of points in the stroke.
    package internal(set) var count = 0
    /// The stroke's coordinates in separate arrays, which the search for the farthest point reads fastest. Longer than
    /// `count` after a longer stroke.
    package internal(set) var x: [Double] = []
    package internal(set) var y: [Double] = []
    /// Strokes that need more distances than this are refused: it is half a minute's work, and a usual stroke needs
    /// thousands.
    package var distanceLimit = 1 << 36
    private var pending: [Chord] = []

    /// A part of the stroke whose inner points are undecided.
    private struct Chord {
        var first: Int
        var last: Int
        /// The least significance of the splits that led to this one.
        var significance = Double.infinity
    }

    package init() {}

    package mutating func removeAll() { count = 0 }

    package mutating func load(_ points: [Point], _ range: Range<Int>) {
        removeAll()
        makeRoom(for: range.count)
        for index in range { append(points[index]) }
    }

    /// Must be called before `append`.
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

    /// Sets the flags, which must be false, of the points that stay; point 0 of the stroke has the flag at `start`.
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

    /// Appends for each point the smallest epsilon at which it is dropped, using the distance to the line; it is
    /// infinite for the ends. A point is no more significant than any split that came before its own.
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

    /// The first of the farthest inner points of a chord, or `nil` if none is farther than `epsilon`.
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
