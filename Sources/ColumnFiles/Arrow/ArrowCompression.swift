internal import ArrayFiles
internal import CLZ4
internal import CZstd

/// How the buffers of a message are compressed, each by itself after the length of what it holds.
package enum ArrowCompression: Sendable, Hashable {
    case lz4
    case zstd

    /// The bytes that `source` holds.
    /// - Returns: `nil` unless there are exactly `count`.
    func decompress(_ source: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            source.withUnsafeBytes { source in
                let target = UnsafeMutableRawBufferPointer(start: target.baseAddress, count: count)
                let isComplete =
                    switch self {
                    case .lz4: Self.decompressLZ4(source, into: target)
                    case .zstd:
                        ZSTD_decompress(target.baseAddress, count, source.baseAddress, source.count) == count
                    }
                initialized = isComplete ? count : 0
            }
        }
        return bytes.count == count ? bytes : nil
    }

    /// Decompresses one frame of LZ4, which must fill the target.
    private static func decompressLZ4(
        _ source: UnsafeRawBufferPointer,
        into target: UnsafeMutableRawBufferPointer
    ) -> Bool {
        var context: OpaquePointer?
        guard LZ4F_isError(LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))) == 0 else { return false }
        defer { LZ4F_freeDecompressionContext(context) }
        var (taken, produced) = (0, 0)
        while true {
            var (input, output) = (source.count - taken, target.count - produced)
            let status = LZ4F_decompress(
                context,
                target.baseAddress.map { $0 + produced },
                &output,
                source.baseAddress.map { $0 + taken },
                &input,
                nil
            )
            if LZ4F_isError(status) != 0 { return false }
            (taken, produced) = (taken + input, produced + output)
            // 0 at the end of the frame.
            if status == 0 { return produced == target.count }
            if input == 0, output == 0 { return false }
        }
    }

    /// The bytes as a frame of Zstandard.
    static func zstdFrame(_ bytes: ArraySlice<UInt8>) throws(ArrayFault) -> [UInt8] {
        let room = ZSTD_compressBound(bytes.count)
        var status = 0
        let frame = [UInt8](unsafeUninitializedCapacity: room) { target, count in
            status = bytes.withUnsafeBytes { source in
                ZSTD_compress(target.baseAddress, room, source.baseAddress, source.count, 3)
            }
            count = ZSTD_isError(status) == 0 ? status : 0
        }
        guard ZSTD_isError(status) == 0 else {
            throw ArrayFault(ArrowError.cannotCompress(String(cString: ZSTD_getErrorName(status))))
        }
        return frame
    }
}
