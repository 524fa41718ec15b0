/// A text that is usually the same from one record to the next, so that its string is made only once.
struct RepeatedText {
    private var bytes: [UInt8] = []
    private var text = ""

    /// The string of `utf8`, which must be valid.
    @inline(__always)
    mutating func string(_ utf8: Span<UInt8>) -> String {
        if !isSame(utf8) { replace(utf8) }
        return text
    }

    @inline(__always)
    private func isSame(_ utf8: Span<UInt8>) -> Bool {
        guard utf8.count == bytes.count else { return false }
        let known = bytes.span
        for index in utf8.indices where utf8[index] != known[index] { return false }
        return true
    }

    @inline(never)
    private mutating func replace(_ utf8: Span<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        for index in utf8.indices { bytes.append(utf8[index]) }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The start of a text, for messages: at most 40 bytes, on one line.
    static func excerpt(_ utf8: Span<UInt8>) -> String {
        var text = ""
        var bytes: [UInt8] = []
        for index in 0..<min(utf8.count, 40) { bytes.append(utf8[index]) }
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            text.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{fffd}" : scalar)
        }
        return utf8.count > 40 ? text + "…" : text
    }
}
