internal import SketchModel
internal import SketchStreams

/// Timestamps as Kaggle writes them, in UTC and without a zone: `2017-03-02 23:25:10.074260`.
enum CSVTimestamp {
    /// The timestamp that all of `text` represents, or `nil`. The fraction may be missing or have one to six digits; a
    /// zone may follow, ` UTC`, `Z` or `+01:00`.
    static func parse(_ text: Span<UInt8>) -> Timestamp? {
        let zone = zone(atEndOf: text)
        guard let local = TimestampText.parseWithoutZone(text.extracting(0..<(text.count - zone.length))) else {
            return nil
        }
        return Timestamp(microseconds: local.microseconds - Int64(zone.minutes) * 60_000_000)
    }

    /// The number of bytes of the zone, and the minutes by which its clocks are ahead of UTC.
    private static func zone(atEndOf text: Span<UInt8>) -> (length: Int, minutes: Int) {
        let count = text.count
        if text.extracting(max(0, count - 4)..<count).spells(" UTC") { return (4, 0) }
        if text.extracting(max(0, count - 1)..<count).spells("Z") { return (1, 0) }
        let offset = text.extracting(max(0, count - 6)..<count)
        guard offset.count == 6, offset[3] == UInt8(ascii: ":"),
            offset[0] == UInt8(ascii: "+") || offset[0] == UInt8(ascii: "-"),
            let hours = twoDigits(offset, at: 1), hours < 24, let minutes = twoDigits(offset, at: 4), minutes < 60
        else { return (0, 0) }
        let ahead = hours * 60 + minutes
        return (6, offset[0] == UInt8(ascii: "+") ? ahead : -ahead)
    }

    private static func twoDigits(_ text: Span<UInt8>, at index: Int) -> Int? {
        let (tens, ones) = (text[index] &- 48, text[index + 1] &- 48)
        return tens < 10 && ones < 10 ? Int(tens * 10 + ones) : nil
    }

    /// Appends a timestamp that `TimestampText` can hold, with six digits after the point.
    static func append(_ timestamp: Timestamp, to bytes: inout [UInt8]) {
        let start = bytes.count
        TimestampText.append(timestamp, to: &bytes)
        bytes.removeLast(" UTC".utf8.count)
        if bytes.count - start == "2017-03-02 23:25:10".utf8.count { bytes.append(UInt8(ascii: ".")) }
        while bytes.count - start < "2017-03-02 23:25:10.074260".utf8.count { bytes.append(UInt8(ascii: "0")) }
    }
}
