/// A tag of the language.
struct AnswerTag {
    enum Kind: Equatable {
        case concept, strokes, points, times, id, answer, thinking
        /// With its number.
        case stroke(Int)
    }

    var kind: Kind
    var isClosing: Bool
    /// Where it lies in the text, from `<` to after `>`.
    var range: Range<Int>

    /// The next tag from an offset on. Other tags are text.
    static func next(_ text: Span<UInt8>, from start: Int) -> AnswerTag? {
        var offset = start
        while offset < text.count {
            if text[offset] == UInt8(ascii: "<"), let tag = AnswerTag(text, at: offset) { return tag }
            offset += 1
        }
        return nil
    }

    /// `nil` if no tag of the language begins there. Case doesn't matter, and blanks may stand around the name.
    private init?(_ text: Span<UInt8>, at start: Int) {
        var offset = start + 1
        Self.skipBlanks(text, at: &offset)
        isClosing = offset < text.count && text[offset] == UInt8(ascii: "/")
        if isClosing { offset += 1 }
        Self.skipBlanks(text, at: &offset)
        var name: [UInt8] = []
        while offset < text.count, name.count < Self.longestName, let byte = Self.nameByte(text[offset]) {
            name.append(byte)
            offset += 1
        }
        Self.skipBlanks(text, at: &offset)
        guard offset < text.count, text[offset] == UInt8(ascii: ">"), let kind = Self.kind(name) else { return nil }
        self.kind = kind
        range = start..<offset + 1
    }

    private static let longestName = 10

    private static func kind(_ name: [UInt8]) -> Kind? {
        switch String(decoding: name, as: UTF8.self) {
        case "concept": .concept
        case "strokes": .strokes
        case "points": .points
        case "t_values": .times
        case "id": .id
        case "answer": .answer
        case "thinking": .thinking
        case let text where text.first == "s": Int(text.dropFirst()).map { .stroke($0) }
        default: nil
        }
    }

    /// A letter in lower case, a digit or `_`.
    private static func nameByte(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }

    private static func skipBlanks(_ text: Span<UInt8>, at offset: inout Int) {
        // A few: a `<` in prose may be followed by any number of them.
        for _ in 0..<4 where offset < text.count && (text[offset] == 0x20 || text[offset] &- 9 < 5) { offset += 1 }
    }
}
