/// Writes bits, lowest first, as in deflate.
struct BitWriter: Sendable {
    private var bits: UInt64 = 0
    private var count = 0

    /// - Parameters:
    /// - value: zero above its `size` lowest bits.
    ///   - size: at most 32.
    @inline(__always)
    mutating func write(_ value: UInt32, size: Int, into bytes: inout [UInt8]) {
        // At most 31 bits are left over.
        bits |= UInt64(value) << UInt64(truncatingIfNeeded: count)
        count += size
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            count -= 8
        }
    }

    /// Writes a word for each token.
    /// - Parameters:
    ///   - words: the bits of each, times 256, plus their number, which is at most 24.
    ///   - bitCount: of all words together.
    mutating func write(_ tokens: Span<UInt16>, words: Span<UInt32>, bitCount: Int, into bytes: inout [UInt8]) {
        var (bits, count) = (bits, count)
        bytes.append(addingCapacity: bitCount / 8 + 8) { output in
            for index in tokens.indices {
                let word = words[Int(tokens[index])]
                bits |= UInt64(word >> 8) << UInt64(truncatingIfNeeded: count)
                count += Int(word & 255)
                guard count >= 32 else { continue }
                output.append(UInt8(truncatingIfNeeded: bits))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 24))
                bits >>= 32
                count -= 32
            }
        }
        (self.bits, self.count) = (bits, count)
    }

    /// Fills the last byte with zero bits.
    mutating func align(into bytes: inout [UInt8]) {
        write(0, size: (8 - count % 8) % 8, into: &bytes)
    }
}
