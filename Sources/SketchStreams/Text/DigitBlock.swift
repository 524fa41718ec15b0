/// Digits read eight bytes at a time. The loads are unaligned, and checked against the bounds.
package enum DigitBlock {
    /// The eight bytes from `offset`, the first in the lowest bits. `offset` + 8 ≤ `bytes.count`.
    @inlinable
    @inline(__always)
    package static func load(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// How many digits a block of eight bytes begins with: 0…8.
    @inlinable
    @inline(__always)
    package static func digitCount(_ block: UInt64) -> Int {
        // Digits become 0…9, and only what is larger has, or is carried into, a top bit. A carry spoils what is behind
        // the first such byte alone.
        let values = block ^ 0x3030_3030_3030_3030
        let marks = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
        return marks.trailingZeroBitCount >> 3
    }

    /// The number that the first `count` bytes of a block, all digits, stand for. `count` in 1…8.
    @inlinable
    @inline(__always)
    package static func value(_ block: UInt64, digits count: Int) -> UInt64 {
        // The digits move to the end of eight, behind zeros; then pairs, fours and eights are put together.
        var values = (block ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
        values = (values &* 10 &+ (values &>> 8)) & 0x00ff_00ff_00ff_00ff
        values = (values &* 100 &+ (values &>> 16)) & 0x0000_ffff_0000_ffff
        return (values &* 10_000 &+ (values &>> 32)) & 0xffff_ffff
    }

    /// The number that eight digits at `offset` stand for; `nil` where there are not eight.
    @inlinable
    @inline(__always)
    package static func eight(_ bytes: Span<UInt8>, at offset: Int) -> UInt64? {
        guard offset <= bytes.count &- 8 else { return nil }
        let block = load(bytes, at: offset)
        return digitCount(block) == 8 ? value(block, digits: 8) : nil
    }
}
