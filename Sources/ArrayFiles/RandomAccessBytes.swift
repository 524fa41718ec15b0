/// Bytes that can be read from any offset, such as a file or a buffer.
package protocol RandomAccessBytes {
    var count: Int { get }
    /// Appends the bytes in `range` to `buffer`; fewer only if the bytes end first.
    func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault)
    /// Passes the bytes in `range` to `take`; fewer only if the bytes end first. Bytes that are already in memory
    /// aren't copied to `buffer`.
    func withBytes(
        _ range: Range<Int>,
        through buffer: inout [UInt8],
        _ take: (borrowing Span<UInt8>) -> Void
    ) throws(ArrayFault)
}

extension RandomAccessBytes {
    package func withBytes(
        _ range: Range<Int>,
        through buffer: inout [UInt8],
        _ take: (borrowing Span<UInt8>) -> Void
    ) throws(ArrayFault) {
        buffer.removeAll(keepingCapacity: true)
        try read(range, into: &buffer)
        take(buffer.span)
    }
}

/// A buffer as random access bytes.
package struct BytesInMemory: RandomAccessBytes {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count }

    package func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault) {
        buffer.append(contentsOf: bytes[range.clamped(to: bytes.indices)])
    }

    package func withBytes(
        _ range: Range<Int>,
        through buffer: inout [UInt8],
        _ take: (borrowing Span<UInt8>) -> Void
    ) throws(ArrayFault) {
        take(bytes.span.extracting(range.clamped(to: bytes.indices)))
    }
}

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
