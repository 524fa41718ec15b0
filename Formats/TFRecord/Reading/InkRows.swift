internal import SketchModel

/// Turns rows of dx, dy and pen lift into strokes. The drawing begins at (0, 0), since the row of its first point was
/// dropped when the file was made: n rows are n + 1 points.
enum InkRows {
    /// Adds the points to an empty sketch.
    /// - Parameter shape: (rows, 3), or empty if the record doesn't say it.
    static func fill(
        _ sketch: inout Sketch,
        from ink: Span<Float>,
        shape: borrowing NumberList
    ) throws(TFRecordError) {
        let (rows, rest) = ink.count.quotientAndRemainder(dividingBy: 3)
        guard rest == 0 else { throw .notRowsOfThree(ink.count) }
        if shape.count > 0 {
            guard shape.count == 2, shape.first == [Int64(rows), 3] else {
                throw .otherShape(shape.first, count: shape.count, rows: rows)
            }
        }
        sketch.points.reserveCapacity(rows + 1)
        var place = Point.zero
        sketch.points.append(place)
        for row in 0..<rows {
            let pen = ink[3 * row + 2]
            guard pen == 0 || pen == 1 else { throw .badPenState(row: row, pen) }
            place.x += Double(ink[3 * row])
            place.y += Double(ink[3 * row + 1])
            guard place.isFinite else { throw .notFinite(row: row) }
            sketch.points.append(place)
            if pen == 1 { sketch.endStroke() }
        }
        // The pen may never be lifted from the last stroke.
        if sketch.strokeEnds.last ?? 0 < sketch.points.count { sketch.endStroke() }
    }
}
