internal import TextNotation
internal import XMLTrees

/// Writes text and attributes as XML.
enum AttributeMarkup {
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
            case "\t", "\n", "\r": bytes.append(contentsOf: "&#\(scalar.value);".utf8)
            default:
                let held = String(PercentText.isHeld(scalar) ? scalar : "\u{fffd}")
                bytes.append(contentsOf: (MarkupText.entity(scalar) ?? held).utf8)
            }
        }
    }
}
