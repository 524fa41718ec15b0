internal import MessageFields
/// What is around a record's data, numbers little-endian:
///
///     0            uint64  length of the data
///     8            uint32  masked checksum of these eight bytes
///     12           the data
///     12 + length  uint32  masked checksum of the data
///
/// Source: TensorFlow, `tsl/lib/io/record_writer.h`.
enum RecordFrame {
    static let headerSize = 12
    static let checksumSize = 4

    /// Where a record lies, or why that can't be told.
    enum Extent {
        case whole(data: Range<Int>)
        /// The bytes end before the record does.
        case cut(TFRecordError)
        /// The length is wrong, and with it the place of everything after it.
        case broken(TFRecordError)
    }

    /// Follows the length of the record at `start`, at most `longest`.
    @inline(__always)
    static func extent(_ bytes: Span<UInt8>, at start: Int, longest: Int) -> Extent {
        let left = bytes.count - start
        guard left >= headerSize else { return .cut(.cutHeader(found: left)) }
        let length = number(bytes, at: start, as: UInt64.self)
        let stored = number(bytes, at: start + 8, as: UInt32.self)
        let computed = CRC32C.masked(bytes.extracting(start..<(start + 8)))
        guard stored == computed else {
            return .broken(.lengthChecksum(length: length, computed: computed, stored: stored))
        }
        guard length <= UInt64(longest) else { return .broken(.tooLong(length, limit: longest)) }
        let (first, size) = (start + headerSize, Int(length) + checksumSize)
        guard left - headerSize >= size else {
            return .cut(.cutData(expected: size, found: left - headerSize))
        }
        return .whole(data: first..<(first + Int(length)))
    }

    /// Whether the bytes begin with a length and its checksum.
    static func isHeader(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= headerSize else { return false }
        return number(bytes, at: 8, as: UInt32.self) == CRC32C.masked(bytes.extracting(0..<8))
    }

    /// Compares the data's checksum with the one stored after them.
    @inline(__always)
    static func check(_ data: Range<Int>, in bytes: Span<UInt8>) throws(MessageFault) {
        let stored = number(bytes, at: data.upperBound, as: UInt32.self)
        let computed = CRC32C.masked(bytes.extracting(data))
        guard stored == computed else {
            throw MessageFault(TFRecordError.dataChecksum(computed: computed, stored: stored), at: data.upperBound)
        }
    }

    /// Appends a record.
    /// - Parameter appendData: appends exactly `length` bytes.
    static func append(length: Int, to bytes: inout [UInt8], _ appendData: (inout [UInt8]) -> Void) {
        let start = bytes.count
        append(UInt64(length), to: &bytes)
        append(CRC32C.masked(bytes.span.extracting(start..<bytes.count)), to: &bytes)
        let first = bytes.count
        appendData(&bytes)
        append(CRC32C.masked(bytes.span.extracting(first..<bytes.count)), to: &bytes)
    }

    @inline(__always)
    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    @inline(__always)
    private static func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: Span<UInt8>,
        at offset: Int,
        as type: Number.Type
    ) -> Number {
        bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type).littleEndian
    }
}
