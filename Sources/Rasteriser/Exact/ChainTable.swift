/// A small outline cut at the rows of pixels: where its edges cross the fifteen lines of each row.
///
/// Edges of a row share a chain if no two of them are on the same line, such as edges that follow each other up or
/// down.
struct ChainTable: Sendable {
    /// Edges of one row, no two of them on the same line.
    struct Chain: Sendable {
        /// For each line, twice the position in device units from the table's left edge, plus 1 if the edge goes
        /// upwards; `absent` for lines that are not crossed.
        var crossings: LineLanes
        /// One bit per line that is crossed.
        var lines: UInt32
        /// The edge that was added last.
        var edge: Int32
        /// The next chain of the row, or 0.
        var following: Int32
    }

    @inline(__always)
    private static var empty: Chain {
        Chain(crossings: LineLanes(repeating: absent), lines: 0, edge: 0, following: 0)
    }

    /// A value to the right of all positions.
    private static let absent: Int16 = 0x7FFE
    /// The most columns, so that twice a position plus one bit fits a lane.
    static let mostColumns = 62
    /// The most rows that an edge can cross while positions in units of 2⁻³² stay exact.
    static let mostRows = 64

    private(set) var chains: [Chain] = []
    private(set) var edges: [(from: FixedPoint, to: FixedPoint)] = []
    /// For each row within `rows`, the first of its chains, or 0.
    private(set) var firsts: [Int32] = []
    /// For each row within `rows`, one bit per line that some edge of the row does not cross.
    private(set) var missing: [UInt32] = []
    /// The columns of pixels that the outline touches.
    private(set) var columns = 0..<0
    private(set) var rows = 0..<0

    /// For `LineLanes.mask`.
    private let steps = [Int16](repeating: 0, count: 16) + [Int16](repeating: -1, count: 16)

    private struct Counts {
        // Index 0 means no chain: it is on all lines, so that no edge joins it.
        var (chains, edges) = (1, 0)
    }

    /// Loads an outline, if it is small and inside the canvas.
    mutating func set(_ outline: borrowing StrokeOutline, canvas: FixedBox) -> Bool {
        var box = FixedBox.none
        var crossings = 0
        var sides = 0
        Self.measure(outline.counterclockwise, &box, &crossings, &sides)
        Self.measure(outline.leadingCap, &box, &crossings, &sides)
        Self.measure(outline.clockwise, &box, &crossings, &sides)
        guard sides > 0, canvas.contains(box.minimum), canvas.contains(box.maximum) else { return false }
        columns = Int(box.minimum.x >> 8)..<Int((box.maximum.x &+ 255) >> 8)
        rows = Int(box.minimum.y >> 8)..<Int((box.maximum.y &+ 255) >> 8)
        guard columns.count <= Self.mostColumns, rows.count <= Self.mostRows else { return false }
        makeRoom(chains: crossings + sides + 2, edges: sides)
        chains[0].lines = .max
        chains[1] = Self.empty
        var counts = Counts()
        let steps = steps
        let corner = (column: Int32(columns.lowerBound), row: Int32(rows.lowerBound))
        Self.add(outline.counterclockwise, 1, corner, &counts, &chains, &edges, &firsts, &missing, steps.span)
        Self.add(outline.leadingCap, 1, corner, &counts, &chains, &edges, &firsts, &missing, steps.span)
        Self.add(outline.clockwise, 0, corner, &counts, &chains, &edges, &firsts, &missing, steps.span)
        return true
    }

    /// Adds the bounding box of a contour, the number of rows that its sides cross into, and the number of sides.
    @inline(__always)
    private static func measure(
        _ contour: [FixedPoint],
        _ box: inout FixedBox,
        _ crossings: inout Int,
        _ sides: inout Int
    ) {
        guard contour.count > 1 else { return }
        let contour = contour.span
        var (low, high) = (box.minimum, box.maximum)
        var last = contour[0].y >> 8
        for index in contour.indices {
            let point = contour[index]
            (low.x, low.y) = (min(low.x, point.x), min(low.y, point.y))
            (high.x, high.y) = (max(high.x, point.x), max(high.y, point.y))
            crossings &+= Int(abs((point.y >> 8) &- last))
            last = point.y >> 8
        }
        box = FixedBox(minimum: low, maximum: high)
        sides &+= contour.count - 1
    }

    private mutating func makeRoom(chains chainRoom: Int, edges edgeRoom: Int) {
        let edge = (from: FixedPoint(x: 0, y: 0), to: FixedPoint(x: 0, y: 0))
        if chains.count < chainRoom {
            chains.append(contentsOf: repeatElement(Self.empty, count: chainRoom - chains.count))
        }
        if edges.count < edgeRoom {
            edges.append(contentsOf: repeatElement(edge, count: edgeRoom - edges.count))
        }
        if firsts.isEmpty {
            firsts = [Int32](repeating: 0, count: Self.mostRows)
            missing = [UInt32](repeating: 0, count: Self.mostRows)
        }
        for row in 0..<rows.count {
            firsts[row] = 0
            missing[row] = 0
        }
    }

