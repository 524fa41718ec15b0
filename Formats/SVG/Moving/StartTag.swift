/// The positions of the parts of an element's start tag, in a document that is known to be well-formed.
struct StartTag {
    struct Attribute {
        var name: Range<Int>
        /// The text between the quotes.
        var value: Range<Int>
        /// From the white space before the name to the second quote.
        var whole: Range<Int>
    }

    /// The name, with its prefix.
    var name: Range<Int>
    var attributes: [Attribute] = []
    /// From `<` to after `>`.
    var range: Range<Int>
    /// Whether it ends in `/>`, so that the element has no content.
    var isClosed = false

    /// - Returns: `nil` if no tag begins at `start`.
    init?(_ text: [UInt8], at start: Int) {
        guard start < text.count, text[start] == UInt8(ascii: "<") else { return nil }
        var offset = start + 1
        func skip(while condition: (UInt8) -> Bool) {
            while offset < text.count, condition(text[offset]) { offset += 1 }
        }
        let isEnd = { (byte: UInt8) in byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") }
        skip { !$0.isSpace && !isEnd($0) }
        name = (start + 1)..<offset
        guard !name.isEmpty else { return nil }
        range = start..<offset
        while offset < text.count {
            let whole = offset
            skip { $0.isSpace }
            guard offset < text.count else { return nil }
            if isEnd(text[offset]) { break }
            let name = offset
            skip { !$0.isSpace && $0 != UInt8(ascii: "=") && !isEnd($0) }
            let nameEnd = offset
            skip { $0.isSpace || $0 == UInt8(ascii: "=") }
            guard offset < text.count, text[offset] == UInt8(ascii: "\"") || text[offset] == UInt8(ascii: "'") else {
                return nil
            }
            let quote = text[offset]
            offset += 1
            let value = offset
            skip { $0 != quote }
            attributes.append(Attribute(name: name..<nameEnd, value: value..<offset, whole: whole..<(offset + 1)))
            offset += 1
        }
        guard offset < text.count else { return nil }
        isClosed = text[offset] == UInt8(ascii: "/")
        offset += isClosed ? 2 : 1
        guard offset <= text.count else { return nil }
        range = start..<offset
    }

    /// The end of the attributes; the end of the name if there are none.
    var attributesEnd: Int { attributes.last?.whole.upperBound ?? name.upperBound }

    /// The prefix of the name, with its colon.
    func prefix(in text: [UInt8]) -> Range<Int> {
        let colon = text[name].lastIndex(of: UInt8(ascii: ":"))
        return name.lowerBound..<(colon.map { $0 + 1 } ?? name.lowerBound)
    }

    /// The attribute with a name.
    func attribute(_ wanted: String, in text: [UInt8]) -> Attribute? {
        attributes.first { text[$0.name].elementsEqual(wanted.utf8) }
    }

    /// The text between the element's tags, and the end of the element; `nil` if it has no end.
    func extent(in text: [UInt8]) -> (content: Range<Int>, end: Int)? {
        if isClosed { return (range.upperBound..<range.upperBound, range.upperBound) }
        var depth = 1
        var markup = Markup(text, in: range.upperBound..<text.count)
        while let item = markup.next() {
            switch item {
            case .start(let tag): depth += tag.isClosed ? 0 : 1
            case .end(let range):
                depth -= 1
                if depth == 0 { return (self.range.upperBound..<range.lowerBound, range.upperBound) }
            }
        }
        return nil
    }
}

/// The tags in a part of a document that is known to be well-formed. Comments and the like are skipped.
struct Markup {
    enum Item {
        case start(StartTag)
        case end(Range<Int>)
    }

    private let text: [UInt8]
    private var offset: Int
    private let end: Int

    init(_ text: [UInt8], in range: Range<Int>) {
        self.text = text
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Continues after an element.
    mutating func skip(to offset: Int) { self.offset = max(self.offset, offset) }

    mutating func next() -> Item? {
        while offset < end {
            guard text[offset] == UInt8(ascii: "<") else {
                offset += 1
                continue
            }
            if holds("<!--") {
                pass("-->", from: offset + 4)
            } else if holds("<![CDATA[") {
                pass("]]>", from: offset + 9)
            } else if holds("<?") {
                pass("?>", from: offset + 2)
            } else if holds("</") {
                let start = offset
                pass(">", from: offset + 2)
                return .end(start..<offset)
            } else {
                guard let tag = StartTag(text, at: offset) else { return nil }
                offset = tag.range.upperBound
                return .start(tag)
            }
        }
        return nil
    }

    private func holds(_ mark: StaticString) -> Bool { text.span.hasPrefix(mark, at: offset) }

    private mutating func pass(_ mark: StaticString, from start: Int) {
        offset = start
        while offset < end, !text.span.hasPrefix(mark, at: offset) { offset += 1 }
        offset = min(offset + mark.utf8CodeUnitCount, end)
    }
}
