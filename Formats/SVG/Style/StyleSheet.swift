/// The rules of all `style` elements of a document, in the order in which later ones win.
struct StyleSheet: Sendable {
    struct Rule: Sendable {
        var selector: Selector
        var declarations: [StyleText.Declaration]
        /// All that is written between its brackets.
        var block: Range<Int>
        /// Which text the declarations are in.
        var sheet: Int
        /// What applying it takes: each declaration is met twice, and its value may be long.
        var cost: Int
    }

    private(set) var rules: [Rule] = []
    /// The texts, without comments.
    private(set) var texts: [[UInt8]] = []

    /// - Parameter keepsUnknown: whether rules without any property that means something here are kept.
    init(_ sheets: [[UInt8]], keepsUnknown: Bool = false) {
        for sheet in sheets {
            texts.append(StyleText.withoutComments(sheet))
            addRules(of: texts[texts.count - 1], sheet: texts.count - 1, keepsUnknown)
        }
        // A stable order: rules of one specificity stay as they were written.
        let order = rules.indices.sorted {
            (rules[$0].selector.specificity, $0) < (rules[$1].selector.specificity, $1)
        }
        rules = order.map { rules[$0] }
    }

    private mutating func addRules(of text: [UInt8], sheet: Int, _ keepsUnknown: Bool) {
        let text = text.span
        var offset = 0
        while true {
            while offset < text.count, text[offset].isSpace || text[offset] == UInt8(ascii: "}") { offset += 1 }
            guard offset < text.count else { return }
            let isAtRule = text[offset] == UInt8(ascii: "@")
            let start = offset
            offset = Self.end(of: text, from: offset, before: isAtRule ? "{;" : "{")
            guard offset < text.count else { return }
            let prelude = start..<offset
            let isStatement = text[offset] == UInt8(ascii: ";")
            offset += 1
            if isStatement { continue }
            let blockStart = offset
            offset = Self.endOfBlock(text, from: offset)
            let block = blockStart..<offset
            offset += 1
            if isAtRule { continue }
            let declarations = StyleText.declarations(text, in: block)
            if declarations.isEmpty, !keepsUnknown { continue }
            let selectors = Self.selectors(text, in: prelude)
            let cost = declarations.reduce(0) { $0 + 2 + $1.value.count / 4 }
            for selector in selectors ?? [] {
                rules.append(
                    Rule(selector: selector, declarations: declarations, block: block, sheet: sheet, cost: cost)
                )
            }
        }
    }

    /// The selectors of a list; none at all where one of them is wrong, as CSS says.
    private static func selectors(_ text: Span<UInt8>, in range: Range<Int>) -> [Selector]? {
        var selectors: [Selector] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            let end = Self.end(of: text.extracting(0..<range.upperBound), from: offset, before: ",")
            guard let selector = Selector(text.extracting(offset..<end)) else { return nil }
            selectors.append(selector)
            offset = end + 1
        }
        return selectors
    }

    /// The offset of the first of `marks` outside strings, or the end.
    private static func end(of text: Span<UInt8>, from start: Int, before marks: String) -> Int {
        var offset = start
        while offset < text.count {
            let byte = text[offset]
            if marks.utf8.contains(byte) { return offset }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                offset = StyleText.endOfString(text, from: offset, in: 0..<text.count)
            } else {
                offset += 1
            }
        }
        return text.count
    }

    /// The offset of the bracket that closes a block, or the end.
    private static func endOfBlock(_ text: Span<UInt8>, from start: Int) -> Int {
        var depth = 0
        var offset = start
        while true {
            offset = end(of: text, from: offset, before: "{}")
            guard offset < text.count else { return offset }
            if text[offset] == UInt8(ascii: "{") {
                depth += 1
            } else if depth == 0 {
                return offset
            } else {
                depth -= 1
            }
            offset += 1
        }
    }
}
