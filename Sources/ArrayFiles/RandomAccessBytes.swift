/// Bytes that can be read from any place, such as a file or a buffer.
package protocol RandomAccessBytes {
    var count: Int { get }
    /// Appends the bytes of `range` to `buffer`; fewer only where the bytes end before it does.
    func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault)
}

/// A buffer as random access bytes.
package struct BytesInMemory: RandomAccessBytes {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count }

    package func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault) {
        buffer.append(contentsOf: bytes[range.clamped(to: bytes.indices)])
    }
}
