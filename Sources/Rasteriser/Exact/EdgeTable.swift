/// A side of a polygon while it is swept from top to bottom.
///
/// Its position on a line is a whole number of device units, rounded to the nearest (halves up).
struct SweepEdge: Sendable {
    /// Device units from the left on the current line, plus a half, in units of 2⁻⁴⁰. Never below the true position,
    /// and above it by less than the smallest distance from a true position to the next half unit, so that whole units
    /// are always right.
    var position: Int64
    /// What each further line adds.
    var step: Int64
    /// The line after the last one.
    var bottom: Int32
    /// 1 for downwards, -1 for upwards.
    var direction: Int32
    /// The edge's index in the table.
    var index: Int32

    static let none = SweepEdge(position: 0, step: 0, bottom: 0, direction: 0, index: 0)

    /// Lines per pixel.
    static let linesPerPixel: Int32 = 15
    static let fractionBits: Int64 = 40

    @inline(__always) var x: Int32 { Int32(truncatingIfNeeded: position >> Self.fractionBits) }

    @inline(__always) var xOnNextRow: Int32 {
        Int32(truncatingIfNeeded: (position &+ step &* Int64(Self.linesPerPixel)) >> Self.fractionBits)
    }
}

/// The exact line on which an edge lies: its position, in units of 1/`divisor` device units, is `place` on line 0 and
/// increases by `step` per line.
struct EdgeLine: Sendable {
    var place: Int64
    var step: Int64
    var divisor: Int64
    /// The line on which the edge begins.
    var top: Int32

    /// `a` is above `b`.
    @inline(__always)
    init(from a: FixedPoint, to b: FixedPoint, top: Int32) {
        self.top = top
        if a.x == b.x {
            (place, step, divisor) = (Int64(a.x), 0, 1)
        } else {
            let (width, height) = (Int64(b.x &- a.x), Int64(b.y &- a.y))
            divisor = 60 &* height
            step = 1024 &* width
            // Lines lie in the middle of fifteenths of a pixel.
            place = Int64(a.x) &* divisor &+ (512 &- 60 &* Int64(a.y)) &* width
        }
    }

    /// The positions at the top and the bottom of a row of pixels whose first line is `line`.
    ///
    /// Lines lie half a line below the top. Half of an odd step is rounded down.
    @inline(__always)
    func side(fromLine line: Int32) -> (top: Int64, bottom: Int64) {
        let half = (step / divisor / 2) &* divisor &+ step % divisor / 2
        let top = place &+ step &* Int64(line) &- half
        return (top, top &+ step &* Int64(SweepEdge.linesPerPixel))
    }

    /// The position and step for a sweep that continues from a line.
    @inline(__always)
    func anchor(onLine line: Int32) -> (position: Int64, step: Int64) {
        let inverse = 1 / Double(divisor)
        let start = fixed(place &+ step &* Int64(line) &+ divisor / 2, inverse)
        return (start, fixed(step, inverse))
    }

    /// A quotient by the divisor in units of 2⁻⁴⁰, too large by one or two of them.
    @inline(__always)
    private func fixed(_ value: Int64, _ inverse: Double) -> Int64 {
        var whole = Int64(Double(value) * inverse)
        var rest = value &- whole &* divisor
        if rest < 0 {
            whole &-= 1
            rest &+= divisor
        }
        return whole &<< SweepEdge.fractionBits &+ Int64(Double(rest) * inverse * 0x1p40) &+ 2
    }

    /// Whether a sweep must recompute the position on each row of pixels, because it could otherwise grow too large.
    var isLong: Bool { divisor > 60 * 256 * 1024 }
}

/// The lines of a row on which edges begin.
struct Beginnings: OptionSet, Sendable {
    let rawValue: UInt8

    static let onFirstLine = Beginnings(rawValue: 1)
    static let later = Beginnings(rawValue: 2)
}

/// The edges of one outline, by the line on which they begin.
struct EdgeTable: Sendable {
    private(set) var edges: [SweepEdge] = []
    private(set) var paths: [EdgeLine] = []
    /// Whether the table has edges whose position must be recomputed on each row.
    private(set) var hasLongEdges = false
    /// For each line, the first of its edges, or -1; `following` has the further ones. The sweep empties it.
    var firsts: [Int32] = []
    private(set) var following: [Int32] = []
    /// For each row of pixels. The sweep empties it.
    var beginnings: [Beginnings] = []
    /// The columns of pixels that the outline touches, within the canvas.
    private(set) var columns = 0..<0
    private(set) var rows = 0..<0

    private var canvas = FixedBox(width: 0, height: 0)
    private var left = Int32.max
    private var right = Int32.min

    /// Removes all edges and prepares the table for a canvas.
    mutating func clear(width: Int, height: Int) {
        removeAll()
        let canvas = FixedBox(width: width, height: height)
        guard canvas != self.canvas else { return }
        self.canvas = canvas
        firsts = [Int32](repeating: -1, count: height * Int(SweepEdge.linesPerPixel))
        beginnings = [Beginnings](repeating: [], count: height)
    }

    var count: Int { edges.count }

    private mutating func removeAll() {
        edges.removeAll(keepingCapacity: true)
        paths.removeAll(keepingCapacity: true)
        hasLongEdges = false
        following.removeAll(keepingCapacity: true)
        (left, right) = (.max, .min)
    }

    /// Adds the sides of a contour.
    /// - Parameter direction: 1, or -1 to follow the contour backwards.
    mutating func add(_ contour: [FixedPoint], direction: Int32) {
        let contour = contour.span
        guard contour.count > 1 else { return }
        var last = contour[0]
        for index in 1..<contour.count {
            let next = contour[index]
            if last.y < next.y {
                clip(from: last, to: next, direction: direction)
            } else if last.y > next.y {
                clip(from: next, to: last, direction: 0 &- direction)
            }
            last = next
        }
    }

