internal import SketchModel

/// Moments as QuickDraw writes them: `2017-03-01 20:41:36.70034 UTC`.
enum TimestampText {
    /// - Returns: `nil` for years outside 0…9999, which the form has no room for.
    static func print(_ timestamp: Timestamp) -> String? {
        let parts = timestamp.components
        guard (0...9999).contains(parts.year) else { return nil }
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        var fraction = padded(parts.microsecond, 6)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let date = "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
        let time = "\(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
        return "\(date) \(time)\(fraction.isEmpty ? "" : "." + fraction) UTC"
    }

    static func parse(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        var offset = 0
        func digits(_ count: Int) -> Int? {
            guard offset + count <= bytes.count, bytes[offset..<(offset + count)].allSatisfy(\.isDigit) else {
                return nil
            }
            defer { offset += count }
            return bytes[offset..<(offset + count)].reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        func skip(_ mark: String) -> Bool {
            guard bytes[offset...].starts(with: mark.utf8) else { return false }
            offset += mark.utf8.count
            return true
        }
        guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2), skip(" "),
            let hour = digits(2), skip(":"), let minute = digits(2), skip(":"), let second = digits(2)
        else { return nil }
        var microsecond = 0
        if skip(".") {
            let count = bytes[offset...].prefix(while: \.isDigit).count
            guard (1...6).contains(count), let fraction = digits(count) else { return nil }
            microsecond = (count..<6).reduce(fraction) { value, _ in value * 10 }
        }
        guard skip(" UTC"), offset == bytes.count else { return nil }
        return Timestamp(
            .init(
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
}
