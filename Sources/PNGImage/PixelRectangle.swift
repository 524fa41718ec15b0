/// A rectangle of pixels.
struct PixelRectangle: Sendable, Equatable {
    var columns: Range<Int>
    var rows: Range<Int>

    /// The smallest rectangle around all differing pixels, or `nil` if there are none.
    static func changed(
        from old: Span<UInt8>,
        to new: Span<UInt8>,
        rowSize: Int,
        pixelSize: Int
    ) -> PixelRectangle? {
        let rowCount = new.count / rowSize
        var (left, right) = (rowSize, 0)
        var rows: Range<Int>?
        for row in 0..<rowCount {
            let start = row * rowSize
            guard let first = firstChange(old, new, start..<(start + rowSize)) else { continue }
            rows = (rows?.lowerBound ?? row)..<(row + 1)
            left = min(left, first - start)
            // Pixels left of the rightmost known change need not be compared.
            var last = start + rowSize - 1
            while last > start + right, old[last] == new[last] { last -= 1 }
            right = max(right, last - start)
        }
        guard let rows else { return nil }
        return PixelRectangle(columns: (left / pixelSize)..<(right / pixelSize + 1), rows: rows)
    }

    private static func firstChange(_ old: Span<UInt8>, _ new: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let (a, b) = (old.bytes, new.bytes)
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            let before = a.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            guard before == b.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self) else { break }
            place += 8
        }
        while place < range.upperBound, old[place] == new[place] { place += 1 }
        return place < range.upperBound ? place : nil
    }
}
