/// Tells names that people give to groups from those that programs number.
enum GivenName {
    /// What drawing programs call groups and shapes by themselves.
    private static let generic: Set<String> = [
        "a", "artboard", "axes", "circle", "clip", "clip-path", "clippath", "combined-shape", "compound-path",
        "compound_path", "defs", "ellipse", "exclude", "figure", "fill", "frame", "g", "group", "icon", "id", "image",
        "intersect", "item", "layer", "line", "mask", "node", "object", "oval", "page", "patch", "path", "polygon",
        "polyline", "rect", "rectangle", "root", "shape", "slice", "stroke", "subtract", "surface", "svg", "svgid",
        "symbol", "text", "union", "use", "vector", "xmlid",
    ]

    /// A name for people, such as a label; `nil` if a program made it.
    static func label(_ text: String) -> String? { isNumbered(text) ? nil : text }

    /// An id, with characters that Illustrator and CorelDRAW escape (`left_x20_wing`) as they are; `nil` if a program
    /// made it.
    ///
    /// Ids with digits before their end, colons or brackets, as hashes and the ids of data sets have, are programs'.
    static func id(_ text: String) -> String? {
        let name = unescaped(text)
        if isNumbered(name) || name.hasPrefix("SVGRepo_") { return nil }
        let isMadeUp =
            name.contains { ":()[]{}".contains($0) } || stem(of: name).contains { $0.isASCII && $0.isNumber }
        return isMadeUp ? nil : name
    }

    /// Whether a name is a number, a letter or a generic word, with or without a number after it.
    private static func isNumbered(_ text: String) -> Bool {
        let stem = stem(of: text)
        return stem.utf8.count < 2 || generic.contains(stem.lowercased())
    }

    /// What remains without digits, spaces and signs at the end, and without brackets around it.
    private static func stem(of text: String) -> Substring {
        var stem = text[...]
        while let last = stem.last, last.isASCII, !last.isLetter { stem.removeLast() }
        while let first = stem.first, first == "<" || first == " " || first == "_" { stem.removeFirst() }
        return stem
    }

    /// Replaces `_x20_`, with two to four hexadecimal digits, by the character.
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.count < 1_000, text.contains("_x") else { return text }
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            let digits = rest.hasPrefix("_x") ? rest.dropFirst(2).prefix { $0.isHexDigit } : ""
            if (2...4).contains(digits.count), rest.dropFirst(2 + digits.count).first == "_",
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
            {
                result.unicodeScalars.append(scalar)
                rest = rest.dropFirst(3 + digits.count)
            } else {
                result.append(first)
                rest.removeFirst()
            }
        }
        return result
    }
}
