package import SketchModel

/// A hash of 128 bits of a drawing or a text, the same on every machine: MurmurHash3, x64, 128 bits, with seed 0
/// (Austin Appleby, public domain).
package struct StrokeHash: Hashable, Sendable {
    package private(set) var first: UInt64 = 0
    package private(set) var second: UInt64 = 0

    /// The hash of the strokes: for each, the number of its points, then x and y of each point, as 64 bits.
    package init(_ sketch: borrowing Sketch) {
        var length: UInt64 = 0
        var start = 0
        for stroke in sketch.strokeEnds.indices {
            let end = sketch.strokeEnds[stroke]
            add(UInt64(truncatingIfNeeded: end - start), .max)
            for index in start..<end {
                let point = sketch.points[index]
                // Adding 0 turns -0 into 0, which is the same position.
                add((point.x + 0).bitPattern, (point.y + 0).bitPattern)
            }
            length += UInt64(truncatingIfNeeded: 16 * (end - start + 1))
            start = end
        }
        finish(length: length)
    }

    /// The hash of the text's UTF-8.
    package init(_ text: String) {
        var block: (UInt64, UInt64) = (0, 0)
        var length: UInt64 = 0
        for byte in text.utf8 {
            let shift = 8 * (length & 7)
            if length & 8 == 0 { block.0 |= UInt64(byte) << shift } else { block.1 |= UInt64(byte) << shift }
            length += 1
            if length & 15 == 0 {
                add(block.0, block.1)
                block = (0, 0)
            }
        }
        second ^= Self.mixedSecond(block.1)
        first ^= Self.mixedFirst(block.0)
        finish(length: length)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(first) }

    private static let factors: (UInt64, UInt64) = (0x87c3_7b91_1142_53d5, 0x4cf5_ad43_2745_937f)

    private static func mixedFirst(_ word: UInt64) -> UInt64 { rotated(word &* factors.0, 31) &* factors.1 }
    private static func mixedSecond(_ word: UInt64) -> UInt64 { rotated(word &* factors.1, 33) &* factors.0 }

    private mutating func add(_ a: UInt64, _ b: UInt64) {
        first ^= Self.mixedFirst(a)
        first = (Self.rotated(first, 27) &+ second) &* 5 &+ 0x52dc_e729
        second ^= Self.mixedSecond(b)
        second = (Self.rotated(second, 31) &+ first) &* 5 &+ 0x3849_5ab5
    }

    private mutating func finish(length: UInt64) {
        first ^= length
        second ^= length
        first &+= second
        second &+= first
        first = Self.finished(first)
        second = Self.finished(second)
        first &+= second
        second &+= first
    }

    private static func finished(_ word: UInt64) -> UInt64 {
        var word = word
        word ^= word >> 33
        word = word &* 0xff51_afd7_ed55_8ccd
        word ^= word >> 33
        word = word &* 0xc4ce_b9fe_1a85_ec53
        return word ^ word >> 33
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
}
