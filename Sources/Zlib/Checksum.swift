internal import CZlib

/// The CRC-32 of ZIP, gzip and PNG over bytes that come in pieces, and their number.
package struct Checksum: Sendable {
    package private(set) var value: UInt32
    package private(set) var count: Int

    package init(value: UInt32 = 0, count: Int = 0) {
        self.value = value
        self.count = count
    }

    package mutating func add(_ bytes: RawSpan) {
        // zlib takes no bytes at no address for a request to start again.
        guard !bytes.isEmpty else { return }
        value = bytes.withUnsafeBytes {
            let start = $0.assumingMemoryBound(to: UInt8.self).baseAddress
            return UInt32(truncatingIfNeeded: crc32_z(UInt(value), start, $0.count))
        }
        count += bytes.byteCount
    }

    /// Adds bytes of which only the checksum is known.
    package mutating func add(_ next: Checksum) {
        value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(next.value), next.count))
        count += next.count
    }
}
