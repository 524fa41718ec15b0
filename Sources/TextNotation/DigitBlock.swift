/// Digits read eight bytes at a time. The loads are unaligned, and checked against the bounds.
public enum DigitBlock {
    /// The eight bytes from `offset`, with the first in the lowest bits. `offset` + 8 ≤ `bytes.count`.
    @inlinable
    @inline(__always)
    public static func load(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The number of digits at the start of a block of eight bytes: 0…8.
    @inlinable
    @inline(__always)
    public static func digitCount(_ block: UInt64) -> Int {
        // Digits become 0…9, and only a larger byte has or receives a top bit. A carry affects only bytes after the
        // first such byte.
        let values = block ^ 0x3030_3030_3030_3030
        let marks = ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080
        return marks.trailingZeroBitCount >> 3
    }

    /// The value of the first `count` bytes of a block, all of them digits. `count` in 1…8.
    @inlinable
    @inline(__always)
    public static func value(_ block: UInt64, digits count: Int) -> UInt64 {
        // The digits move to the end of the eight, after zeros; then pairs, fours and eights are combined.
        var values = (block ^ 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- count &* 8)
        values = (values &* 10 &+ (values &>> 8)) & 0x00ff_00ff_00ff_00ff
        values = (values &* 100 &+ (values &>> 16)) & 0x0000_ffff_0000_ffff
        return (values &* 10_000 &+ (values &>> 32)) & 0xffff_ffff
    }

    /// The value of the eight digits at `offset`; `nil` if there aren't eight.
    @inlinable
    @inline(__always)
    public static func eight(_ bytes: Span<UInt8>, at offset: Int) -> UInt64? {
        guard offset <= bytes.count &- 8 else { return nil }
        let block = load(bytes, at: offset)
        return digitCount(block) == 8 ? value(block, digits: 8) : nil
    }
}
