/// The area within reach of one segment: the segment of a line with its two round ends.
///
/// A pixel's centre lies at a certain distance along the segment from the segment's middle, and at a certain distance
/// across it. The square of its distance from the segment is the square of the distance across, plus the square of the
/// amount by which the distance along exceeds half the segment's length.
struct Capsule {
    /// The segment's middle, in pixels.
    var middle: SIMD2<Double>
    /// The segment's direction, as a unit vector.
    var direction: SIMD2<Double>
    /// Half the segment's length, in pixels.
    var half: Double
    /// The pixels of the canvas whose centres may be within reach.
    var columns: Range<Int>
    var rows: Range<Int>
    /// The position of the next capsule in a list, -1 at its end.
    var next = -1

    /// Calls `body` with columns of cells, four pixels wide, and with the rows of each that contain all of the band's
    /// pixels within reach.
    @inline(__always)
    func forEachColumn(in band: Range<Int>, reach: Double, _ body: (_ cell: Int, _ rows: Range<Int>) -> Void) {
        let (top, bottom) = (max(rows.lowerBound, band.lowerBound), min(rows.upperBound, band.upperBound))
        guard top < bottom else { return }
        let cells = (columns.lowerBound &>> 2)..<((columns.upperBound &+ 3) &>> 2)
        // If there is little to skip, finding it takes longer than drawing it.
        guard cells.count > 3, bottom &- top > 8 else {
            for cell in cells { body(cell, top..<bottom) }
            return
        }
        let slant = Slant(self, reach: reach)
        for cell in cells {
            let rows = slant.rows(ofCell: cell, from: Double(top), to: Double(bottom))
            if !rows.isEmpty { body(cell, rows) }
        }
    }

    /// The rows of a column that are near enough to the line through the segment.
    private struct Slant {
        private let middle: SIMD2<Double>
        /// Rows that the line descends per column.
        private let fall: Double
        /// Rows above and below the line, for one cell.
        private let span: Double

        @inline(__always)
        init(_ capsule: Capsule, reach: Double) {
            let (x, y) = (capsule.direction.x, capsule.direction.y)
            middle = capsule.middle
            // Bounded for vertical lines, which are in all rows of their columns.
            let rowsPerUnit = 1 / max(abs(x), 0x1p-20)
            fall = (x < 0 ? -y : y) * rowsPerUnit
            span = (reach + 1.5 * abs(y)) * rowsPerUnit
        }

        @inline(__always)
        func rows(ofCell cell: Int, from low: Double, to high: Double) -> Range<Int> {
            // A cell's centre is between its second and third column, and that of a row half a pixel below its edge.
            let line = middle.y + fall * (Double(4 &* cell &+ 2) - middle.x) + 0.5
            let top = Int(min(max(line - span, low), high))
            let bottom = Int(min(max(line + span, low), high))
            return Range(uncheckedBounds: (top, max(top, bottom)))
        }
    }
}

extension Capsule {
    /// The greatest length that is drawn in one piece, so that the sums in the kernel stay small compared with its
    /// rounding.
    @inline(__always)
    static func longest(reach: Double) -> Double { max(64, 2 * reach) }

    @inline(__always)
    func isLong(reach: Double) -> Bool { 2 * half > Self.longest(reach: reach) }

    /// Calls `body` with the pieces of a long capsule that may be in a band. The pieces are the same for every band.
    func forEachPiece(in band: Range<Int>, reach: Double, _ body: (Capsule) -> Void) {
        let count = Double(Int(2 * half / Self.longest(reach: reach)) + 1)
        let step = direction * (2 * half / count)
        let start = middle - direction * half
        let (above, below) = (Double(band.lowerBound) - reach - start.y, Double(band.upperBound) + reach - start.y)
        var (first, last) = (0.0, count)
        if abs(step.y) > 0x1p-20 {
            first = min(max(min(above / step.y, below / step.y), 0), count)
            last = min(max(max(above / step.y, below / step.y) + 1, 0), count)
        }
        for index in Int(first)..<max(Int(first), Int(last)) {
            let middle = start + step * (Double(index) + 0.5)
            var piece = Capsule(middle: middle, step: step, direction: direction, half: half / count, reach: reach)
            piece.columns = piece.columns.clamped(to: columns)
            piece.rows = piece.rows.clamped(to: rows)
            if !piece.columns.isEmpty, !piece.rows.isEmpty { body(piece) }
        }
    }

    /// A piece near a canvas; its pixels may be outside it.
    private init(
        middle: SIMD2<Double>,
        step: SIMD2<Double>,
        direction: SIMD2<Double>,
        half: Double,
        reach: Double
    ) {
        let around = SIMD2(abs(step.x), abs(step.y)) * 0.5 + reach
        let low = middle - around + 0.5
        let high = middle + around + 0.5
        columns = Int(low.x)..<Int(high.x)
        rows = Int(low.y)..<Int(high.y)
        self.middle = middle
        self.direction = direction
        self.half = half
    }
}
