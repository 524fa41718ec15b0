internal import SketchModel

/// Writes drawings of whole coordinates in 0…999 without times, as nearly all are: four bytes are stored for each
/// number, of which the next store replaces what is too much.
struct ShortNumbers {
    /// For each number its digits and a comma, the first digit in the lowest byte.
    private let texts: [UInt32]

    private static let limit = 1000

    static let shared = ShortNumbers()

    private init() {
        texts = (0..<Self.limit).map { number in
            String(number).utf8.reversed().reduce(UInt32(UInt8(ascii: ","))) { $0 << 8 | UInt32($1) }
        }
    }

    /// Appends all strokes without the brackets around them, `[[x…],[y…]],…`.
    /// - Returns: false, with `bytes` as it was, where a number is not of this kind.
    func append(_ sketch: borrowing Sketch, to bytes: inout [UInt8]) -> Bool {
        let points = sketch.points.span
        let ends = sketch.strokeEnds.span
        let before = bytes.count
        // A stroke takes five brackets and three commas besides its numbers, and the last store may pass its end.
        bytes.append(contentsOf: repeatElement(0, count: 8 * points.count + 8 * ends.count + 4))
        guard let end = store(points, ends, into: bytes.mutableSpan, from: before) else {
            bytes.removeLast(bytes.count - before)
            return false
        }
        bytes.removeLast(bytes.count - end)
        return true
    }

    @inline(__always)
    private func store(
        _ points: Span<Point>,
        _ ends: Span<Int>,
        into span: consuming MutableSpan<UInt8>,
        from before: Int
    ) -> Int? {
        var span = span
        var target = span.mutableBytes
        let texts = texts.span
        var cursor = before
        var start = 0
        for stroke in ends.indices {
            let end = ends[stroke]
            target.storeBytes(of: 0x5b5b, toByteOffset: cursor, as: UInt16.self)
            cursor &+= 2
            for index in start..<end {
                guard let number = Self.short(points[index].x) else { return nil }
                target.storeBytes(of: texts[number].littleEndian, toByteOffset: cursor, as: UInt32.self)
                cursor &+= Self.length(number)
            }
            if end == start { cursor += 1 }
            // "],[", of which the bracket takes the place of the last comma.
            target.storeBytes(of: 0x005b_2c5d, toByteOffset: cursor &- 1, as: UInt32.self)
            cursor &+= 2
            for index in start..<end {
                guard let number = Self.short(points[index].y) else { return nil }
                target.storeBytes(of: texts[number].littleEndian, toByteOffset: cursor, as: UInt32.self)
                cursor &+= Self.length(number)
            }
            if end == start { cursor += 1 }
            // "]],"
            target.storeBytes(of: 0x002c_5d5d, toByteOffset: cursor &- 1, as: UInt32.self)
            cursor &+= 2
            start = end
        }
        // No comma follows the last stroke.
        return ends.isEmpty ? cursor : cursor - 1
    }

    /// The coordinate as a whole number in 0…999, where it is one; -0 is none, since it would lose its sign.
    @inline(__always)
    private static func short(_ value: Double) -> Int? {
        guard value >= 0, value < 1000 else { return nil }
        let whole = Int32(value)
        return Double(whole).bitPattern == value.bitPattern ? Int(whole) : nil
    }

    /// The length of a number's digits and comma.
    @inline(__always)
    private static func length(_ number: Int) -> Int { 2 &+ (number > 9 ? 1 : 0) &+ (number > 99 ? 1 : 0) }
}
