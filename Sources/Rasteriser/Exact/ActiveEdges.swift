/// The edges that cross the current line, from left to right: the first `count` of a span with room for all.
///
/// Where edges meet, their order affects the result: it decides whether a row of pixels can be covered at once, and
/// between which edges. The order is the one that cairo 1.16 leaves them in.
struct ActiveEdges: Sendable {
    private(set) var count = 0

    @inline(__always) var isEmpty: Bool { count == 0 }

    /// Adds the edges that begin on a line.
    @inline(__always)
    mutating func admit(
        _ first: Int32,
        of store: Span<SweepEdge>,
        _ following: Span<Int32>,
        into edges: inout MutableSpan<SweepEdge>
    ) {
        let middle = count
        var index = first
        while index >= 0 {
            edges[count] = store[Int(index)]
            count += 1
            index = following[Int(index)]
        }
        if count - middle > 1 { _ = Self.sort(&edges, from: middle, to: count, blocks: .max) }
        if middle > 0 { Self.merge(&edges, from: 0, middle: middle, end: count) }
    }

    /// Sorts two edges, then merges up to `blocks` blocks, each twice as long as the last.
    /// - Returns: the index after the sorted ones.
    private static func sort(_ edges: inout MutableSpan<SweepEdge>, from start: Int, to limit: Int, blocks: Int) -> Int
    {
        guard start + 1 < limit else { return limit }
        if edges[start].x > edges[start + 1].x { edges.swapAt(start, start + 1) }
        var end = start + 2
        var block = 0
        while block < blocks, end < limit {
            let next = sort(&edges, from: end, to: limit, blocks: block)
            merge(&edges, from: start, middle: end, end: next)
            end = next
            block += 1
        }
        return end
    }

    /// Merges two sorted runs. For edges at the same position, those of the run that is being taken from come first.
    private static func merge(_ edges: inout MutableSpan<SweepEdge>, from start: Int, middle: Int, end: Int) {
        var place = start
        for index in middle..<end {
            let edge = edges[index]
            let goesFirst = place < index && (index == middle ? edge.x < edges[place].x : edge.x <= edges[place].x)
            if !goesFirst { while place < index, edges[place].x <= edge.x { place += 1 } }
            var hole = index
            while hole > place {
                edges[hole] = edges[hole - 1]
                hole -= 1
            }
            if place < index { edges[place] = edge }
            place += 1
        }
    }

    /// Recomputes the positions of long edges on a line from their paths, before rounding errors add up.
    mutating func anchor(onLine line: Int32, _ paths: Span<EdgeLine>, _ edges: inout MutableSpan<SweepEdge>) {
        for index in 0..<count {
            let path = paths[Int(edges[index].index)]
            if path.isLong { edges[index].position = path.anchor(onLine: line).position }
        }
    }

    // MARK: Lines

    /// How many lines all edges continue from a line on, up to `limit`.
    @inline(__always)
    func end(before limit: Int32, _ edges: borrowing MutableSpan<SweepEdge>) -> Int32 {
        var end = limit
        for index in 0..<count { end = min(end, edges[index].bottom) }
        return end
    }

    /// Adds the coverage of lines on which no edge begins or ends, and moves to the line after them.
    @inline(__always)
    mutating func cover(
        _ lines: Range<Int32>,
        _ edges: inout MutableSpan<SweepEdge>,
        _ row: inout RowCoverage,
        _ changes: inout MutableSpan<Int32>
    ) {
        if lines.upperBound - lines.lowerBound == 1
            || keepsOrder(for: Int64(lines.upperBound &- lines.lowerBound &- 1), edges)
        {
            coverTogether(lines, &edges, &row, &changes)
        } else {
            for line in lines { coverTogether(line..<(line + 1), &edges, &row, &changes) }
        }
    }

    /// Whether the edges are in the same order some lines further down.
    @inline(__always)
    private func keepsOrder(for lines: Int64, _ edges: borrowing MutableSpan<SweepEdge>) -> Bool {
        var (first, last) = (Int64.min, Int64.min)
        for index in 0..<count {
            let start = edges[index].position
            let end = start &+ lines &* edges[index].step
            if start < first || end < last { return false }
            (first, last) = (start, end)
        }
        return true
    }

    /// Adds the coverage of lines on which the edges keep one order.
    @inline(__always)
    private mutating func coverTogether(
        _ lines: Range<Int32>,
        _ edges: inout MutableSpan<SweepEdge>,
        _ row: inout RowCoverage,
        _ changes: inout MutableSpan<Int32>
    ) {
        var (kept, winding) = (0, Int32(0))
        var last = Int32.min
        var index = 0
        while index < count {
            var edge = edges[index]
            let before = winding
            winding &+= edge.direction
            if before == 0 || winding == 0 {
                row.add(&edge, lines: lines.upperBound - lines.lowerBound, begins: before == 0, &changes)
            } else {
                edge.position &+= edge.step &* Int64(lines.upperBound &- lines.lowerBound)
            }
            if edge.bottom > lines.upperBound {
                var hole = kept
                if edge.x < last {
                    repeat {
                        edges[hole] = edges[hole - 1]
                        hole -= 1
                    } while hole > 0 && edge.x < edges[hole - 1].x
                } else {
                    last = edge.x
                }
                edges[hole] = edge
                kept += 1
            }
            index += 1
        }
        count = kept
    }

    // MARK: One row of pixels

    /// Whether the edges can continue for a whole pixel: none ends before then, and no two change places.
    @inline(__always)
    func canCoverRow(before end: Int32, _ edges: borrowing MutableSpan<SweepEdge>) -> Bool {
        for index in 0..<count where edges[index].bottom < end { return false }
        var last = Int32.min
        for index in 0..<count {
            let x = edges[index].xOnNextRow
            if x < last { return false }
            last = x
        }
        return true
    }

    /// Adds the coverage of a row of pixels, with straight sides from its first line to that of the next row, and moves
    /// there.
    mutating func coverRow(
        before end: Int32,
        _ paths: Span<EdgeLine>,
        _ edges: inout MutableSpan<SweepEdge>,
        _ row: inout RowCoverage,
        _ changes: inout MutableSpan<Int32>
    ) {
        var (kept, winding) = (0, Int32(0))
        var isInside = false
        for index in 0..<count {
            var edge = edges[index]
            let from = edge.x
            let path = paths[Int(edge.index)]
            let top = end - SweepEdge.linesPerPixel
            winding &+= edge.direction
            if !isInside {
                row.addSide(path.side(fromLine: top), scale: path.divisor, sign: 1, &changes)
                isInside = true
            } else if winding == 0, index + 1 == count || edges[index + 1].x != from {
                // If the next edge begins at this one's position, what lies between them counts as covered.
                row.addSide(path.side(fromLine: top), scale: path.divisor, sign: -1, &changes)
                isInside = false
            }
            edge.position &+= edge.step &* Int64(SweepEdge.linesPerPixel)
            if edge.bottom == end { continue }
            edges[kept] = edge
            kept += 1
        }
        count = kept
    }
}
