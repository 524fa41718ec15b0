/// The edges that cross the present line, from left to right: the first `count` of a span that has room for all.
///
/// Where edges meet, their order is part of the result: it decides whether a row of pixels can be covered at once, and
/// between which edges. It is the order that cairo 1.16 leaves them in.
struct ActiveEdges: Sendable {
    private(set) var count = 0

    @inline(__always) var isEmpty: Bool { count == 0 }

    /// Lets the edges in that begin on a line.
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

    /// Sorts two edges, and merges as many blocks, each twice the last, as are asked for and there are.
    /// - Returns: the index after the sorted ones.
    private static func sort(_ edges: inout MutableSpan<SweepEdge>, from start: Int, to limit: Int, blocks: Int) -> Int {
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

    /// Merges two sorted runs. Of edges at one place, those of the run that is being taken from come first.
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

    // MARK: One line

    /// Adds what the line covers, and goes on to the next. There is an edge at least.
    @inline(__always)
    mutating func coverLine(
        _ edges: inout MutableSpan<SweepEdge>,
        _ row: inout RowCoverage,
        _ changes: inout MutableSpan<Int32>
    ) {
        var (kept, winding) = (0, Int32(0))
        var last = Int32.min
        var index = 0
        row.reach(from: edges[0].x, to: edges[count - 1].x)
        while index < count {
            let x = edges[index].x
            if winding == 0 { row.begin(at: x, &changes) }
            winding &+= edges[index].direction
            if winding == 0 { row.end(at: x, &changes) }
            edges[index].linesLeft &-= 1
            if edges[index].linesLeft > 0 {
                edges[index].advance()
                let next = edges[index].x
                if next >= last {
                    last = next
                    if kept < index { edges[kept] = edges[index] }
                } else {
                    let edge = edges[index]
                    var hole = kept
                    repeat {
                        edges[hole] = edges[hole - 1]
                        hole -= 1
                    } while hole > 0 && edge.x < edges[hole - 1].x
                    edges[hole] = edge
                }
                kept += 1
            }
            index += 1
        }
        count = kept
    }

    // MARK: One row of pixels

    /// Whether the edges can go on by a whole pixel: none ends before, and none changes places with another.
    @inline(__always)
    func canCoverRow(_ edges: borrowing MutableSpan<SweepEdge>) -> Bool {
        for index in 0..<count where edges[index].linesLeft < SweepEdge.linesPerPixel { return false }
        var last = Int32.min
        for index in 0..<count {
            var edge = edges[index]
            edge.advancePixel()
            if edge.x < last { return false }
            last = edge.x
        }
        return true
    }

    /// Adds what a row of pixels covers, with straight sides from its first line to the next row's, and goes on to that.
    mutating func coverRow(
        _ edges: inout MutableSpan<SweepEdge>,
        _ row: inout RowCoverage,
        _ changes: inout MutableSpan<Int32>
    ) {
        var (kept, winding) = (0, Int32(0))
        var isInside = false
        for index in 0..<count {
            var edge = edges[index]
            let from = edge.x
            winding &+= edge.direction
            if !isInside {
                row.addSide(edge.rowSide, scale: edge.divisor, sign: 1, &changes)
                isInside = true
            } else if winding == 0, index + 1 == count || edges[index + 1].x != from {
                // Where the next edge begins at this one's place, what lies between them counts as covered.
                row.addSide(edge.rowSide, scale: edge.divisor, sign: -1, &changes)
                isInside = false
            }
            edge.advancePixel()
            edge.linesLeft &-= SweepEdge.linesPerPixel
            if edge.linesLeft == 0 { continue }
            edges[kept] = edge
            kept += 1
        }
        count = kept
    }
}
