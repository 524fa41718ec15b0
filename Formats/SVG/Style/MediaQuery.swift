/// Media queries such as `screen and (min-width: 100px)`, evaluated for a light screen with the size that a document
/// asks for.
struct MediaQuery {
    private let screen: Viewport
    /// The first feature that is unknown here; a query with it doesn't match.
    private(set) var unread: String?

    init(screen: Viewport) { self.screen = screen }

    /// Whether one of the queries in a list matches; an empty list does.
    mutating func matches(_ list: Span<UInt8>) -> Bool {
        if list.trimmed(0..<list.count).isEmpty { return true }
        var start = 0
        for offset in 0...list.count where offset == list.count || list[offset] == UInt8(ascii: ",") {
            if matchesOne(list.extracting(start..<offset)) { return true }
            start = offset + 1
        }
        return false
    }

    private mutating func matchesOne(_ query: Span<UInt8>) -> Bool {
        var offset = 0
        var isNegated = false
        var result = true
        while true {
            query.skipSpace(&offset)
            guard offset < query.count else { return result != isNegated }
            if query[offset] == UInt8(ascii: "(") {
                let start = offset + 1
                while offset < query.count, query[offset] != UInt8(ascii: ")") { offset += 1 }
                guard offset < query.count, let isMet = feature(query.extracting(start..<offset)) else { return false }
                result = result && isMet
                offset += 1
                continue
            }
            let start = offset
            while offset < query.count, !query[offset].isSpace, query[offset] != UInt8(ascii: "(") { offset += 1 }
            let word = query.extracting(start..<offset)
            if word.equalsIgnoringCase("not") {
                isNegated = true
            } else if !word.equalsIgnoringCase("only"), !word.equalsIgnoringCase("and") {
                result = result && (word.equalsIgnoringCase("screen") || word.equalsIgnoringCase("all"))
            }
        }
    }

    private mutating func feature(_ text: Span<UInt8>) -> Bool? {
        let colon = text.indices.first { text[$0] == UInt8(ascii: ":") } ?? text.count
        let name = text.extracting(text.trimmed(0..<colon))
        let value = text.extracting(text.trimmed(min(colon + 1, text.count)..<text.count))
        if name.equalsIgnoringCase("prefers-color-scheme") { return value.equalsIgnoringCase("light") }
        if name.equalsIgnoringCase("prefers-reduced-motion") { return value.equalsIgnoringCase("no-preference") }
        if name.equalsIgnoringCase("orientation") {
            return value.equalsIgnoringCase(screen.width > screen.height ? "landscape" : "portrait")
        }
        if let length = Length(value, Length.Basis(screen: screen)) {
            let size = length.resolved(whole: 0, font: FontSize.medium)
            if name.equalsIgnoringCase("min-width") { return screen.width >= size }
            if name.equalsIgnoringCase("max-width") { return screen.width <= size }
            if name.equalsIgnoringCase("width") { return screen.width == size }
            if name.equalsIgnoringCase("min-height") { return screen.height >= size }
            if name.equalsIgnoringCase("max-height") { return screen.height <= size }
            if name.equalsIgnoringCase("height") { return screen.height == size }
        }
        if unread == nil { unread = text.extracting(0..<min(text.count, 40)).string }
        return nil
    }
}
