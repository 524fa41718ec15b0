internal import CZstd
internal import SketchModel

/// Decompresses Zstandard, frame after frame, as `zstd -d` does. Source: RFC 8878.
final class ZstdUnpacker: Unpacker {
    private let name: String
    private let stream: OpaquePointer
    private var isInFrame = false
    /// Whether more output may come without more input.
    private var mayHoldMore = false
    /// The number of bytes produced so far, which is the position that faults report.
    private var produced = 0

    /// The largest window that a frame may require: what `zstd -d` allows by default.
    static let windowLimit: Int32 = 27

    /// Whether a file that begins with `bytes` consists of frames, of which the first may be a skippable one.
    static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
            || bytes.dropFirst().starts(with: [0x2a, 0x4d, 0x18]) && bytes.first.map { $0 & 0xf0 == 0x50 } ?? false
    }

    init(name: String) throws(Fault) {
        guard let stream = ZSTD_createDStream() else {
            throw Fault(source: name, reason: StreamError.cannotRead("zstd does not start"))
        }
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowLimit)
        self.name = name
        self.stream = stream
    }

    deinit { ZSTD_freeDStream(stream) }

    func unpack(
        _ input: inout [UInt8],
        inputEnded: Bool,
        into output: inout [UInt8],
        atMost most: Int
    ) throws(Fault) -> UnpackingStep {
        guard !input.isEmpty || mayHoldMore else {
            if inputEnded, isInFrame { throw fault(.truncatedZstd) }
            return inputEnded ? .ended : .needsInput
        }
        let room = min(most, 1 << 20)
        var status = 0
        var (taken, count) = (0, 0)
        input.withUnsafeBytes { source in
            output.append(addingCapacity: room) { span in
                span.withUnsafeMutableBufferPointer { target, initialized in
                    var from = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
                    let place = target.baseAddress.map { $0 + initialized }
                    var into = ZSTD_outBuffer(dst: place, size: room, pos: 0)
                    status = ZSTD_decompressStream(stream, &into, &from)
                    (taken, count) = (from.pos, into.pos)
                    initialized += count
                }
            }
        }
        produced += count
        guard ZSTD_isError(status) == 0 else {
            if ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge {
                throw fault(.zstdWindow(limit: 1 << Int(Self.windowLimit)))
            }
            throw fault(.damagedZstd(String(cString: ZSTD_getErrorName(status))))
        }
        input.removeFirst(taken)
        // 0 means that a frame has ended and all of it has been written.
        isInFrame = status != 0
        mayHoldMore = isInFrame && count == room
        return count > 0 ? .produced(count) : .needsInput
    }

    private func fault(_ reason: StreamError) -> Fault {
        Fault(source: name, position: .bytes(offset: produced, record: nil), reason: reason)
    }
}

/// Zstandard frames with a checksum, which can be concatenated.
enum ZstdFrame {
    /// An empty frame: the magic number, a header with one segment and no size, and an empty, raw, last block.
    static let empty: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 0, 1, 0, 0]

    /// The bytes as one frame.
    /// - Throws: `StreamError.cannotCompress` if zstd fails for lack of memory.
    static func pack(_ bytes: [UInt8], level: Int32 = 3) throws(StreamError) -> [UInt8] {
        guard let context = ZSTD_createCCtx() else { throw .cannotCompress("zstd does not start") }
        defer { ZSTD_freeCCtx(context) }
        var status = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        if ZSTD_isError(status) == 0 { status = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1) }
        guard ZSTD_isError(status) == 0 else { throw .cannotCompress(String(cString: ZSTD_getErrorName(status))) }
        let room = ZSTD_compressBound(bytes.count)
        let frame = [UInt8](unsafeUninitializedCapacity: room) { target, count in
            status = bytes.withUnsafeBytes { source in
                ZSTD_compress2(context, target.baseAddress, room, source.baseAddress, source.count)
            }
            count = ZSTD_isError(status) == 0 ? status : 0
        }
        guard ZSTD_isError(status) == 0 else { throw .cannotCompress(String(cString: ZSTD_getErrorName(status))) }
        return frame
    }
}
