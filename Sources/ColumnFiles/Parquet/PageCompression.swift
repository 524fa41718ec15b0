internal import CLZ4
internal import CSnappy
internal import CZstd
internal import Zlib

/// Compresses and decompresses pages.
enum PageCompression {
    struct Failure: Error {
        var why: String
    }

    /// Replaces `output` by the `size` bytes that `bytes` decompress to.
    /// - Parameter size: has been checked against a limit.
    static func unpack(
        _ bytes: RawSpan,
        _ codec: ParquetCodec,
        size: Int,
        into output: inout [UInt8]
    ) throws(Failure) {
        output.removeAll(keepingCapacity: true)
        // Pages without values may have no compressed bytes at all.
        if size == 0, bytes.byteCount == 0 { return }
        switch codec {
        case .snappy: try unpackSnappy(bytes, size: size, into: &output)
        case .gzip: try unpackGzip(bytes, size: size, into: &output)
        case .zstd: try unpackZstd(bytes, size: size, into: &output)
        case .lz4Raw: try unpackLZ4(bytes, size: size, into: &output)
        default: bytes.append(to: &output)
        }
        guard output.count == size else { throw wrongSize }
    }

    private static var wrongSize: Failure { Failure(why: "a page doesn't have its declared size") }

    private static func unpackSnappy(_ bytes: RawSpan, size: Int, into output: inout [UInt8]) throws(Failure) {
        let status = bytes.withUnsafeBytes { source in
            let source = source.assumingMemoryBound(to: CChar.self)
            var declared = 0
            var status = snappy_uncompressed_length(source.baseAddress, source.count, &declared)
            guard status == SNAPPY_OK, declared == size else { return SNAPPY_INVALID_INPUT }
            output.append(addingCapacity: size) { span in
                span.withUnsafeMutableBufferPointer { target, initialized in
                    let place = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
                    status = snappy_uncompress(source.baseAddress, source.count, place, &declared)
                    initialized = status == SNAPPY_OK ? declared : 0
                }
            }
            return status
        }
        guard status == SNAPPY_OK else { throw Failure(why: "its Snappy data are damaged") }
    }

    private static func unpackZstd(_ bytes: RawSpan, size: Int, into output: inout [UInt8]) throws(Failure) {
        let status = bytes.withUnsafeBytes { source in
            var status = 0
            output.append(addingCapacity: size) { span in
                span.withUnsafeMutableBufferPointer { target, initialized in
                    status = ZSTD_decompress(target.baseAddress, size, source.baseAddress, source.count)
                    initialized = ZSTD_isError(status) == 0 ? status : 0
                }
            }
            return status
        }
        guard ZSTD_isError(status) == 0 else { throw Failure(why: String(cString: ZSTD_getErrorName(status))) }
    }

    private static func unpackLZ4(_ bytes: RawSpan, size: Int, into output: inout [UInt8]) throws(Failure) {
        let count = bytes.withUnsafeBytes { source -> Int32 in
            guard let length = Int32(exactly: source.count), let space = Int32(exactly: size) else { return -1 }
            let source = source.assumingMemoryBound(to: CChar.self)
            var count: Int32 = -1
            output.append(addingCapacity: size) { span in
                span.withUnsafeMutableBufferPointer { target, initialized in
                    let place = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
                    count = LZ4_decompress_safe(source.baseAddress, place, length, space)
                    initialized = max(0, Int(count))
                }
            }
            return count
        }
        guard count >= 0 else { throw Failure(why: "its LZ4 data are damaged") }
    }

    private static func unpackGzip(_ bytes: RawSpan, size: Int, into output: inout [UInt8]) throws(Failure) {
        var input: [UInt8] = []
        bytes.append(to: &input)
        do {
            var inflater = try Inflater(.gzip)
            var position = 0
            repeat {
                if inflater.hasEnded { inflater.reset() }
                // One byte more than there should be shows that there is more.
                let space = size + 1 - output.count
                let step = try inflater.inflate(input, from: position, into: &output, atMost: space)
                position += step.consumed
                if output.count > size || step.consumed + step.produced == 0 { throw wrongSize }
            } while !inflater.hasEnded || position < input.count
        } catch let error as ZlibError {
            throw Failure(why: error.message)
        } catch {
            throw wrongSize
        }
    }

    /// The compressed form of a page.
    static func pack(_ bytes: [UInt8], _ codec: ParquetCodec) throws(Failure) -> [UInt8] {
        switch codec {
        case .snappy: try packSnappy(bytes)
        case .gzip: try packGzip(bytes)
        case .zstd: try packZstd(bytes)
        default: bytes
        }
    }

    private static func packSnappy(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var status = SNAPPY_OK
        let space = snappy_max_compressed_length(bytes.count)
        let packed = [UInt8](unsafeUninitializedCapacity: space) { target, count in
            bytes.withUnsafeBytes { source in
                let source = source.assumingMemoryBound(to: CChar.self)
                let place = UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var length = space
                status = snappy_compress(source.baseAddress, source.count, place, &length)
                count = status == SNAPPY_OK ? length : 0
            }
        }
        guard status == SNAPPY_OK else { throw Failure(why: "Snappy fails") }
        return packed
    }

    private static func packZstd(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var status = 0
        let space = ZSTD_compressBound(bytes.count)
        let packed = [UInt8](unsafeUninitializedCapacity: space) { target, count in
            bytes.withUnsafeBytes { source in
                status = ZSTD_compress(target.baseAddress, space, source.baseAddress, source.count, 3)
            }
            count = ZSTD_isError(status) == 0 ? status : 0
        }
        guard ZSTD_isError(status) == 0 else { throw Failure(why: String(cString: ZSTD_getErrorName(status))) }
        return packed
    }

    private static func packGzip(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var packed: [UInt8] = []
        do {
            var deflater = try Deflater(.gzip, room: max(1 << 14, bytes.count / 2))
            try deflater.add(bytes.span.bytes, flush: .finish, into: &packed)
        } catch {
            throw Failure(why: error.message)
        }
        return packed
    }
}
