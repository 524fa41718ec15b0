internal import XMLTrees

/// The text of annotations.
enum AnnotationText {
    /// The value of the attribute `encoding` of such text.
    static let encoding = "percent"

    /// The text of an element without the white space around it, unless it says that it is encoded; then exactly. `nil`
    /// if the encoding is broken.
    static func read(_ node: XMLNode) -> String? {
        if node["encoding"] == encoding { return PercentText.decode(node.textBytes) }
        return String(decoding: trimmed(node.textBytes), as: UTF8.self)
    }

    /// The type of annotations that say what an expression or a symbol is.
    static let truth = "truth"

    /// The same for the truth of an expression or a symbol, which may be between dollar signs, as LaTeX is.
    static func readTruth(_ node: XMLNode) -> String? {
        if node["encoding"] == encoding { return PercentText.decode(node.textBytes) }
        var text = trimmed(node.textBytes)
        let dollar = UInt8(ascii: "$")
        if text.count >= 2, text.first == dollar, text.last == dollar {
            text = trimmed(text.dropFirst().dropLast())
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether text would not be read back the same without an encoding.
    static func needsEncoding(_ text: String, isTruth: Bool) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        let dollar = UInt8(ascii: "$")
        return first <= 0x20 || last <= 0x20 || (isTruth && first == dollar && last == dollar)
            || text.unicodeScalars.contains { !PercentText.isHeld($0) }
    }

    /// Text with what XML or an annotation can't keep as `%` and two hexadecimal digits per byte.
    static func encode(_ text: String) -> String {
        PercentText.encode(text) { $0.value > 0x20 && $0 != "$" }
    }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop { $0 <= 0x20 }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }
}
