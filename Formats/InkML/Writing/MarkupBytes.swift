internal import TextNotation

/// Writes text and attributes as XML.
enum MarkupBytes {
    /// Appends text so that it reads back the same in an attribute or an element.
    static func appendText(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": bytes.append(contentsOf: "&#\(scalar.value);".utf8)
            default:
                if let entity = MarkupText.entity(scalar) {
                    bytes.append(contentsOf: entity.utf8)
                } else {
                    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
        }
    }

    /// Appends ` name="text"`.
    static func appendAttribute(_ name: String, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: " \(name)=\"".utf8)
        appendText(text, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends an annotation on a line of its own.
    static func appendAnnotation(_ type: String, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<annotation".utf8)
        appendAttribute("type", type, to: &bytes)
        if AnnotationText.needsEncoding(text, isTruth: type == AnnotationText.truth) {
            appendAttribute("encoding", AnnotationText.encoding, to: &bytes)
            bytes.append(UInt8(ascii: ">"))
            appendText(AnnotationText.encode(text), to: &bytes)
        } else {
            bytes.append(UInt8(ascii: ">"))
            appendText(text, to: &bytes)
        }
        bytes.append(contentsOf: "</annotation>\n".utf8)
    }
}
