internal import ArrayFiles
internal import SketchModel

/// What the columns after x and y say about the pen.
enum PenColumns: Sendable {
    /// Pen down, and pen up after this point; a row without either is padding.
    case downAndUp
    /// Whether the pen lifts after this point: 0, or 1 or 2.
    case lift

    /// The number of all columns.
    var count: Int { self == .downAndUp ? 4 : 3 }

    /// Adds the points of `array` to an empty sketch.
    /// - Throws: `ArrayFault` with `TreeArrayError`, at the row's byte.
    func fill(_ sketch: inout Sketch, from array: TreeArray) throws(ArrayFault) {
        sketch.points.reserveCapacity(array.rows)
        for row in 0..<array.rows {
            let first = row * count
            let states = array.numbers[(first + 2)..<(first + count)]
            guard let lifts = lifts(states) else {
                throw ArrayFault(TreeArrayError.badPenState(row: row, Array(states)), at: array.offset(ofRow: row))
            }
            if self == .downAndUp, states.allSatisfy({ $0 == 0 }) { continue }
            let point = Point(array.numbers[first], array.numbers[first + 1])
            guard point.isFinite else {
                throw ArrayFault(TreeArrayError.notFinite(row: row), at: array.offset(ofRow: row))
            }
            sketch.points.append(point)
            if lifts { sketch.endStroke() }
        }
        // The pen may never be lifted from the last stroke.
        if sketch.strokeEnds.last ?? 0 < sketch.points.count { sketch.endStroke() }
    }

    /// Whether the pen lifts; `nil` if these aren't pen states.
    private func lifts(_ states: ArraySlice<Double>) -> Bool? {
        switch (self, Array(states)) {
        case (.downAndUp, [0, 0]), (.downAndUp, [1, 0]), (.lift, [0]): false
        case (.downAndUp, [0, 1]), (.lift, [1]), (.lift, [2]): true
        default: nil
        }
    }
}
