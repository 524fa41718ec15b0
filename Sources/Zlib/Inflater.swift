internal import CZlib

/// Decompresses deflate, piece by piece.
package struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the end of the deflated data has been read.
    package private(set) var hasEnded = false

    /// - Throws: `ZlibError` for lack of memory.
    package init(_ framing: DeflateFraming) throws(ZlibError) {
        stream = try .started {
            inflateInit2_($0, framing.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Prepares for another stream.
    package mutating func reset() {
        inflateReset(stream)
        hasEnded = false
    }

    /// Appends at most `most` bytes decompressed from `input[start...]`. It may append some and then throw.
    /// - Returns: how many bytes of `input` it consumed, and how many it appended.
    package mutating func inflate(
        _ input: [UInt8],
        from start: Int = 0,
        into output: inout [UInt8],
        atMost most: Int
    ) throws(ZlibError) -> (consumed: Int, produced: Int) {
        let before = output.count
        let (available, status) = input.withUnsafeBytes { source in
            let available = stream.setInput(source[start...])
            let status = stream.appendOutput(to: &output, atMost: min(most, 1 << 30)) {
                CZlib.inflate($0, Z_NO_FLUSH)
            }
            return (available, status)
        }
        switch status {
        case Z_STREAM_END: hasEnded = true
        case Z_OK, Z_BUF_ERROR: break
        default: throw ZlibError(message: stream.pointee.msg.map { String(cString: $0) } ?? "code \(status)")
        }
        return (available - Int(stream.pointee.avail_in), output.count - before)
    }
}
