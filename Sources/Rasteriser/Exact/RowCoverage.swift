/// The coverage of one row of pixels, stored as changes from left to right.
///
/// The unit of height is one line, the unit of area 1/512 of a line of one pixel. Each pixel stores by how much the
/// covered height changes there, and how much of that change is uncovered within the pixel. Both share a number, with
/// the height in its upper half.
struct RowCoverage {
    /// The pixels that changes are stored for; anything to the left counts from the first one.
    private let columns: Range<Int>
    private let (leftmost, rightmost): (Int32, Int32)
    private var (low, high) = (Int32.max, Int32.min)

    /// - Parameter columns: the pixels that can be covered.
    init(columns: Range<Int>) {
        self.columns = columns
        leftmost = Int32(columns.lowerBound) << 8
        rightmost = Int32(columns.upperBound) << 8
    }

    /// Begins or ends the coverage of some lines at an edge, which continues for that many lines.
    @inline(__always)
    mutating func add(_ edge: inout SweepEdge, lines: Int32, begins: Bool, _ changes: inout MutableSpan<Int32>) {
        let sign: Int32 = begins ? 0 : -1
        let first = clamp(edge.x)
        var (line, x) = (lines, first)
        while true {
            let change = 0x10000 &+ (x & 255) &* 2
            changes[Int(x >> 8)] &+= (change ^ sign) &- sign
            edge.position &+= edge.step
            line &-= 1
            if line == 0 { break }
            x = clamp(edge.x)
        }
        // An edge is straight, so its ends are its extremes.
        low = min(low, first, x)
        high = max(high, first, x)
    }

    @inline(__always)
    private func clamp(_ place: Int32) -> Int32 { min(max(place, leftmost), rightmost) }

    /// Begins (sign 1) or ends (-1) the coverage of all lines at a straight side, from the row's top to its bottom.
    /// - Parameter scale: how many of the side's units make a device unit.
    mutating func addSide(
        _ side: (top: Int64, bottom: Int64),
        scale: Int64,
        sign: Int32,
        _ changes: inout MutableSpan<Int32>
    ) {
        let (a, b) = (min(side.top, side.bottom), max(side.top, side.bottom))
        let (from, to) = (Self.floor(a, scale), Self.floor(b, scale))
        let lines = SweepEdge.linesPerPixel
        var column = from >> 8
        let lastColumn = to >> 8
        if column == lastColumn {
            return add(
                column,
                height: sign &* lines,
                uncovered: sign &* ((from & 255) &+ (to & 255)) &* lines,
                &changes
            )
        }
        // Heights are whole lines: those that the side has passed when it leaves a pixel.
        let width = b &- a
        let ahead = (Int64(column &+ 1) &* 256 &* scale &- a) &* Int64(lines)
        var (passed, rest) = (Int32(truncatingIfNeeded: ahead / width), ahead % width)
        add(column, height: sign &* passed, uncovered: sign &* passed &* (256 &+ (from & 255)), &changes)
        column += 1
        if column < lastColumn {
            let pixel = Int64(lines) &* 256 &* scale
            let (whole, part) = (Int32(truncatingIfNeeded: pixel / width), pixel % width)
            repeat {
                var height = whole
                rest &+= part
                if rest >= width {
                    height &+= 1
                    rest &-= width
                }
                passed &+= height
                add(column, height: sign &* height, uncovered: sign &* height &* 256, &changes)
                column += 1
            } while column < lastColumn
        }
        let left = sign &* (lines &- passed)
        add(column, height: left, uncovered: left &* (to & 255), &changes)
    }

    @inline(__always)
    private mutating func add(_ column: Int32, height: Int32, uncovered: Int32, _ changes: inout MutableSpan<Int32>) {
        let x = column << 8
        let inside = x >= leftmost && x < rightmost
        let place = inside ? x : x < leftmost ? leftmost : rightmost
        low = min(low, place)
        high = max(high, place)
        changes[Int(place >> 8)] &+= height << 16 &+ (inside ? uncovered : 0)
    }

    @inline(__always)
    private static func floor(_ a: Int64, _ b: Int64) -> Int32 {
        let quotient = a / b
        return Int32(truncatingIfNeeded: quotient &* b > a ? quotient &- 1 : quotient)
    }

    /// Writes the coverage of each pixel, 0 to 255, and resets all changes.
    /// - Parameter start: the index of the row's first pixel.
    @inline(__always)
    mutating func take(into coverage: inout MutableSpan<UInt8>, start: Int, _ changes: inout MutableSpan<Int32>) {
        guard low <= high else { return }
        var height: Int32 = 0
        let end = Int(high >> 8)
        var column = Int(low >> 8)
        while column <= end {
            let change = changes[column]
            changes[column] = 0
            let uncovered = Int32(Int16(truncatingIfNeeded: change))
            height &+= (change &- uncovered) >> 16
            if column < columns.upperBound {
                let area = height &* 512 &- uncovered
                coverage[start + column] = UInt8(truncatingIfNeeded: (area &* 17 &+ 256) >> 9)
            }
            column += 1
        }
        (low, high) = (.max, .min)
    }
}
