/// The attributes that restrict an element to some viewers: those of `switch`, which apply to every element.
extension XMLTree {
    /// The language of the viewer.
    private static let language: StaticString = "en"

    /// Whether an element is meant for the viewer: it requires no extension, and its language is English or not given.
    func meetsConditions(_ node: Int) -> Bool {
        for index in nodes[node].attributes {
            let value = text.span.extracting(attributes[index].value)
            switch attributes[index].name {
            case .requiredExtensions: if !value.words().isEmpty { return false }
            case .systemLanguage: if !Self.isInLanguage(value) { return false }
            default: break
            }
        }
        return true
    }

    /// Whether one of the tags in a list separated by commas is the language or a variety of it, such as `en-GB`.
    private static func isInLanguage(_ list: Span<UInt8>) -> Bool {
        let length = language.utf8CodeUnitCount
        var start = 0
        for offset in 0...list.count where offset == list.count || list[offset] == UInt8(ascii: ",") {
            let tag = list.extracting(list.trimmed(start..<offset))
            start = offset + 1
            guard tag.count >= length, tag.extracting(0..<length).equalsIgnoringCase(language) else { continue }
            if tag.count == length || tag[length] == UInt8(ascii: "-") { return true }
        }
        return false
    }
}
