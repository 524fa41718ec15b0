/// A selector such as `g.layer > path[stroke="red"]`: compounds joined by descendance.
struct Selector: Sendable {
    /// Conditions on one element.
    struct Compound: Sendable {
        /// `nil` for any element.
        var type: ElementName?
        var conditions: [Condition] = []
        /// Whether the compound before it must match the parent itself, rather than any ancestor.
        var isChild = false
    }

    enum Condition: Sendable {
        case id([UInt8])
        case className([UInt8])
        case attribute(AttributeName, unknownName: [UInt8], Match, [UInt8])
    }

    /// How an attribute's value is compared.
    enum Match: Sendable {
        case isPresent, equals, word, prefix, suffix, substring, language
    }

    /// In the order they are written; the last one is the element's own.
    var compounds: [Compound]
    /// Identifiers, then classes and attributes, then types, as one number that compares as CSS says.
    var specificity: Int

    /// Reads one selector; `nil` where it is wrong, or has parts that are not supported here.
    init?(_ text: Span<UInt8>) {
        compounds = []
        specificity = 0
        var offset = 0
        text.skipSpace(&offset)
        var isChild = false
        while offset < text.count {
            guard var compound = Compound(text, &offset) else { return nil }
            compound.isChild = isChild
            compounds.append(compound)
            text.skipSpace(&offset)
            isChild = false
            if offset < text.count, text[offset] == UInt8(ascii: ">") {
                isChild = true
                offset += 1
                text.skipSpace(&offset)
            }
        }
        guard !compounds.isEmpty, !isChild else { return nil }
        for compound in compounds {
            if compound.type != nil { specificity += 1 }
            for condition in compound.conditions {
                if case .id = condition { specificity += 1 << 40 } else { specificity += 1 << 20 }
            }
        }
    }
}

extension Selector.Compound {
    /// Reads `type.class#id[attribute=value]`, with at least one part.
    fileprivate init?(_ text: Span<UInt8>, _ offset: inout Int) {
        let start = offset
        if offset < text.count, text[offset] == UInt8(ascii: "*") {
            offset += 1
        } else if let name = Self.identifier(text, &offset) {
            type = elementNames.find(name.span) ?? .other
        }
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "."):
                offset += 1
                guard let name = Self.identifier(text, &offset) else { return nil }
                conditions.append(.className(name))
            case UInt8(ascii: "#"):
                offset += 1
                guard let name = Self.identifier(text, &offset) else { return nil }
                conditions.append(.id(name))
            case UInt8(ascii: "["):
                offset += 1
                guard let condition = Self.attribute(text, &offset) else { return nil }
                conditions.append(condition)
            case UInt8(ascii: ">"): return
            case let byte where byte.isSpace: return
            default: return nil
            }
        }
        if offset == start { return nil }
    }

    /// What follows `[`, to behind the `]`.
    private static func attribute(_ text: Span<UInt8>, _ offset: inout Int) -> Selector.Condition? {
        text.skipSpace(&offset)
        guard let name = identifier(text, &offset) else { return nil }
        text.skipSpace(&offset)
        guard offset < text.count else { return nil }
        let known = attributeNames.find(name.span) ?? .other
        var match = Selector.Match.isPresent
        var value: [UInt8] = []
        if text[offset] != UInt8(ascii: "]") {
            switch text[offset] {
            case UInt8(ascii: "="): match = .equals
            case UInt8(ascii: "~"): match = .word
            case UInt8(ascii: "^"): match = .prefix
            case UInt8(ascii: "$"): match = .suffix
            case UInt8(ascii: "*"): match = .substring
            case UInt8(ascii: "|"): match = .language
            default: return nil
            }
            offset += 1
            if match != .equals {
                guard offset < text.count, text[offset] == UInt8(ascii: "=") else { return nil }
                offset += 1
            }
            text.skipSpace(&offset)
            guard let wanted = string(text, &offset) else { return nil }
            value = wanted
            text.skipSpace(&offset)
        }
        guard offset < text.count, text[offset] == UInt8(ascii: "]") else { return nil }
        offset += 1
        return .attribute(known, unknownName: name, match, value)
    }

    private static func string(_ text: Span<UInt8>, _ offset: inout Int) -> [UInt8]? {
        guard offset < text.count else { return nil }
        guard text[offset] == UInt8(ascii: "\"") || text[offset] == UInt8(ascii: "'") else {
            return identifier(text, &offset)
        }
        let end = StyleText.endOfString(text, from: offset, in: 0..<text.count)
        guard end - offset >= 2, text[end - 1] == text[offset] else { return nil }
        defer { offset = end }
        return ((offset + 1)..<(end - 1)).map { text[$0] }
    }

    private static func identifier(_ text: Span<UInt8>, _ offset: inout Int) -> [UInt8]? {
        var name: [UInt8] = []
        while offset < text.count {
            let byte = text[offset]
            guard byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 128
            else { break }
            name.append(byte)
            offset += 1
        }
        return name.isEmpty ? nil : name
    }
}
