/// Text in which characters that XML can't hold are written as `%` and two hexadecimal digits per byte.
package enum PercentText {
    /// Whether `text` contains characters that XML 1.0 can't hold.
    package static func isNeeded(for text: String) -> Bool { text.unicodeScalars.contains { !isHeld($0) } }

    /// Whether XML 1.0 can hold a character.
    package static func isHeld(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0a, 0x0d: true
        case 0..<0x20, 0xfffe, 0xffff: false
        default: true
        }
    }

    /// - Parameter isKept: whether a character that XML can hold, and that isn't `%`, stays as it is.
    package static func encode(_ text: String, keeping isKept: (Unicode.Scalar) -> Bool = { _ in true }) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHeld(scalar), scalar != "%", isKept(scalar) {
                result.append(scalar)
            } else {
                for byte in String(scalar).utf8 {
                    result.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
                }
            }
        }
        return String(result)
    }

    /// - Returns: `nil` if a `%` isn't followed by two digits, or the bytes aren't UTF-8.
    package static func decode(_ text: String) -> String? { decode(Array(text.utf8)[...]) }

    /// Decodes bytes of UTF-8 in the same way.
    package static func decode(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            if bytes[offset] == UInt8(ascii: "%") {
                guard offset + 2 < bytes.endIndex, let high = digit(bytes[offset + 1]),
                    let low = digit(bytes[offset + 2])
                else { return nil }
                result.append(high << 4 | low)
                offset += 3
            } else {
                result.append(bytes[offset])
                offset += 1
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    /// The value of a hexadecimal digit.
    package static func digit(_ byte: UInt8) -> UInt8? {
        if byte &- 48 < 10 { return byte - 48 }
        let letter = (byte | 32) &- 97
        return letter < 6 ? letter + 10 : nil
    }
}
