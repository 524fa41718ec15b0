/// How much of each pixel is covered, 0 to 255, and which pixels may be.
struct CoverageMask: Sendable {
    let width: Int
    let height: Int
    /// Rows from the top; zero outside `touched`.
    var coverage: [UInt8]
    /// Holds every pixel that is covered.
    var touched = PixelBox.none

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        coverage = [UInt8](repeating: 0, count: width * height)
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
