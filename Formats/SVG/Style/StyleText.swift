/// Parses lists of declarations, as in `style="fill: none; stroke: red !important"`.
enum StyleText {
    struct Declaration: Sendable {
        var property: AttributeName
        /// The value, in the text that contains the list.
        var value: Range<Int>
        var isImportant: Bool
    }

    /// The values that every property accepts.
    enum Keyword {
        case inherit, initial
        /// The property's default. What browsers go back to for `revert` is the same here.
        case unset
    }

    static func keyword(_ value: Span<UInt8>) -> Keyword? {
        guard (5...12).contains(value.count) else { return nil }
        switch value[0].lowercased {
        case UInt8(ascii: "i"):
            if value.equalsIgnoringCase("inherit") { return .inherit }
            return value.equalsIgnoringCase("initial") ? .initial : nil
        case UInt8(ascii: "u"): return value.equalsIgnoringCase("unset") ? .unset : nil
        case UInt8(ascii: "r"):
            return value.equalsIgnoringCase("revert") || value.equalsIgnoringCase("revert-layer") ? .unset : nil
        default: return nil
        }
    }

    /// The declarations in `range`. Those with an unknown property or an invalid form are left out.
    static func declarations(_ text: Span<UInt8>, in range: Range<Int>) -> [Declaration] {
        var declarations: [Declaration] = []
        var start = range.lowerBound
        var offset = start
        var depth = 0
        while offset <= range.upperBound {
            let isEnd = offset == range.upperBound
            if !isEnd {
                switch text[offset] {
                case UInt8(ascii: "("): depth += 1
                case UInt8(ascii: ")"): depth -= 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"): offset = endOfString(text, from: offset, in: range) - 1
                default: break
                }
            }
            if isEnd || (text[offset] == UInt8(ascii: ";") && depth <= 0) {
                if let declaration = declaration(text, in: start..<offset) { declarations.append(declaration) }
                start = offset + 1
                depth = 0
            }
            offset += 1
        }
        return declarations
    }

    /// The offset after a quoted string that begins at `start`.
    static func endOfString(_ text: Span<UInt8>, from start: Int, in range: Range<Int>) -> Int {
        var offset = start + 1
        while offset < range.upperBound {
            if text[offset] == text[start] { return offset + 1 }
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return range.upperBound
    }

    /// The text with each comment replaced by a space.
    static func withoutComments(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(UInt8(ascii: "*")) else { return text }
        let span = text.span
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var offset = 0
        while offset < text.count {
            if text[offset] == UInt8(ascii: "\"") || text[offset] == UInt8(ascii: "'") {
                let end = endOfString(span, from: offset, in: 0..<text.count)
                result.append(contentsOf: text[offset..<end])
                offset = end
            } else if span.hasPrefix("/*", at: offset) {
                offset += 2
                while offset < text.count, !span.hasPrefix("*/", at: offset) { offset += 1 }
                offset += 2
                result.append(UInt8(ascii: " "))
            } else {
                result.append(text[offset])
                offset += 1
            }
        }
        return result
    }

    private static func declaration(_ text: Span<UInt8>, in range: Range<Int>) -> Declaration? {
        guard let colon = range.first(where: { text[$0] == UInt8(ascii: ":") }) else { return nil }
        let name = text.trimmed(range.lowerBound..<colon)
        guard let property = property(text.extracting(name)) else { return nil }
        var value = text.trimmed((colon + 1)..<range.upperBound)
        var isImportant = false
        if let mark = value.last(where: { text[$0] == UInt8(ascii: "!") }),
            text.extracting(text.trimmed((mark + 1)..<value.upperBound)).equalsIgnoringCase("important")
        {
            isImportant = true
            value = text.trimmed(value.lowerBound..<mark)
        }
        return value.isEmpty ? nil : Declaration(property: property, value: value, isImportant: isImportant)
    }

    private static func property(_ name: Span<UInt8>) -> AttributeName? {
        if let property = attributeNames.find(name) { return property }
        let lowered = name.indices.map { name[$0].lowercased }
        return attributeNames.find(lowered.span)
    }
}
