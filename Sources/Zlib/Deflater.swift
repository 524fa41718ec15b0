internal import CZlib

/// Compresses with deflate, piece by piece.
package struct Deflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: Int

    /// What is complete in the output after a piece.
    package enum Flush {
        /// Nothing in particular.
        case none
        /// All bytes so far, such that what follows doesn't refer to them.
        case full
        /// The stream.
        case finish
    }

    /// - Parameters:
    ///   - level: from 0 (none) to 9 (most).
    ///   - room: the number of bytes of output that zlib is given space for at a time. The bytes depend on it only at
    ///     level 0 and, rarely, after a full flush.
    /// - Throws: `ZlibError` for another level, or for lack of memory.
    package init(_ framing: DeflateFraming, level: Int32 = 6, room: Int = 1 << 14) throws(ZlibError) {
        self.room = room
        stream = try .started { stream in
            let size = Int32(MemoryLayout<z_stream>.size)
            let strategy = Z_DEFAULT_STRATEGY
            return deflateInit2_(stream, level, Z_DEFLATED, framing.rawValue, 8, strategy, ZLIB_VERSION, size)
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Appends the output that is ready after `input`.
    package mutating func add(
        _ input: RawSpan,
        flush: Flush = .none,
        into output: inout [UInt8]
    ) throws(ZlibError) {
        let flushAtEnd =
            switch flush {
            case .none: Z_NO_FLUSH
            case .full: Z_FULL_FLUSH
            case .finish: Z_FINISH
            }
        let status = input.withUnsafeBytes { source in
            var status = Z_OK
            var taken = 0
            repeat {
                taken += stream.setInput(source[taken...])
                let flush = taken == source.count ? flushAtEnd : Z_NO_FLUSH
                // Everything has been written once a call leaves space.
                repeat {
                    status = stream.appendOutput(to: &output, atMost: room) { deflate($0, flush) }
                } while status == Z_OK && stream.pointee.avail_out == 0
            } while taken < source.count
            return status
        }
        // With nothing left to do, zlib reports that it made no progress.
        let isFine = flush == .finish ? status == Z_STREAM_END : status == Z_OK || status == Z_BUF_ERROR
        guard isFine else { throw ZlibError(message: "zlib fails: code \(status)") }
    }
}
