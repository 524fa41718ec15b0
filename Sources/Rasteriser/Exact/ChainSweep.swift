/// Sweeps a small outline by rows of pixels, all lines of a row at once.
///
/// The coverage is that of `SpanSweep`, except in rows in which edges that begin at the same position cross all lines:
/// their order then depends on everything above. `ChainSweep` leaves such outlines to `SpanSweep`.
struct ChainSweep: Sendable {
    /// The crossings of the current row from left to right on each line, as in `ChainTable.Chain`.
    private var crossings = [LineLanes](repeating: LineLanes(repeating: 0), count: mostChains)
    /// For each crossing, by how much the covered height and the uncovered part of a pixel change on each line, in
    /// pairs: two vectors per crossing.
    private var changes = [LineLanes](repeating: LineLanes(repeating: 0), count: 2 * mostChains)
    /// The chains of a row without vertices, from left to right.
    private var order = [Int32](repeating: 0, count: mostChains)
    /// For each column from the table's first, the changes on every fourth line, starting with the first, second, third
    /// and fourth.
    private var lineChanges = [Int32](repeating: 0, count: 4 * 64)
    /// The changes of a row without vertices, for each column of the canvas.
    private var rowChanges: [Int32] = []

    /// The most chains in a row that are sorted by comparing all of them.
    private static let mostChains = 128

    /// Writes what the outline covers.
    /// - Returns: whether that was possible; if not, some of the pixels have already been written.
    mutating func cover(_ table: borrowing ChainTable, mask: inout CoverageMask) -> Bool {
        let (rows, columns) = (table.rows, table.columns)
        mask.touched = mask.touched.union(PixelBox(columns: columns, rows: rows))
        if rowChanges.count != mask.width + 1 { rowChanges = [Int32](repeating: 0, count: mask.width + 1) }
        return Self.sweep(
            rows,
            columns,
            firsts: table.firsts.span,
            missing: table.missing.span,
            chains: table.chains.span,
            edges: table.edges.span,
            crossings: &crossings,
            order: &order,
            changes: &changes,
            lineChanges: &lineChanges,
            rowChanges: &rowChanges,
            coverage: &mask.coverage,
            width: mask.width
        )
    }

    private static func sweep(
        _ rows: Range<Int>,
        _ columns: Range<Int>,
        firsts: Span<Int32>,
        missing: Span<UInt32>,
        chains: Span<ChainTable.Chain>,
        edges: Span<(from: FixedPoint, to: FixedPoint)>,
        crossings: inout [LineLanes],
        order: inout [Int32],
        changes: inout [LineLanes],
        lineChanges: inout [Int32],
        rowChanges: inout [Int32],
        coverage: inout [UInt8],
        width: Int
    ) -> Bool {
        var crossings = crossings.mutableSpan
        var order = order.mutableSpan
        var changes = changes.mutableSpan
        var lineChanges = lineChanges.mutableSpan
        var rowChanges = rowChanges.mutableSpan
        var pixels = coverage.mutableSpan
        var cover = RowCoverage(columns: columns)
        for row in rows {
            let first = firsts[row - rows.lowerBound]
            if first == 0 { continue }
            if missing[row - rows.lowerBound] == 0 {
                guard let count = sort(first, chains, &order) else { return false }
                if keepsOrder(count, chains, order) {
                    let top = Int32(row) &* SweepEdge.linesPerPixel
                    coverRow(fromLine: top, count, order, chains, edges, &cover, &rowChanges)
                    cover.take(into: &pixels, start: row * width, &rowChanges)
                    continue
                }
            }
            var (count, index) = (0, first)
            while index > 0 {
                guard count < mostChains else { return false }
                let chain = chains[Int(index)]
                insert(chain.crossings, after: count, &crossings)
                count += 1
                index = chain.following
            }
            add(count, &crossings, &changes, &lineChanges)
            take(into: &pixels, start: row * width + columns.lowerBound, columns.count, &lineChanges)
        }
        return true
    }

    // MARK: All lines of a row

    @inline(__always)
    private static func insert(_ crossing: LineLanes, after count: Int, _ crossings: inout MutableSpan<LineLanes>) {
        var crossing = crossing
        for index in 0..<count { LineLanes.order(&crossings[unchecked: index], &crossing) }
        crossings[count] = crossing
    }

