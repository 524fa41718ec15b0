/// The rules of all `style` elements of a document, in the order in which later ones override earlier ones.
struct StyleSheet: Sendable {
    struct Rule: Sendable {
        var selector: Selector
        var declarations: [StyleText.Declaration]
        /// The text between its brackets.
        var block: Range<Int>
        /// The text that contains the declarations.
        var sheet: Int
        /// The cost of applying it: each declaration is visited twice, and its value may be long.
        var cost: Int
    }

    /// The greatest depth of nested media rules.
    private static let mediaDepthLimit = 32

    private(set) var rules: [Rule] = []
    /// The texts, without comments.
    private(set) var texts: [[UInt8]] = []
    /// What the texts contain that isn't read, each once.
    private(set) var notes: [String] = []
    private let keepsUnknown: Bool
    private let screen: Viewport

    /// - Parameters:
    ///   - screen: the screen for which media queries are evaluated.
    ///   - keepsUnknown: whether rules without any property known here are kept.
    init(_ sheets: [XMLTree.StyleElement], screen: Viewport, keepsUnknown: Bool = false) {
        self.keepsUnknown = keepsUnknown
        self.screen = screen
        for sheet in sheets where Self.isCSS(sheet.type.span) && applies(to: sheet.media.span) {
            texts.append(StyleText.withoutComments(sheet.text))
            let text = texts[texts.count - 1]
            addRules(of: text.span, in: 0..<text.count, sheet: texts.count - 1, depth: 0)
        }
        // The order is stable: rules with the same specificity stay in the order written.
        let order = rules.indices.sorted {
            (rules[$0].selector.specificity, $0) < (rules[$1].selector.specificity, $1)
        }
        rules = order.map { rules[$0] }
    }

    private static func isCSS(_ type: Span<UInt8>) -> Bool {
        let type = type.extracting(type.trimmed(0..<type.count))
        return type.isEmpty || type.equalsIgnoringCase("text/css")
    }

    private mutating func applies(to media: Span<UInt8>) -> Bool {
        var query = MediaQuery(screen: screen)
        let isMatch = query.matches(media)
        if let feature = query.unread { note("the media query '(\(feature))' is not read") }
        return isMatch
    }

    private mutating func note(_ text: String) {
        if notes.count < Remarks.limit, !notes.contains(text) { notes.append(text) }
    }

    private mutating func addRules(of text: Span<UInt8>, in range: Range<Int>, sheet: Int, depth: Int) {
        let text = text.extracting(0..<range.upperBound)
        var offset = range.lowerBound
        while true {
            while offset < text.count, text[offset].isSpace || text[offset] == UInt8(ascii: "}") { offset += 1 }
            guard offset < text.count else { return }
            let isAtRule = text[offset] == UInt8(ascii: "@")
            let start = offset
            offset = Self.end(of: text, from: offset, before: isAtRule ? "{;" : "{")
            let prelude = start..<offset
            let isStatement = offset == text.count || text[offset] == UInt8(ascii: ";")
            offset += 1
            let blockStart = min(offset, text.count)
            if !isStatement { offset = Self.endOfBlock(text, from: offset) }
            let block = blockStart..<max(min(offset, text.count), blockStart)
            if !isStatement { offset += 1 }
            if isAtRule {
                addRules(ofAtRule: prelude, isStatement ? nil : block, of: text, sheet: sheet, depth: depth)
            } else if !isStatement {
                addRule(prelude, block, of: text, sheet: sheet)
            }
        }
    }

    private mutating func addRules(
        ofAtRule prelude: Range<Int>,
        _ block: Range<Int>?,
        of text: Span<UInt8>,
        sheet: Int,
        depth: Int
    ) {
        var end = prelude.lowerBound + 1
        while end < prelude.upperBound, text[end].isLetter || text[end] == UInt8(ascii: "-") { end += 1 }
        let name = text.extracting((prelude.lowerBound + 1)..<end)
        if name.equalsIgnoringCase("media"), let block {
            if depth < Self.mediaDepthLimit, applies(to: text.extracting(end..<prelude.upperBound)) {
                addRules(of: text, in: block, sheet: sheet, depth: depth + 1)
            }
            return
        }
        for harmless: StaticString in [
            "charset", "namespace", "font-face", "keyframes", "-webkit-keyframes", "-moz-keyframes", "page", "property",
            "counter-style", "font-feature-values",
        ] where name.equalsIgnoringCase(harmless) {
            return
        }
        note("the rule '@\(name.extracting(0..<min(name.count, 40)).string)' is not read")
    }

    private mutating func addRule(_ prelude: Range<Int>, _ block: Range<Int>, of text: Span<UInt8>, sheet: Int) {
        let declarations = StyleText.declarations(text, in: block)
        if declarations.isEmpty, !keepsUnknown { return }
        if Self.end(of: text.extracting(0..<block.upperBound), from: block.lowerBound, before: "{") < block.upperBound {
            note("rules within rules are not read")
        }
        guard let selectors = Selector.list(text, in: prelude) else {
            let name = text.trimmed(prelude)
            note("the selector '\(text.extracting(name.prefix(40)).string)' is not read, so its rule is left out")
            return
        }
        let cost = declarations.reduce(0) { $0 + 2 + $1.value.count / 4 }
        for selector in selectors {
            rules.append(Rule(selector: selector, declarations: declarations, block: block, sheet: sheet, cost: cost))
        }
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
