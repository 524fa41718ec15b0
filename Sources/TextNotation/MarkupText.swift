/// Text in XML and HTML.
package enum MarkupText {
    /// The entity for a character that markup itself uses; `nil` for all others.
    package static func entity(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        default: nil
        }
    }

    /// Text on one line, for use between tags and, with its quotes escaped, in attributes. Characters that XML cannot
    /// represent, and other control characters, become U+FFFD.
    package static func escaped(_ text: String, quotes: Bool = true) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where !quotes, "'" where !quotes: escaped.unicodeScalars.append(scalar)
            case "'": escaped += "&#39;"
            case "\t", "\n", "\r": escaped += " "
            case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default:
                if let entity = entity(scalar) { escaped += entity } else { escaped.unicodeScalars.append(scalar) }
            }
        }
        return escaped
    }

    /// A path relative to the page's folder, as a URL: everything except letters, digits and `-._~/` becomes `%` and
    /// two digits per byte, so that it cannot be read as a scheme or a query.
    package static func url(ofPath path: String) -> String {
        var url = path.hasPrefix("/") ? "." : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                url.unicodeScalars.append(Unicode.Scalar(byte))
            default: url += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return url
    }
}