    /// Adds the starts and ends of the covered spans of all lines; turns the crossings into columns.
    @inline(__always)
    private static func add(
        _ count: Int,
        _ crossings: inout MutableSpan<LineLanes>,
        _ changes: inout MutableSpan<LineLanes>,
        _ sums: inout MutableSpan<Int32>
    ) {
        var winding = LineLanes(repeating: 0)
        var isInside = LineLanes(repeating: 0)
        var kept = 0
        for index in 0..<count {
            let crossing = crossings[unchecked: index]
            let wasInside = isInside
            winding &+= ((crossing &<< 15) &>> 15) | 1
            isInside = winding.isNotZero
            // 1 at the start of a span, -1 at its end.
            let sign = wasInside &- isInside
            let uncovered = (crossing & 0x1FE) &* sign
            // Both as one number, with the height in the upper half; a negative lower half borrows one from it.
            let height = sign &+ uncovered.isNegative
            changes[unchecked: 2 * kept] = LineLanes.paired(uncovered.lowHalf, height.lowHalf)
            changes[unchecked: 2 * kept + 1] = LineLanes.paired(uncovered.highHalf, height.highHalf)
            crossings[unchecked: kept] = (crossing &>> 9) & 63
            // Most crossings inside an area that is already covered are inside on all lines.
            let signs = unsafeBitCast(sign, to: SIMD4<UInt64>.self)
            kept += (signs[0] | signs[1]) | (signs[2] | signs[3]) == 0 ? 0 : 1
        }
        // Outside the loop above, which would take numbers out of vectors one by one instead of from memory.
        let (columns, numbers) = (crossings.bytes, changes.bytes)
        for index in 0..<kept {
            for four in 4 * index..<4 * index + 4 {
                let column = columns.unsafeLoad(fromUncheckedByteOffset: 8 * four, as: UInt64.self)
                // Neighbouring lines usually change the same column; with separate sums they need not wait for each
                // other.
                @inline(__always)
                func add(_ line: Int) {
                    let number = numbers.unsafeLoad(fromUncheckedByteOffset: 16 * four + 4 * line, as: Int32.self)
                    let column = Int(truncatingIfNeeded: (column >> (16 * UInt64(line))) & 0xFFFF)
                    sums[unchecked: 4 * column + line] &+= number
                }
                add(0)
                add(1)
                add(2)
                if four != 4 * index + 3 { add(3) }
            }
        }
    }

    @inline(__always)
    private static func take(
        into coverage: inout MutableSpan<UInt8>,
        start: Int,
        _ count: Int,
        _ changes: inout MutableSpan<Int32>
    ) {
        var height: Int32 = 0
        for column in 0..<count {
            var change: Int32 = 0
            for part in 4 * column..<4 * column + 4 {
                change &+= changes[unchecked: part]
                changes[unchecked: part] = 0
            }
            let uncovered = Int32(Int16(truncatingIfNeeded: change))
            height &+= (change &- uncovered) >> 16
            let area = height &* 512 &- uncovered
            coverage[start + column] = UInt8(truncatingIfNeeded: (area &* 17 &+ 256) >> 9)
        }
        for part in 4 * count..<4 * count + 4 { changes[part] = 0 }
    }

    // MARK: A row without vertices

    /// Sorts the chains of a row by their positions on its first line.
    /// - Returns: the number of chains; `nil` if two are at the same position or there are too many.
    private static func sort(
        _ first: Int32,
        _ chains: Span<ChainTable.Chain>,
        _ order: inout MutableSpan<Int32>
    ) -> Int? {
        var (count, index) = (0, first)
        while index > 0 {
            guard count < mostChains else { return nil }
            let place = chains[Int(index)].crossings[0] >> 1
            var hole = count
            while hole > 0 {
                let before = chains[Int(order[hole - 1])].crossings[0] >> 1
                if before == place { return nil }
                if before < place { break }
                order[hole] = order[hole - 1]
                hole -= 1
            }
            order[hole] = index
            count += 1
            index = chains[Int(index)].following
        }
        return count
    }

    /// Whether the chains are in the same order on the next row's first line.
    private static func keepsOrder(
        _ count: Int,
        _ chains: Span<ChainTable.Chain>,
        _ order: borrowing MutableSpan<Int32>
    ) -> Bool {
        var last = Int16.min
        for index in 0..<count {
            let place = chains[Int(order[index])].crossings[15] >> 1
            if place < last { return false }
            last = place
        }
        return true
    }

    private static func coverRow(
        fromLine top: Int32,
        _ count: Int,
        _ order: borrowing MutableSpan<Int32>,
        _ chains: Span<ChainTable.Chain>,
        _ edges: Span<(from: FixedPoint, to: FixedPoint)>,
        _ row: inout RowCoverage,
        _ changes: inout MutableSpan<Int32>
    ) {
        var winding = 0
        for index in 0..<count {
            let chain = chains[Int(order[index])]
            let wasOutside = winding == 0
            winding += chain.crossings[0] & 1 == 0 ? 1 : -1
            guard wasOutside || winding == 0 else { continue }
            let edge = edges[Int(chain.edge)]
            let line = EdgeLine(from: edge.from, to: edge.to, top: top)
            row.addSide(line.side(fromLine: top), scale: line.divisor, sign: wasOutside ? 1 : -1, &changes)
        }
    }
}
