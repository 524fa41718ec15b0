/// Writes bits, the lowest first, as deflate has them.
struct BitWriter: Sendable {
    private var bits: UInt64 = 0
    private var count = 0

    /// - Parameters:
    ///   - value: zero above its `size` lowest bits.
    ///   - size: at most 32.
    @inline(__always)
    mutating func write(_ value: UInt32, size: Int, into bytes: inout [UInt8]) {
        bits |= UInt64(value) << UInt64(truncatingIfNeeded: count)
        count += size
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            count -= 8
        }
    }

    /// Fills the last byte with zeros.
    mutating func align(into bytes: inout [UInt8]) {
        if count > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
        (bits, count) = (0, 0)
    }
}
