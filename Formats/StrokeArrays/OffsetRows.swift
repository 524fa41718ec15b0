package import SketchModel

/// Rows of offsets and pen states that are kept outside an array file, as in a column of a table.
package enum OffsetRows {
    /// Adds the points of stroke-3 or stroke-5 rows to an empty sketch.
    /// - Parameters:
    ///   - rows: their numbers, one row after another.
    ///   - columns: 3 or 5.
    ///   - isExplicit: whether the first row moves to the first point instead of drawing from (0, 0).
    /// - Throws: a `FaultReason`
    package static func fill(
        _ sketch: inout Sketch,
        from rows: Span<Double>,
        columns: Int,
        isExplicit: Bool
    ) throws {
        let rowsOfOffsets = StrokeRows(columns: columns, origin: isExplicit ? .explicit : .implicit, firstRow: 0)
        try rowsOfOffsets.fill(&sketch, from: rows)
    }
}
