/// Sweeps the edges of an outline from top to bottom.
struct SpanSweep: Sendable {
    private var active = ActiveEdges()
    private var coverage = RowCoverage()

    mutating func setWidth(_ width: Int) { coverage.setWidth(width) }

    /// Writes what the edges go around, by the non-zero rule, and empties the table's lines.
    mutating func cover(_ table: inout EdgeTable, mask: inout CoverageMask) {
        let (rows, columns) = (table.rows, table.columns)
        guard !rows.isEmpty else { return }
        mask.touched = mask.touched.union(PixelBox(columns: columns, rows: rows))
        coverage.limit(to: columns)
        active.removeAll()
        let width = mask.width
        var pixels = mask.coverage.mutableSpan
        for row in rows {
            let beginnings = table.takeBeginnings(inRow: row)
            let firstLine = row * Int(SweepEdge.linesPerPixel)
            if beginnings.contains(.onFirstLine) {
                active.admit(first: table.takeFirst(onLine: firstLine), from: table)
            }
            let isSettled = !beginnings.contains(.later)
            if isSettled, active.isEmpty { continue }
            if isSettled, active.canCoverRow() {
                active.coverRow(&coverage)
            } else {
                active.coverLine(&coverage)
                for line in (firstLine + 1)..<(firstLine + Int(SweepEdge.linesPerPixel)) {
                    if !isSettled {
                        let first = table.takeFirst(onLine: line)
                        if first >= 0 { active.admit(first: first, from: table) }
                    }
                    if !active.isEmpty { active.coverLine(&coverage) }
                }
            }
            coverage.take(into: &pixels, start: row * width)
        }
    }
}
