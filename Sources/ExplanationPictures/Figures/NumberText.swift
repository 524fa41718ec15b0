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

    /// "97 %"; below one in a hundred "0.3 %", and below one in a thousand "< 0.1 %".
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "– %" }
        if share < 0.0005 { return share > 0 ? "< 0.1 %" : "0 %" }
        // A hundred is kept for what is certain.
        if share > 0.995, share < 1 { return "> 99 %" }
        return short(share * 100, digits: share < 0.00995 ? 1 : 0) + " %"
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
