/// Whole numbers as bytes, lowest byte first.
package enum LittleEndian {
    /// The number in the `count` bytes from `offset`, or `nil` if there are fewer bytes. `count` is at most 8.
    static func read(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt64? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return value
    }

    package static func append(_ value: some BinaryInteger, count: Int, to bytes: inout [UInt8]) {
        for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
