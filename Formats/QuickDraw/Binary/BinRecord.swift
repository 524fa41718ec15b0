internal import SketchModel

/// One record of a `.bin` file, all numbers little-endian:
///
///     0  uint64   key_id
///     8  char[2]  countrycode
///     10 uint8    recognized, 0 or 1
///     11 uint32   timestamp, seconds since 1970
///     15 uint16   number of strokes
///     17          for each stroke: uint16 number of points, their x, their y, a byte each
enum BinRecord {
    static let headerSize = 17

    /// Where a record ends, or where the bytes end before it is complete.
    enum Extent: Equatable {
        case whole(end: Int, points: Int)
        /// The header is incomplete.
        case cutHeader
        /// The stroke's count is incomplete, or its points, which should take `size` bytes from `start`.
        case cutStroke(Int, of: Int, start: Int, size: Int)
    }

    /// Follows the counts of the record at `start`.
    @inline(__always)
    static func extent(_ bytes: Span<UInt8>, at start: Int) -> Extent {
        guard bytes.count - start >= headerSize else { return .cutHeader }
        let strokes = count(bytes, at: start + 15)
        var offset = start + headerSize
        var points = 0
        for stroke in 0..<strokes {
            guard bytes.count - offset >= 2 else {
                return .cutStroke(stroke, of: strokes, start: offset, size: 2)
            }
            let count = count(bytes, at: offset)
            guard bytes.count - offset >= 2 + 2 * count else {
                return .cutStroke(stroke, of: strokes, start: offset, size: 2 + 2 * count)
            }
            offset += 2 + 2 * count
            points += count
        }
        return .whole(end: offset, points: points)
    }

    @inline(__always)
    static func count(_ bytes: Span<UInt8>, at offset: Int) -> Int {
        Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    }

    @inline(__always)
    static func number(_ bytes: Span<UInt8>, at offset: Int, size: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<size { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return value
    }

    /// What shows, from its header, that a complete record is invalid.
    @inline(__always)
    static func fault(_ bytes: Span<UInt8>, at start: Int) -> BinError? {
        let (first, second) = (bytes[start + 8], bytes[start + 9])
        guard (0x20..<0x7f ~= first && 0x20..<0x7f ~= second) || (first == 0 && second == 0) else {
            return .badCountryCode(first, second)
        }
        return bytes[start + 10] <= 1 ? nil : .badRecognized(bytes[start + 10])
    }

    /// The number of plausible records at the start of `prefix`, which may cut the last, and whether none is cut; 0 if
    /// any isn't plausible.
    static func plausibleRecords(atStartOf prefix: Span<UInt8>) -> (count: Int, areWhole: Bool) {
        var offset = 0
        var records = 0
        while offset + headerSize <= prefix.count {
            guard fault(prefix, at: offset) == nil, count(prefix, at: offset + 15) > 0 else {
                return (0, false)
            }
            records += 1
            guard case .whole(let end, _) = extent(prefix, at: offset) else { break }
            offset = end
        }
        return (records, offset == prefix.count)
    }
}

/// Why a record of a `.bin` file can't be read. Strokes count from 0.
package enum BinError: FaultReason, Hashable {
    case cutHeader(found: Int)
    case cutStroke(Int, of: Int, expected: Int, found: Int)
    case badCountryCode(UInt8, UInt8)
    case badRecognized(UInt8)
    case tooLong(limit: Int)

    package var message: String {
        switch self {
        case .cutHeader(let found): "the file ends after \(found) of the 17 bytes that a record begins with"
        case .cutStroke(let stroke, let strokes, let expected, let found):
            "the file ends in stroke \(stroke + 1) of \(strokes): it takes \(expected) bytes, and \(found) are left"
        case .badCountryCode(let first, let second):
            "the country code is the bytes \(first) and \(second), not two ASCII characters"
        case .badRecognized(let value): "recognized is \(value), not 0 or 1"
        case .tooLong(let limit): "a record takes more than \(limit) bytes"
        }
    }

    package var advice: String? {
        switch self {
        case .cutHeader, .cutStroke: "fetch the file again, or keep only what came before"
        case .badCountryCode, .badRecognized, .tooLong:
            "the file is damaged before this place, or is not a QuickDraw .bin"
        }
    }
}
