internal import SketchStreams

/// Numbers as people and pictures read them.
enum NumberText {
    /// With at most so many digits after the point, and no more than are needed; never an exponent.
    static func short(_ value: Double, digits: Int) -> String {
        var bytes: [UInt8] = []
        DecimalText.append(rounded(value, digits: digits), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// With exactly so many digits after the point.
    static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return "–" }
        var text = short(value, digits: digits)
        if digits == 0 { return text }
        var places = 0
        if let point = text.firstIndex(of: ".") {
            places = text.distance(from: point, to: text.endIndex) - 1
        } else {
            text += "."
        }
        return text + String(repeating: "0", count: max(0, digits - places))
    }

    /// "97 %", below one in a hundred "0.3 %", below one in a thousand "< 0.1 %". The page's script says the same.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        let share = rounded(share, digits: 4)
        if share < 0.001 { return "< 0.1 %" }
        return share < 0.0095 ? fixed(100 * share, digits: 1) + " %" : short(100 * share, digits: 0) + " %"
    }

    private static func rounded(_ value: Double, digits: Int) -> Double {
        guard value.isFinite else { return 0 }
        let scale = powersOfTen[min(max(digits, 0), powersOfTen.count - 1)]
        // No negative zeros, and nothing that needs an exponent.
        let rounded = (min(max(value, -1e9), 1e9) * scale).rounded() / scale + 0
        return rounded == 0 ? 0 : rounded
    }

    private static let powersOfTen = [1.0, 10, 100, 1000, 10_000]
}
