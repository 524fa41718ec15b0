/// Sweeps the edges of an outline from top to bottom.
struct SpanSweep: Sendable {
    private var edges: [SweepEdge] = []
    private var changes: [Int32] = []

    /// Writes the area inside the edges by the non-zero rule, and empties the table's lines.
    mutating func cover(_ table: inout EdgeTable, mask: inout CoverageMask) {
        let (rows, columns) = (table.rows, table.columns)
        guard !rows.isEmpty else { return }
        mask.touched = mask.touched.union(PixelBox(columns: columns, rows: rows))
        if changes.count != mask.width + 1 { changes = [Int32](repeating: 0, count: mask.width + 1) }
        let room = table.count - edges.count
        if room > 0 { edges.append(contentsOf: repeatElement(SweepEdge.none, count: room)) }

        let (store, paths, following) = (table.edges, table.paths, table.following)
        Self.sweep(
            rows: rows,
            columns: columns,
            store: store.span,
            paths: paths.span,
            hasLongEdges: table.hasLongEdges,
            following: following.span,
            firsts: &table.firsts,
            beginnings: &table.beginnings,
            edges: &edges,
            changes: &changes,
            coverage: &mask.coverage,
            width: mask.width
        )
    }

    /// Takes every buffer separately, because only then can all of them be accessed as spans at once.
    private static func sweep(
        rows: Range<Int>,
        columns: Range<Int>,
        store: Span<SweepEdge>,
        paths: Span<EdgeLine>,
        hasLongEdges: Bool,
        following: Span<Int32>,
        firsts: inout [Int32],
        beginnings: inout [Beginnings],
        edges: inout [SweepEdge],
        changes: inout [Int32],
        coverage: inout [UInt8],
        width: Int
    ) {
        var firsts = firsts.mutableSpan
        var beginnings = beginnings.mutableSpan
        var edges = edges.mutableSpan
        var changes = changes.mutableSpan
        var pixels = coverage.mutableSpan
        var active = ActiveEdges()
        var cover = RowCoverage(columns: columns)
        for row in rows {
            let begins = beginnings[row]
            beginnings[row] = []
            let firstLine = row * Int(SweepEdge.linesPerPixel)
            if begins.contains(.onFirstLine) {
                active.admit(firsts[firstLine], of: store, following, into: &edges)
                firsts[firstLine] = -1
            }
            let isSettled = !begins.contains(.later)
            if isSettled, active.isEmpty { continue }
            if hasLongEdges { active.anchor(onLine: Int32(firstLine), paths, &edges) }
            let end = Int32(firstLine) + SweepEdge.linesPerPixel
            if isSettled, active.canCoverRow(before: end, edges) {
                active.coverRow(before: end, paths, &edges, &cover, &changes)
            } else {
                var line = Int32(firstLine)
                while true {
                    var next = line + 1
                    if isSettled { next = end } else { while next < end, firsts[Int(next)] < 0 { next += 1 } }
                    while line < next, !active.isEmpty {
                        let stop = active.end(before: next, edges)
                        active.cover(line..<stop, &edges, &cover, &changes)
                        line = stop
                    }
                    line = next
                    if line == end { break }
                    active.admit(firsts[Int(line)], of: store, following, into: &edges)
                    firsts[Int(line)] = -1
                }
            }
            cover.take(into: &pixels, start: row * width, &changes)
        }
    }
}