    /// The position of an edge on a line, in units of 2⁻³² from the left, plus half a device unit, so that truncating
    /// rounds to the nearest; and what each further line adds. `a` is above `b`.
    ///
    /// Positions are multiples of 1/(60 * height). Half of that is added too: it cannot turn a position into a whole
    /// number, and it exceeds the sum of the rounding errors on all lines of an edge no higher than `mostRows`.
    @inline(__always)
    private static func anchor(
        from a: FixedPoint,
        to b: FixedPoint,
        line: Int32,
        left: Int32
    ) -> (position: Int64, step: Int64) {
        let divisor = Int64(60 &* (b.y &- a.y))
        let width = Int64(b.x &- a.x)
        let place = Int64(a.x &- left) &* divisor &+ Int64(512 &- 60 &* a.y &+ 1024 &* line) &* width
        let inverse = 0x1p31 / Double(divisor)
        return (
            rounded(Double(2 &* place &+ divisor &+ 1) * inverse),
            rounded(Double(2048 &* width) * inverse)
        )
    }

    /// Rounds a number of fewer than 51 bits to the nearest integer.
    @inline(__always)
    private static func rounded(_ number: Double) -> Int64 {
        let shift = 0x1.8p52
        return Int64(bitPattern: (number + shift).bitPattern &- shift.bitPattern)
    }

    /// Adds the sides of a contour.
    /// - Parameter sense: 0, or 1 to follow the contour backwards.
    private static func add(
        _ contour: [FixedPoint],
        _ sense: Int16,
        _ corner: (column: Int32, row: Int32),
        _ counts: inout Counts,
        _ chains: inout [Chain],
        _ edges: inout [(from: FixedPoint, to: FixedPoint)],
        _ firsts: inout [Int32],
        _ missing: inout [UInt32],
        _ steps: Span<Int16>
    ) {
        guard contour.count > 1 else { return }
        let contour = contour.span
        let left = corner.column << 8
        var chains = chains.mutableSpan
        var edges = edges.mutableSpan
        var firsts = firsts.mutableSpan
        var missing = missing.mutableSpan
        let lines = SweepEdge.linesPerPixel
        let allLines: UInt32 = 0x7FFF
        var (count, edge) = (counts.chains, counts.edges)
        var last = contour[0]
        for index in 1..<contour.count {
            let next = contour[index]
            let isDown = last.y < next.y
            let (a, b) = isDown ? (last, next) : (next, last)
            last = next
            let (top, bottom) = (EdgeTable.line(at: a.y), EdgeTable.line(at: b.y))
            if top >= bottom { continue }
            let sense = LineLanes(repeating: isDown ? sense : 1 &- sense)
            edges[edge] = (a, b)
            let row = Int32(truncatingIfNeeded: UInt32(truncatingIfNeeded: top) / UInt32(lines))
            var (from, end) = (top &- row &* lines, bottom &- row &* lines)
            let anchor = Self.anchor(from: a, to: b, line: top, left: left)
            var position = anchor.position &- anchor.step &* Int64(from)
            var current = Int(row &- corner.row)
            while true {
                let places = LineLanes(position: position, step: anchor.step)
                let mask = LineLanes.mask(from: Int(from), to: end < lines ? Int(end) : 16, steps)
                let lanes = UInt32(0xFFFF) << UInt32(from) & ~(UInt32.max << UInt32(min(end, 15)))
                missing[current] |= lanes ^ allLines
                // Without a branch, which would often be mispredicted.
                let first = firsts[current]
                let isNew = chains[unchecked: Int(first)].lines & lanes != 0
                let chain = isNew ? Int32(truncatingIfNeeded: count) : first
                let following = chains[unchecked: Int(chain)].following
                chains[unchecked: Int(chain)].following = isNew ? first : following
                chains[unchecked: Int(chain)].edge = Int32(truncatingIfNeeded: edge)
                firsts[current] = chain
                count &+= isNew ? 1 : 0
                chains[count] = Self.empty
                let crossings = places &+ places | sense
                chains[unchecked: Int(chain)].crossings =
                    chains[unchecked: Int(chain)].crossings & ~mask | crossings & mask
                chains[unchecked: Int(chain)].lines |= lanes
                if end <= lines { break }
                position &+= anchor.step &* Int64(lines)
                from = 0
                end &-= lines
                current += 1
            }
            edge += 1
        }
        (counts.chains, counts.edges) = (count, edge)
    }
}
