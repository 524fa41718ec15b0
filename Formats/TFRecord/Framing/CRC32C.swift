/// The cyclic redundancy check of Castagnoli's polynomial, eight bytes at a time.
///
/// Source: RFC 3720, appendix B.4, for the polynomial; Kounavis and Berry, "A Systematic Approach to Building High
/// Performance Software-Based CRC Generators", 2005, for the tables.
enum CRC32C {
    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        let (raw, tables) = (bytes.bytes, tables.span)
        var crc = UInt32.max
        var offset = 0
        @inline(__always)
        func effect(_ byte: UInt64, before count: Int) -> UInt32 {
            // In bounds: there are eight tables of 256.
            tables[unchecked: count &<< 8 | Int(truncatingIfNeeded: byte & 0xff)]
        }
        while bytes.count &- offset >= 8 {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian ^ UInt64(crc)
            crc = effect(word, before: 7) ^ effect(word &>> 8, before: 6)
            crc ^= effect(word &>> 16, before: 5) ^ effect(word &>> 24, before: 4)
            crc ^= effect(word &>> 32, before: 3) ^ effect(word &>> 40, before: 2)
            crc ^= effect(word &>> 48, before: 1) ^ effect(word &>> 56, before: 0)
            offset &+= 8
        }
        while offset < bytes.count {
            crc = crc &>> 8 ^ effect(UInt64(crc) ^ UInt64(bytes[offset]), before: 0)
            offset &+= 1
        }
        return ~crc
    }

    /// The checksum as record files store it, so that data that contain checksums are not mistaken for them. Source:
    /// TensorFlow, `tsl/lib/hash/crc32c.h`.
    static func masked(_ bytes: Span<UInt8>) -> UInt32 {
        let crc = checksum(bytes)
        return (crc >> 15 | crc << 17) &+ 0xa282_ead8
    }

    /// The effect of each byte if `count` more bytes come after it, at `256 * count + byte`.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = (0..<256).map { byte in
            (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0x82f6_3b78 : 0) }
        }
        for index in 0..<(7 * 256) {
            let crc = tables[index]
            tables.append(crc >> 8 ^ tables[Int(crc & 0xff)])
        }
        return tables
    }()
}
