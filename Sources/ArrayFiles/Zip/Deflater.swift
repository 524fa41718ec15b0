internal import CZlib

/// Raw deflate, a piece at a time.
package struct Deflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    package init(level: Int32 = 6) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            -15,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Appends what `input` gives, or what is left where it is the last.
    package mutating func deflate(_ input: ArraySlice<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        input.withUnsafeBufferPointer { source in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                let before = output.count
                output.append(contentsOf: repeatElement(0, count: 1 << 16))
                output.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_out = target.baseAddress.map { $0 + before }
                    stream.pointee.avail_out = 1 << 16
                    CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                }
                output.removeLast(Int(stream.pointee.avail_out))
            } while stream.pointee.avail_out == 0
        }
    }
}
