internal import CZlib

/// Compresses with raw deflate, piece by piece.
package struct Deflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Throws: `ArrayFault` with `ArrayFileError.cannotDeflate` if zlib fails for lack of memory.
    package init(level: Int32 = 6) throws(ArrayFault) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            -15,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else {
            stream.deallocate()
            throw ArrayFault(.cannotDeflate("zlib does not start: code \(status)"))
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Appends the output for `input`, and all remaining output if it is the last piece.
    /// - Throws: `ArrayFault` with `ArrayFileError.cannotDeflate`.
    package mutating func deflate(
        _ input: ArraySlice<UInt8>,
        isLast: Bool,
        into output: inout [UInt8]
    ) throws(ArrayFault) {
        var status = Z_OK
        input.withUnsafeBufferPointer { source in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                let before = output.count
                output.append(contentsOf: repeatElement(0, count: 1 << 16))
                output.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_out = target.baseAddress.map { $0 + before }
                    stream.pointee.avail_out = 1 << 16
                    status = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                }
                output.removeLast(Int(stream.pointee.avail_out))
            } while status == Z_OK && stream.pointee.avail_out == 0
        }
        // With nothing left to do, zlib reports that it made no progress.
        guard status == Z_STREAM_END || !isLast && (status == Z_OK || status == Z_BUF_ERROR) else {
            throw ArrayFault(.cannotDeflate("zlib fails: code \(status)"))
        }
    }
}
