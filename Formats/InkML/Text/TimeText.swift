internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Moments as InkML writes them: `2011-02-22T00:21:40.232Z` in `timeString`, milliseconds since 1970 in `time`.
enum TimeText {
    /// A date and time of day of XML Schema, in UTC unless it has a zone; `nil` if it is none.
    static func parse(_ text: ArraySlice<UInt8>) -> Timestamp? {
        var bytes = Array(AnnotationText.trimmed(text))
        guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else { return nil }
        bytes[10] = UInt8(ascii: " ")
        var offsetMinutes = 0
        if bytes.last == UInt8(ascii: "Z") {
            bytes.removeLast()
        } else if bytes.count >= 25, let minutes = zone(bytes[(bytes.count - 6)...]) {
            offsetMinutes = minutes
            bytes.removeLast(6)
        }
        // Digits after the sixth are finer than a timestamp is.
        if bytes.count > 26, bytes[19] == UInt8(ascii: "."), bytes[26...].allSatisfy({ $0 &- 48 < 10 }) {
            bytes.removeLast(bytes.count - 26)
        }
        guard let local = TimestampText.parseWithoutZone(bytes.span) else { return nil }
        return Timestamp(microseconds: local.microseconds - Int64(offsetMinutes) * 60_000_000)
    }

    /// The minutes that `+01:30` or `-05:00` is ahead of UTC.
    private static func zone(_ text: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(text)
        let digits = [1, 2, 4, 5].map { Int(bytes[$0] &- 48) }
        guard bytes[3] == UInt8(ascii: ":"), digits.allSatisfy({ $0 < 10 }) else { return nil }
        let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        switch bytes[0] {
        case UInt8(ascii: "+"): return minutes
        case UInt8(ascii: "-"): return -minutes
        default: return nil
        }
    }

    /// The moment that many milliseconds after 1970 began; `nil` if it is out of range.
    static func moment(milliseconds: Double) -> Timestamp? {
        let microseconds = (milliseconds * 1000).rounded()
        guard abs(microseconds) < 0x1p62 else { return nil }
        return Timestamp(microseconds: Int64(microseconds))
    }

    /// Appends a moment that `TimestampText` can hold.
    static func append(_ timestamp: Timestamp, to bytes: inout [UInt8]) {
        let start = bytes.count
        TimestampText.append(timestamp, to: &bytes)
        bytes.removeLast(4)
        bytes[start + 10] = UInt8(ascii: "T")
        bytes.append(UInt8(ascii: "Z"))
    }
}