    /// Sorts the edges by their first lines; edges that share one stay in the order in which they were added.
    mutating func sort() {
        rows = 0..<0
        columns = 0..<0
        guard !edges.isEmpty else { return }
        var (top, bottom) = (Int32.max, Int32.min)
        following.append(addingCapacity: edges.count) { output in
            for _ in 0..<output.freeCapacity { output.append(-1) }
        }
        var index = edges.count - 1
        let lines = SweepEdge.linesPerPixel
        while index >= 0 {
            let (line, end) = (paths[index].top, edges[index].bottom)
            following[index] = firsts[Int(line)]
            firsts[Int(line)] = Int32(index)
            let row = line / lines
            beginnings[Int(row)].insert(line == row &* lines ? .onFirstLine : .later)
            top = min(top, line)
            bottom = max(bottom, end)
            index -= 1
        }
        rows = Int(top / lines)..<Int((bottom + lines - 1) / lines)
        let from = min(max(left, canvas.minimum.x), canvas.maximum.x)
        let to = max(min(right, canvas.maximum.x), from)
        columns = Int(from >> 8)..<Int((to + 255) >> 8)
    }

    // MARK: Clipping

    /// Adds the part of an edge inside the canvas, and the canvas's border in place of the parts beside it. `a` is
    /// above `b`.
    @inline(__always)
    private mutating func clip(from a: FixedPoint, to b: FixedPoint, direction: Int32) {
        left = min(left, a.x, b.x)
        right = max(right, a.x, b.x)
        let (top, bottom) = (max(a.y, canvas.minimum.y), min(b.y, canvas.maximum.y))
        guard top < bottom else { return }
        if min(a.x, b.x) >= canvas.minimum.x, max(a.x, b.x) <= canvas.maximum.x {
            add(from: a, to: b, top: top, bottom: bottom, direction: direction)
        } else {
            clipSideways(from: a, to: b, top: top, bottom: bottom, direction: direction)
        }
    }

    @inline(never)
    private mutating func clipSideways(
        from a: FixedPoint,
        to b: FixedPoint,
        top: Int32,
        bottom: Int32,
        direction: Int32
    ) {
        let (near, far) = (canvas.minimum.x, canvas.maximum.x)
        func border(_ x: Int32, _ top: Int32, _ bottom: Int32) {
            add(
                from: FixedPoint(x: x, y: canvas.minimum.y),
                to: FixedPoint(x: x, y: canvas.maximum.y),
                top: top,
                bottom: bottom,
                direction: direction
            )
        }
        if max(a.x, b.x) <= near { return border(near, top, bottom) }
        if min(a.x, b.x) >= far { return border(far, top, bottom) }
        // From the top: the border where the edge enters, the edge, and the border where it leaves.
        let (entry, exit) = a.x <= b.x ? (near, far) : (far, near)
        func isOutside(_ x: Int32, _ side: Int32) -> Bool { side == near ? x < near : x > far }
        var (from, to) = (top, bottom)
        if isOutside(a.x, entry) {
            var y = Self.y(on: a, b, x: entry)
            if isOutside(Self.x(on: a, b, y: y), entry) { y += 1 }
            y = min(y, to)
            if from < y {
                border(entry, from, y)
                from = y
            }
        }
        if isOutside(b.x, exit) {
            var y = Self.y(on: a, b, x: exit)
            if isOutside(Self.x(on: a, b, y: y), exit) { y -= 1 }
            y = max(y, from)
            if to > y {
                border(exit, y, to)
                to = y
            }
        }
        if from < to { add(from: a, to: b, top: from, bottom: to, direction: direction) }
    }

    private static func y(on a: FixedPoint, _ b: FixedPoint, x: Int32) -> Int32 {
        if x == a.x { return a.y }
        if x == b.x { return b.y }
        return a.y &+ floor(Int64(x - a.x) * Int64(b.y - a.y), Int64(b.x - a.x))
    }

    private static func x(on a: FixedPoint, _ b: FixedPoint, y: Int32) -> Int32 {
        if y == a.y { return a.x }
        if y == b.y { return b.x }
        return a.x &+ floor(Int64(y - a.y) * Int64(b.x - a.x), Int64(b.y - a.y))
    }

    private static func floor(_ a: Int64, _ b: Int64) -> Int32 {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return Int32(truncatingIfNeeded: remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient)
    }

    // MARK: Edges

    /// Adds the part of an edge between two heights; `a` is above `b`.
    private mutating func add(from a: FixedPoint, to b: FixedPoint, top: Int32, bottom: Int32, direction: Int32) {
        let firstLine = Self.line(at: top)
        let end = Self.line(at: bottom)
        guard firstLine < end else { return }
        var edge = SweepEdge.none
        edge.bottom = end
        edge.direction = direction
        edge.index = Int32(truncatingIfNeeded: edges.count)
        let path = EdgeLine(from: a, to: b, top: firstLine)
        if a.x == b.x {
            edge.position = Int64(a.x) << SweepEdge.fractionBits
        } else {
            (edge.position, edge.step) = path.anchor(onLine: firstLine)
            if path.isLong { hasLongEdges = true }
        }
        edges.append(edge)
        paths.append(path)
    }

    /// The first line below a height.
    @inline(__always)
    static func line(at height: Int32) -> Int32 { (height &* SweepEdge.linesPerPixel &+ 128) >> 8 }
}
