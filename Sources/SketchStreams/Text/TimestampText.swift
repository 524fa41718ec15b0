package import SketchModel

/// Timestamps as QuickDraw writes them: `2017-03-01 20:41:36.70725 UTC`, with up to six digits after the point, without
/// trailing zeros, and without the point if no digits follow.
package enum TimestampText {
    /// The timestamp that all of `bytes` represent, or `nil`.
    package static func parse(_ bytes: Span<UInt8>) -> Timestamp? {
        let end = bytes.count - 4
        guard end > 0, bytes[end] == UInt8(ascii: " "), bytes[end + 1] == UInt8(ascii: "U"),
            bytes[end + 2] == UInt8(ascii: "T"), bytes[end + 3] == UInt8(ascii: "C")
        else { return nil }
        return parseWithoutZone(bytes.extracting(0..<end))
    }

    /// The timestamp that all of `bytes` represent if they are taken as UTC, or `nil`: `2017-03-01 20:41:36.70725`.
    package static func parseWithoutZone(_ bytes: Span<UInt8>) -> Timestamp? {
        let shortest = 19
        let count = bytes.count
        guard count >= shortest, count <= shortest + 7 else { return nil }
        func number(_ start: Int, _ digits: Int) -> Int? {
            var value = 0
            for index in start..<(start + digits) {
                let digit = bytes[index] &- 48
                guard digit < 10 else { return nil }
                value = value &* 10 &+ Int(digit)
            }
            return value
        }
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
            let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2)
        else { return nil }

        var microsecond = 0
        if count > shortest {
            let digits = count - shortest - 1
            guard digits > 0, bytes[19] == UInt8(ascii: "."), let fraction = number(20, digits) else { return nil }
            microsecond = fraction
            for _ in digits..<6 { microsecond *= 10 }
        }
        return Timestamp(
            Timestamp.Components(
                year: year,
                month: month,
                day: day,
                hour: hour,
                minute: minute,
                second: second,
                microsecond: microsecond
            )
        )
    }

    /// Whether the form can hold the timestamp: its year has four digits.
    package static func holds(_ timestamp: Timestamp) -> Bool {
        // From 0000-01-01 00:00:00 to 9999-12-31 23:59:59.999999.
        (-62_167_219_200_000_000...253_402_300_799_999_999).contains(timestamp.microseconds)
    }

    /// Appends a timestamp that the form can hold.
    package static func append(_ timestamp: Timestamp, to bytes: inout [UInt8]) {
        let parts = timestamp.components
        bytes.append(addingCapacity: 30) { output in
            append(parts.year / 100, to: &output)
            append(parts.year % 100, "-", to: &output)
            append(parts.month, "-", to: &output)
            append(parts.day, " ", to: &output)
            append(parts.hour, ":", to: &output)
            append(parts.minute, ":", to: &output)
            append(parts.second, to: &output)
            if parts.microsecond != 0 {
                output.append(UInt8(ascii: "."))
                append(parts.microsecond / 10_000, to: &output)
                append(parts.microsecond / 100 % 100, to: &output)
                append(parts.microsecond % 100, to: &output)
                var fraction = parts.microsecond
                while fraction % 10 == 0 {
                    fraction /= 10
                    output.removeLast()
                }
            }
            for letter in " UTC".utf8 { output.append(letter) }
        }
    }

    /// Appends two digits and a separator.
    @inline(__always)
    private static func append(_ value: Int, _ separator: Unicode.Scalar? = nil, to output: inout OutputSpan<UInt8>) {
        let value = UInt8(truncatingIfNeeded: value)
        output.append(48 &+ value / 10)
        output.append(48 &+ value % 10)
        if let separator { output.append(UInt8(ascii: separator)) }
    }
}
