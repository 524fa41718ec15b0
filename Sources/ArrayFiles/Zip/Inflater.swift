internal import CZlib

/// Decompresses raw deflate, piece by piece.
struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var hasEnded = false

    init() throws(ArrayFault) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A negative window size means that there is neither a zlib nor a gzip header.
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw ArrayFault(.damagedDeflate("zlib does not start"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Appends at most `count` bytes unpacked from `input[consumed...]`, and advances `consumed`.
    mutating func inflate(
        _ input: [UInt8],
        consumed: inout Int,
        into output: inout [UInt8],
        atMost count: Int
    ) throws(ArrayFault) -> Int {
        let before = output.count
        let room = min(count, 1 << 30)
        output.append(contentsOf: repeatElement(0, count: room))
        var status = Z_OK
        let offset = consumed
        input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + offset })
                stream.pointee.avail_in = UInt32(min(source.count - offset, 1 << 30))
                let available = stream.pointee.avail_in
                stream.pointee.next_out = target.baseAddress.map { $0 + before }
                stream.pointee.avail_out = UInt32(room)
                status = CZlib.inflate(stream, Z_NO_FLUSH)
                consumed += Int(available - stream.pointee.avail_in)
            }
        }
        output.removeLast(Int(stream.pointee.avail_out))
        switch status {
        case Z_STREAM_END: hasEnded = true
        case Z_OK, Z_BUF_ERROR: break
        default: throw ArrayFault(.damagedDeflate(stream.pointee.msg.map { String(cString: $0) } ?? "code \(status)"))
        }
        return output.count - before
    }
}

/// The CRC-32 of ZIP and gzip, over bytes that come in pieces.
package struct Checksum: Sendable {
    package private(set) var value: UInt32 = 0

    package init() {}

    package mutating func add(_ bytes: ArraySlice<UInt8>) {
        value = bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: crc32_z(UInt(value), $0.baseAddress, $0.count))
        }
    }

    /// Adds `count` more bytes of which only the checksum is known.
    package mutating func add(checksum: UInt32, count: Int) {
        value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(checksum), count))
    }
}
