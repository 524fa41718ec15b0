/// Makes arbitrary text safe to show to a person.
package enum PrintableText {
    /// The text with everything made visible that would control a terminal or hide part of the text: control
    /// characters, marks that change the direction of writing, and bytes of a path that aren't UTF-8.
    /// - Parameter isJSON: whether the text is a JSON document, in which escapes are written as JSON escapes.
    package static func of(_ text: String, isJSON: Bool = false) -> String {
        // Most text is ASCII, and only these characters of it matter.
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
        return text.unicodeScalars.reduce(into: "") { printed, scalar in
            if let byte = PathText.byte(scalar) {
                printed += (isJSON ? "\\\\x" : "\\x") + String(byte, radix: 16)
            } else if scalar.properties.generalCategory == .control || steersDirection(scalar) {
                let value = scalar.value
                printed += isJSON ? "\\u\(value.digits(4, radix: 16))" : "\\u{\(value.digits(1, radix: 16))}"
            } else {
                printed.unicodeScalars.append(scalar)
            }
        }
    }

    private static func steersDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}

extension BinaryInteger {
    /// The digits of a number of 0 or more, at least `count`, with zeros before it.
    package func digits(_ count: Int, radix: Int = 10) -> String {
        let digits = String(self, radix: radix)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
