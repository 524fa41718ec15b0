/// A side of a polygon, made ready to be swept from top to bottom on fifteen lines a pixel.
///
/// Its place on a line is a whole number of device units, the nearest (half a unit counts up), and is kept exactly: as
/// that number and a remainder.
struct SweepEdge: Sendable {
    /// Device units from the left, on the present line.
    var x: Int32
    /// What is lost in `x`, in 1/`divisor` units, less one unit: from `-divisor` up to -1.
    var remainder: Int32
    /// What the next line adds: whole units and 1/`divisor` units.
    var step: Int32
    var stepRemainder: Int32
    /// The same for fifteen lines.
    var pixelStep: Int32
    var pixelStepRemainder: Int32
    var divisor: Int32
    /// How many lines there are before its end, the present one included.
    var linesLeft: Int32
    /// 1 downwards, -1 upwards.
    var direction: Int32
    /// The line that it begins on.
    var top: Int32

    /// Lines a pixel.
    static let linesPerPixel: Int32 = 15

    /// Its places at the row's top and bottom, in 1/`divisor` units; to be asked for on the row's first line.
    ///
    /// Lines lie half a line below. Of an odd step's half, half a unit is left out.
    @inline(__always)
    var rowSide: (top: Int64, bottom: Int64) {
        let scale = Int64(divisor)
        let place = Int64(x) &* scale &+ Int64(remainder) &+ scale &- scale / 2
        let wholeStep = Int64(step) &* scale &+ Int64(stepRemainder)
        let half = (wholeStep / scale / 2) &* scale &+ wholeStep % scale / 2
        let pixel = Int64(pixelStep) &* scale &+ Int64(pixelStepRemainder)
        return (place &- half, place &- half &+ pixel)
    }

    /// Its place one line farther.
    @inline(__always)
    mutating func advance() {
        let sum = remainder &+ stepRemainder
        let carry = ~(sum >> 31)
        x = x &+ step &- carry
        remainder = sum &- (divisor & carry)
    }

    /// Its place one pixel farther.
    @inline(__always)
    mutating func advancePixel() {
        let sum = remainder &+ pixelStepRemainder
        let carry = ~(sum >> 31)
        x = x &+ pixelStep &- carry
        remainder = sum &- (divisor & carry)
    }
}

/// On which of a row's lines edges begin.
struct Beginnings: OptionSet, Sendable {
    let rawValue: UInt8

    static let onFirstLine = Beginnings(rawValue: 1)
    static let later = Beginnings(rawValue: 2)
}

/// The edges of one outline, by the line that they begin on.
struct EdgeTable: Sendable {
    private(set) var edges: [SweepEdge] = []
    /// For each line, the first of its edges, or -1; further ones by `following`.
    private(set) var firsts: [Int32] = []
    private(set) var following: [Int32] = []
    private var beginnings: [Beginnings] = []
    /// The pixels around all of it, within the canvas.
    private(set) var columns = 0..<0
    private(set) var rows = 0..<0

    private var canvas = FixedBox(width: 0, height: 0)
    private var left = Int32.max
    private var right = Int32.min

    /// Makes it ready for a canvas; the table is empty.
    mutating func setSize(width: Int, height: Int) {
        let canvas = FixedBox(width: width, height: height)
        guard canvas != self.canvas else { return }
        self.canvas = canvas
        firsts = [Int32](repeating: -1, count: height * Int(SweepEdge.linesPerPixel))
        beginnings = [Beginnings](repeating: [], count: height)
    }

    mutating func removeAll() {
        edges.removeAll(keepingCapacity: true)
        following.removeAll(keepingCapacity: true)
        (left, right) = (.max, .min)
    }

    /// Adds the sides of a contour.
    /// - Parameter direction: 1, or -1 for a contour that is to be gone along backwards.
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

    /// Puts the edges into the order of their first lines, those of one line as they were added.
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
            let (line, count) = (edges[index].top, edges[index].linesLeft)
            following[index] = firsts[Int(line)]
            firsts[Int(line)] = Int32(index)
            let row = line / lines
            beginnings[Int(row)].insert(line == row &* lines ? .onFirstLine : .later)
            top = min(top, line)
            bottom = max(bottom, line &+ count)
            index -= 1
        }
        rows = Int(top / lines)..<Int((bottom + lines - 1) / lines)
        let from = min(max(left, canvas.minimum.x), canvas.maximum.x)
        let to = max(min(right, canvas.maximum.x), from)
        columns = Int(from >> 8)..<Int((to + 255) >> 8)
    }

    /// The first edge that begins on a line; asks only once, since the line then has none.
    @inline(__always)
    mutating func takeFirst(onLine line: Int) -> Int32 {
        let first = firsts[line]
        if first >= 0 { firsts[line] = -1 }
        return first
    }

    /// Where in a row of pixels edges begin; asks only once.
    @inline(__always)
    mutating func takeBeginnings(inRow row: Int) -> Beginnings {
        let found = beginnings[row]
        if !found.isEmpty { beginnings[row] = [] }
        return found
    }

    // MARK: Clipping

    /// Adds what of an edge is on the canvas, and for what is beside the canvas its border. `a` is above `b`.
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
    private mutating func clipSideways(from a: FixedPoint, to b: FixedPoint, top: Int32, bottom: Int32, direction: Int32) {
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
        // From above: the border that the edge comes in by, the edge, and the border that it leaves by.
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
        let lines = SweepEdge.linesPerPixel
        let firstLine = Self.line(at: top)
        let count = Self.line(at: bottom) &- firstLine
        guard count > 0 else { return }
        var edge = SweepEdge(
            x: a.x,
            remainder: -1,
            step: 0,
            stepRemainder: 0,
            pixelStep: 0,
            pixelStepRemainder: 0,
            divisor: 1,
            linesLeft: count,
            direction: direction,
            top: firstLine
        )
        if a.x != b.x {
            let (width, height) = (Int64(b.x &- a.x), Int64(b.y &- a.y))
            let divisor = 60 &* height
            // Lines lie in the middle of fifteenths of a pixel.
            let below = Int64(2 &* firstLine &+ 1) &* 512 &- 60 &* Int64(a.y)
            let (start, startRemainder) = Self.divide(below &* width &+ divisor / 2, divisor)
            edge.divisor = Int32(truncatingIfNeeded: divisor)
            edge.x = a.x &+ start
            edge.remainder = startRemainder &- edge.divisor
            (edge.step, edge.stepRemainder) = Self.divide(width &* 1024, divisor)
            if count >= lines {
                (edge.pixelStep, edge.pixelStepRemainder) = Self.divide(width &* 256, height)
                edge.pixelStepRemainder = edge.pixelStepRemainder &* 60
            }
        }
        edges.append(edge)
    }

    /// The first line below a height.
    @inline(__always)
    private static func line(at height: Int32) -> Int32 { (height &* SweepEdge.linesPerPixel &+ 128) >> 8 }

    /// Quotient, rounded down, and remainder.
    @inline(__always)
    private static func divide<Number: FixedWidthInteger>(_ a: Number, _ b: Number) -> (Int32, Int32) {
        var quotient = a / b
        var remainder = a &- quotient &* b
        if remainder < 0 {
            quotient &-= 1
            remainder &+= b
        }
        return (Int32(truncatingIfNeeded: quotient), Int32(truncatingIfNeeded: remainder))
    }
}
