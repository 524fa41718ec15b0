/// Writes text as XML.
enum MarkupText {
    /// Appends ` name="text"`.
    static func appendAttribute(_ name: AttributeName, _ text: String, to bytes: inout [UInt8]) {
        appendAttributeStart(name, to: &bytes)
        append(text, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends ` name="`.
    static func appendAttributeStart(_ name: AttributeName, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.rawValue.utf8)
        bytes.append(contentsOf: "=\"".utf8)
    }

    /// Appends text so that it reads back the same in an attribute or an element. Characters that XML can't hold become
    /// U+FFFD.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            case "\t", "\n", "\r": bytes.append(contentsOf: "&#\(scalar.value);".utf8)
            default: bytes.append(contentsOf: String(PercentText.isHeld(scalar) ? scalar : "\u{fffd}").utf8)
            }
        }
    }
}
