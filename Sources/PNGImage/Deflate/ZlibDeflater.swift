internal import CZlib

/// One zlib stream, written row by row.
struct ZlibDeflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private static let pieceSize = 16 * 1024

    /// - Throws: `PNGError.failed` if there is no memory left.
    init(level: Int) throws(PNGError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream,
            Int32(level),
            Z_DEFLATED,
            15,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else {
            stream.deallocate()
            throw .failed("there is no memory left")
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Appends the compressed bytes that are ready.
    mutating func add(_ bytes: RawSpan, isLast: Bool, into output: inout [UInt8]) throws(PNGError) {
        let isFine = bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
            stream.pointee.avail_in = UInt32(bytes.count)
            var status = Z_OK
            repeat {
                output.append(addingCapacity: Self.pieceSize) { piece in
                    piece.withUnsafeMutableBufferPointer { piece, count in
                        stream.pointee.next_out = piece.baseAddress
                        stream.pointee.avail_out = UInt32(piece.count)
                        status = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                        count = piece.count - Int(stream.pointee.avail_out)
                    }
                }
            } while status == Z_OK && stream.pointee.avail_out == 0
            return isLast ? status == Z_STREAM_END : status == Z_OK || status == Z_BUF_ERROR
        }
        guard isFine else { throw .failed("zlib cannot go on") }
    }
}
