/// How much of each pixel is covered, from 0 to 255, and which pixels may be covered.
struct CoverageMask: Sendable {
    let width: Int
    let height: Int
    /// Rows from the top; zero outside `touched`.
    var coverage: [UInt8]
    /// A box that holds every covered pixel.
    var touched = PixelBox.none

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        coverage = [UInt8](repeating: 0, count: width * height)
    }

    /// Reduces the coverage, so that what is painted through the mask has this opacity; 255 changes nothing.
    mutating func weaken(to opacity: UInt8) {
        if opacity == 255 { return }
        for row in touched.rows {
            for index in (row * width + touched.columns.lowerBound)..<(row * width + touched.columns.upperBound) {
                coverage[index] = Self.product(coverage[index], opacity)
            }
        }
    }

    /// `a * b / 255`, rounded.
    static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        let product = UInt32(a) * UInt32(b) + 128
        return UInt8((product + product >> 8) >> 8)
    }

    mutating func clear() {
        PixelRows.clear(&coverage, touched, width: width)
        touched = .none
    }
}

/// A rectangle of whole pixels.
struct PixelBox: Sendable, Hashable {
    var columns: Range<Int>
    var rows: Range<Int>

    static let none = PixelBox(columns: 0..<0, rows: 0..<0)

    var isEmpty: Bool { columns.isEmpty || rows.isEmpty }

    /// The smallest box around both.
    func union(_ other: PixelBox) -> PixelBox {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return PixelBox(
            columns: min(
                columns.lowerBound,
                other.columns.lowerBound
            )..<max(columns.upperBound, other.columns.upperBound),
            rows: min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound)
        )
    }
}
