/// The paint of a line or of an inside.
enum Paint: Sendable, Equatable {
    case none
    case colour(ColourValue)
    /// The `color` property of the element that is painted.
    case currentColor
    /// The paints of the `use` that draws the element.
    case contextFill, contextStroke
    /// A gradient or a pattern, as its element's index.
    case server(Int)
}

/// The text of a paint, before its reference is looked up.
enum PaintText {
    case paint(Paint)
    /// A reference to an element: the range of its fragment in the text, and the paint to use if it doesn't lead to
    /// one.
    case reference(fragment: Range<Int>, fallback: Paint)

    /// Parses `none`, a colour, `url(#id)` and `url(#id) none`; `nil` for anything else.
    init?(_ text: Span<UInt8>) {
        guard text.hasPrefix("url(", at: 0) else {
            guard let paint = Self.simple(text) else { return nil }
            self = .paint(paint)
            return
        }
        var offset = 4
        guard let fragment = Self.reference(text, &offset) else { return nil }
        let rest = text.trimmed(offset..<text.count)
        guard !rest.isEmpty else {
            self = .reference(fragment: fragment, fallback: .none)
            return
        }
        guard let fallback = Self.simple(text.extracting(rest)) else { return nil }
        self = .reference(fragment: fragment, fallback: fallback)
    }

    private static func simple(_ text: Span<UInt8>) -> Paint? {
        if let colour = ColourText.parse(text) { return .colour(colour) }
        if text.equalsIgnoringCase("none") { return Paint.none }
        if text.equalsIgnoringCase("currentcolor") { return .currentColor }
        if text.equalsIgnoringCase("context-fill") { return .contextFill }
        return text.equalsIgnoringCase("context-stroke") ? .contextStroke : nil
    }

    /// The range of the address in what follows `url(`, without quotes. Moves past the bracket.
    static func reference(_ text: Span<UInt8>, _ offset: inout Int) -> Range<Int>? {
        text.skipSpace(&offset)
        guard offset < text.count else { return nil }
        var address: Range<Int>
        if text[offset] == UInt8(ascii: "\"") || text[offset] == UInt8(ascii: "'") {
            let end = StyleText.endOfString(text, from: offset, in: 0..<text.count)
            guard end - offset >= 2, text[end - 1] == text[offset] else { return nil }
            address = (offset + 1)..<(end - 1)
            offset = end
            text.skipSpace(&offset)
        } else {
            let start = offset
            while offset < text.count, text[offset] != UInt8(ascii: ")") { offset += 1 }
            address = text.trimmed(start..<offset)
        }
        guard offset < text.count, text[offset] == UInt8(ascii: ")") else { return nil }
        offset += 1
        return address
    }
}
