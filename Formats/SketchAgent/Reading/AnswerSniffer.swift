/// Recognises the language in the beginning of a text.
enum AnswerSniffer {
    /// Whether a stroke's tag, `<points>` and a cell follow one another.
    static func findsStroke(in prefix: [UInt8]) -> Bool {
        let text = prefix.span
        var offset = 0
        var isInStroke = false
        while let tag = AnswerTag.next(text, from: offset) {
            offset = tag.range.upperBound
            switch tag.kind {
            case .stroke, .strokes: isInStroke = !tag.isClosing
            case .points where isInStroke && !tag.isClosing:
                let list = offset..<min(offset + 64, text.count)
                if !CellList(text, list, on: Grid(size: 50)).cells.isEmpty { return true }
            default: break
            }
        }
        return false
    }
}
