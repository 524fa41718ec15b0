/// The edges that cross the present line, from left to right.
///
/// Where edges meet, their order is part of the result: it decides whether a row of pixels can be covered at once, and
/// between which edges. It is the order that cairo 1.16 leaves them in.
struct ActiveEdges: Sendable {
    private(set) var edges: [SweepEdge] = []

    @inline(__always) var isEmpty: Bool { edges.isEmpty }
    @inline(__always) var count: Int { edges.count }

    mutating func removeAll() { edges.removeAll(keepingCapacity: true) }

    /// Lets the edges in that begin on a line.
    @inline(__always)
    mutating func admit(first: Int32, from table: borrowing EdgeTable) {
        let middle = edges.count
        var index = first
        while index >= 0 {
            edges.append(table.edges[Int(index)])
            index = table.following[Int(index)]
        }
        let end = edges.count
        var span = edges.mutableSpan
        if end - middle > 1 { _ = Self.sort(&span, from: middle, blocks: .max) }
        if middle > 0 { Self.merge(&span, from: 0, middle: middle, end: end) }
    }

    /// Sorts two edges, and merges as many blocks, each twice the last, as are asked for and there are.
    /// - Returns: the index after the sorted ones.
    private static func sort(_ edges: inout MutableSpan<SweepEdge>, from start: Int, blocks: Int) -> Int {
        guard start + 1 < edges.count else { return edges.count }
        if edges[start].x > edges[start + 1].x { edges.swapAt(start, start + 1) }
        var end = start + 2
        var block = 0
        while block < blocks, end < edges.count {
            let next = sort(&edges, from: end, blocks: block)
            merge(&edges, from: start, middle: end, end: next)
            end = next
            block += 1
        }
        return end
    }

    /// Merges two sorted runs. Of edges at one place, those of the run that is being taken from come first.
    @inline(__always)
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
            edges[place] = edge
            place += 1
        }
    }

    // MARK: One line

    /// Adds what the line covers, and goes on to the next.
    @inline(__always)
    mutating func coverLine(_ row: inout RowCoverage) {
        var span = edges.mutableSpan
        var (kept, winding) = (0, Int32(0))
        var last = Int32.min
        for index in span.indices {
            var edge = span[index]
            let outside = winding == 0
            winding &+= edge.direction
            if outside { row.begin(at: edge.x) } else if winding == 0 { row.end(at: edge.x) }
            edge.linesLeft &-= 1
            if edge.linesLeft == 0 { continue }
            edge.advance()
            if edge.x >= last {
                last = edge.x
                span[kept] = edge
            } else {
                var hole = kept
                repeat {
                    span[hole] = span[hole - 1]
                    hole -= 1
                } while hole > 0 && edge.x < span[hole - 1].x
                span[hole] = edge
            }
            kept += 1
        }
        let ended = span.count - kept
        if ended > 0 { edges.removeLast(ended) }
    }

    // MARK: One row of pixels

    /// Whether the edges can go on by a whole pixel: none ends before, and none changes places with another.
    @inline(__always)
    func canCoverRow() -> Bool {
        let span = edges.span
        for index in span.indices where span[index].linesLeft < SweepEdge.linesPerPixel { return false }
        var last = Int32.min
        for index in span.indices {
            var edge = span[index]
            edge.advancePixel()
            if edge.x < last { return false }
            last = edge.x
        }
        return true
    }

    /// Adds what a row of pixels covers, with straight sides from its first line to the next row's, and goes on to that.
    mutating func coverRow(_ row: inout RowCoverage) {
        var span = edges.mutableSpan
        var (kept, winding) = (0, Int32(0))
        var isInside = false
        for index in span.indices {
            var edge = span[index]
            let from = edge.x
            winding &+= edge.direction
            if !isInside {
                row.addSide(edge.rowSide, scale: edge.divisor, sign: 1)
                isInside = true
            } else if winding == 0, index + 1 == span.count || span[index + 1].x != from {
                // Where the next edge begins at this one's place, what lies between them counts as covered.
                row.addSide(edge.rowSide, scale: edge.divisor, sign: -1)
                isInside = false
            }
            edge.advancePixel()
            edge.linesLeft &-= SweepEdge.linesPerPixel
            if edge.linesLeft == 0 { continue }
            span[kept] = edge
            kept += 1
        }
        let ended = span.count - kept
        if ended > 0 { edges.removeLast(ended) }
    }
}
