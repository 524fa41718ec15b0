internal import XMLTrees

/// A selector such as `g.layer > path[stroke="red"]`: compounds joined by combinators.
struct Selector: Sendable {
    /// The most compounds in a selector, and the greatest depth of nested selectors.
    static let compoundLimit = 256
    static let depthLimit = 4

    /// Conditions on one element.
    struct Compound: Sendable {
        /// `nil` for any element.
        var type: ElementName?
        var conditions: [Condition] = []
        /// How it relates to the compound before it.
        var combinator = Combinator.descendant
    }

    /// The position of a compound's element relative to that of the compound before it.
    enum Combinator: Sendable {
        case descendant, child
        /// The sibling right after it, and any sibling after it.
        case next, later
    }

    enum Condition: Sendable {
        case id([UInt8])
        case className([UInt8])
        case attribute(AttributeName, unknownName: [UInt8], Match, [UInt8])
        case root, empty
        case place(Place)
        case only(ofType: Bool)
        case not([Selector])
        /// `:is()` and `:where()`; the latter adds nothing to the specificity.
        case any([Selector])
        /// States of a page in use, such as `:hover`.
        case never
    }

    /// Positions among siblings: `start`, `start + step`, `start + 2 · step` and so on, from 1.
    struct Place: Sendable {
        var step = 0
        var start = 1
        var fromEnd = false
        var ofType = false
    }

    /// How an attribute's value is compared.
    enum Match: Sendable {
        case isPresent, equals, word, prefix, suffix, substring, language
    }

    /// In the order written; the last one is the element's own.
    var compounds: [Compound]
    /// Identifiers, then classes and attributes, then types, as one number that compares as CSS specifies.
    var specificity: Int

    /// Parses one selector; `nil` if it is invalid, or has parts that aren't supported here.
    /// - Parameter depth: the number of selectors that it is nested in.
    init?(_ text: Span<UInt8>, depth: Int = 0) {
        compounds = []
        specificity = 0
        guard depth < Self.depthLimit else { return nil }
        var offset = 0
        text.skipSpace(&offset)
        var combinator = Combinator.descendant
        var isOpen = true
        while offset < text.count {
            guard compounds.count < Self.compoundLimit, var compound = Compound(text, &offset, depth, &specificity)
            else { return nil }
            compound.combinator = combinator
            compounds.append(compound)
            text.skipSpace(&offset)
            isOpen = true
            if offset < text.count {
                switch text[offset] {
                case UInt8(ascii: ">"): combinator = .child
                case UInt8(ascii: "+"): combinator = .next
                case UInt8(ascii: "~"): combinator = .later
                default:
                    combinator = .descendant
                    isOpen = false
                }
                if !isOpen { continue }
                offset += 1
                text.skipSpace(&offset)
            } else {
                isOpen = false
            }
        }
        if isOpen { return nil }
    }

    /// The selectors of a list; `nil` if any of them is invalid, as CSS specifies.
    static func list(_ text: Span<UInt8>, in range: Range<Int>, depth: Int = 0) -> [Selector]? {
        var selectors: [Selector] = []
        var start = range.lowerBound
        var offset = start
        var brackets = 0
        while offset <= range.upperBound {
            let isEnd = offset == range.upperBound
            if !isEnd {
                switch text[offset] {
                case UInt8(ascii: "("): brackets += 1
                case UInt8(ascii: ")"): brackets -= 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    offset = StyleText.endOfString(text, from: offset, in: range)
                    continue
                default: break
                }
            }
            if isEnd || (text[offset] == UInt8(ascii: ",") && brackets <= 0) {
                guard let selector = Selector(text.extracting(start..<offset), depth: depth) else { return nil }
                selectors.append(selector)
                start = offset + 1
            }
            offset += 1
        }
        return selectors
    }
}

extension Selector.Compound {
    /// Parses `type.class#id[attribute=value]:pseudo-class`, with at least one part, and adds to the specificity.
    fileprivate init?(_ text: Span<UInt8>, _ offset: inout Int, _ depth: Int, _ specificity: inout Int) {
        let start = offset
        if offset < text.count, text[offset] == UInt8(ascii: "*") {
            offset += 1
        } else if let name = Self.identifier(text, &offset) {
            type = elementNames.find(name.span) ?? .other
            specificity += 1
        }
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "."):
                offset += 1
                guard let name = Self.identifier(text, &offset) else { return nil }
                conditions.append(.className(name))
                specificity += Self.classWeight
            case UInt8(ascii: "#"):
                offset += 1
                guard let name = Self.identifier(text, &offset) else { return nil }
                conditions.append(.id(name))
                specificity += 1 << 40
            case UInt8(ascii: "["):
                offset += 1
                guard let condition = Self.attribute(text, &offset) else { return nil }
                conditions.append(condition)
                specificity += Self.classWeight
            case UInt8(ascii: ":"):
                offset += 1
                guard let condition = Self.pseudoClass(text, &offset, depth, &specificity) else { return nil }
                conditions.append(condition)
            case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "~"):
                if offset == start { return nil }
                return
            case let byte where byte.isSpace:
                if offset == start { return nil }
                return
            default: return nil
            }
        }
        if offset == start { return nil }
    }

    /// Parses what follows `[`, to after the `]`.
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

    fileprivate static func identifier(_ text: Span<UInt8>, _ offset: inout Int) -> [UInt8]? {
        var name: [UInt8] = []
        while offset < text.count {
            let byte = text[offset]
            if byte == UInt8(ascii: "\\"), offset + 1 < text.count {
                offset += 1
                name += escaped(text, &offset)
                continue
            }
            guard byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 128
            else { break }
            name.append(byte)
            offset += 1
        }
        return name.isEmpty ? nil : name
    }

    /// The character after a backslash: up to six hexadecimal digits and a space, or itself.
    private static func escaped(_ text: Span<UInt8>, _ offset: inout Int) -> [UInt8] {
        var value: UInt32 = 0
        var count = 0
        while offset < text.count, count < 6, let digit = PercentText.digit(text[offset]) {
            value = value << 4 | UInt32(digit)
            count += 1
            offset += 1
        }
        if count > 0 {
            if offset < text.count, text[offset].isSpace { offset += 1 }
            return Array(String(Unicode.Scalar(value) ?? "\u{fffd}").utf8)
        }
        defer { offset += 1 }
        return [text[offset]]
    }
}
