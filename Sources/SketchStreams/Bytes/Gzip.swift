internal import CZlib
internal import SketchModel

/// Decompresses gzip, member after member, as `gzip -d` does.
final class GzipUnpacker: Unpacker {
    private let name: String
    private let stream: UnsafeMutablePointer<z_stream>
    private var insideMember = true
    private var ended = false
    /// The number of bytes produced so far, which is the position that faults report.
    private var produced = 0

    init(name: String) throws(Fault) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, plus 16 for a gzip header instead of zlib's.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw Fault(source: name, reason: StreamError.cannotRead("zlib does not start: code \(status)"))
        }
        self.name = name
        self.stream = stream
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func unpack(
        _ input: inout [UInt8],
        inputEnded: Bool,
        into output: inout [UInt8],
        atMost most: Int
    ) throws(Fault) -> UnpackingStep {
        if ended { return .ended }
        if !insideMember {
            // Zeros may pad the file after the last member; anything else must be another member.
            let padding = input.prefix { $0 == 0 }.count
            input.removeFirst(padding)
            if input.isEmpty {
                if inputEnded { ended = true }
                return inputEnded ? .ended : .needsInput
            }
            if input.count < 2, !inputEnded { return .needsInput }
            guard input.starts(with: [0x1f, 0x8b]) else {
                throw fault(.damagedGzip("bytes follow that are not gzip"))
            }
            inflateReset(stream)
            insideMember = true
        }
        guard !input.isEmpty else {
            if inputEnded { throw fault(.truncatedGzip) }
            return .needsInput
        }

        let room = min(most, 1 << 20)
        var status = Z_OK
        var count = 0
        input.withUnsafeMutableBufferPointer { source in
            output.append(addingCapacity: room) { span in
                span.withUnsafeMutableBufferPointer { target, initialized in
                    stream.pointee.next_in = source.baseAddress
                    stream.pointee.avail_in = UInt32(min(source.count, Int(UInt32.max)))
                    stream.pointee.next_out = target.baseAddress.map { $0 + initialized }
                    stream.pointee.avail_out = UInt32(room)
                    status = CZlib.inflate(stream, Z_NO_FLUSH)
                    count = room - Int(stream.pointee.avail_out)
                    initialized += count
                }
            }
        }
        input.removeFirst(input.count - Int(stream.pointee.avail_in))
        switch status {
        case Z_STREAM_END: insideMember = false
        case Z_OK, Z_BUF_ERROR: break
        default:
            let why = stream.pointee.msg.map { String(cString: $0) } ?? "code \(status)"
            throw fault(.damagedGzip(why))
        }
        produced += count
        return count > 0 ? .produced(count) : .needsInput
    }

    private func fault(_ reason: StreamError) -> Fault {
        Fault(source: name, position: .bytes(offset: produced, record: nil), reason: reason)
    }
}

/// A piece of a gzip member, compressed independently of the others on any worker.
package struct DeflatedPiece: Sendable {
    package var bytes: [UInt8]
    package var checksum: UInt
    package var count: Int

    /// An empty piece.
    package init() {
        bytes = []
        checksum = 0
        count = 0
    }

    /// Deflates `bytes` so that pieces can be joined: each ends on a byte boundary, without a final block.
    /// - Throws: `StreamError.cannotCompress` if zlib fails for lack of memory.
    package init(_ bytes: [UInt8], level: Int32 = 6) throws(StreamError) {
        self.init()
        count = bytes.count
        guard !bytes.isEmpty else { return }
        var stream = z_stream()
        var status = deflateInit2_(
            &stream,
            level,
            Z_DEFLATED,
            -15,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else { throw .cannotCompress("zlib does not start: code \(status)") }
        defer { deflateEnd(&stream) }
        // zlib counts in 32 bits, so a chunk that transforms have made huge is passed in slices.
        let slice = 1 << 30
        var input = bytes
        input.withUnsafeMutableBufferPointer { source in
            var taken = 0
            while taken < source.count {
                let count = min(slice, source.count - taken)
                let start = source.baseAddress.map { $0 + taken }
                checksum = crc32(checksum, start, UInt32(count))
                stream.next_in = start
                stream.avail_in = UInt32(count)
                taken += count
                // Everything has been written once a call leaves space.
                repeat {
                    let flush = taken == source.count ? Z_FULL_FLUSH : Z_NO_FLUSH
                    status = Self.deflateSome(&stream, flush, into: &self.bytes)
                } while status == Z_OK && stream.avail_out == 0
            }
        }
        // With nothing left to do, zlib reports that it made no progress.
        guard status == Z_OK || status == Z_BUF_ERROR else { throw .cannotCompress("zlib fails: code \(status)") }
    }

    /// Extends this piece's checksum and count by those of `next`, which follows it. The bytes stay as they are.
    package mutating func count(_ next: DeflatedPiece) {
        checksum = crc32_combine(checksum, next.checksum, next.count)
        count += next.count
    }

    private static func deflateSome(_ stream: inout z_stream, _ flush: Int32, into bytes: inout [UInt8]) -> Int32 {
        let room = 1 << 17
        var status = Z_OK
        bytes.append(addingCapacity: room) { output in
            output.withUnsafeMutableBufferPointer { target, count in
                stream.next_out = target.baseAddress.map { $0 + count }
                stream.avail_out = UInt32(room)
                status = deflate(&stream, flush)
                count += room - Int(stream.avail_out)
            }
        }
        return status
    }
}

/// Joins deflated pieces into one gzip member without a name or a date.
package struct GzipMember {
    package static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    private var checksum: UInt = 0
    private var count = 0

    package init() {}

    package mutating func add(_ piece: DeflatedPiece) {
        checksum = crc32_combine(checksum, piece.checksum, piece.count)
        count += piece.count
    }

    /// The last, empty block, the checksum and the length.
    package var trailer: [UInt8] {
        var bytes: [UInt8] = [3, 0]
        for value in [UInt32(truncatingIfNeeded: checksum), UInt32(truncatingIfNeeded: count)] {
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
            }
        }
        return bytes
    }
}
