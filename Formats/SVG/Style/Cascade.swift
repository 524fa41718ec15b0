/// Works out the style of elements: attributes, rules, `style` and what is important, the later over the earlier.
struct Cascade {
    /// How many comparisons of a selector's parts with an element, and declarations of matching rules by their length,
    /// a document may take.
    static let workLimit = 1 << 24

    private let tree: XMLTree
    private let sheet: StyleSheet
    private var work = 0

    /// Whether the limit is exceeded. Styles are wrong from then on.
    var isTooCostly: Bool { work > Self.workLimit }

    /// - Parameter keepsUnknown: whether rules without any property that means something here are matched too.
    init(_ tree: XMLTree, keepsUnknown: Bool = false) {
        self.tree = tree
        sheet = StyleSheet(tree.styleSheets, keepsUnknown: keepsUnknown)
    }

    /// The declarations of all rules that match `node`, the weakest first, as they are written.
    mutating func declarations(for node: Int) -> [UInt8] {
        var text: [UInt8] = []
        for rule in sheet.rules where matches(rule.selector, node) {
            work += rule.block.count / 16
            if isTooCostly { return text }
            let source = sheet.texts[rule.sheet]
            text += source[source.span.trimmed(rule.block)]
            if text.last != UInt8(ascii: ";") { text.append(UInt8(ascii: ";")) }
        }
        return text
    }

    /// The style of `node` below a parent of style `parent`.
    mutating func style(of node: Int, parent: Style) -> Style {
        var style = parent.inherited
        let inline = applyAttributes(of: node, to: &style, parent: parent)
        guard inline != nil || !sheet.rules.isEmpty else { return style }
        let matching = sheet.rules.indices.filter { matches(sheet.rules[$0].selector, node) }
        for rule in matching { work += sheet.rules[rule].cost }
        if isTooCostly { return style }
        for rule in matching { apply(sheet.rules[rule], important: false, to: &style, parent: parent) }
        if let inline { apply(inline, important: false, to: &style, parent: parent) }
        for rule in matching { apply(sheet.rules[rule], important: true, to: &style, parent: parent) }
        if let inline { apply(inline, important: true, to: &style, parent: parent) }
        return style
    }

    /// Applies the presentation attributes.
    /// - Returns: where the value of `style` is.
    private mutating func applyAttributes(of node: Int, to style: inout Style, parent: Style) -> Range<Int>? {
        let tree = tree
        let text = tree.text.span
        var inline: Range<Int>?
        for index in tree.nodes[node].attributes {
            let attribute = tree.attributes[index]
            switch attribute.name {
            case .stroke, .fill, .color, .opacity, .display, .visibility, .strokeOpacity, .fillOpacity, .strokeWidth,
                .fontSize:
                work += attribute.value.count / 16
                style.set(attribute.name, to: text.extracting(text.trimmed(attribute.value)), parent: parent)
            case .systemLanguage, .requiredExtensions: style.meetsConditions = tree.meetsConditions(node)
            case .style:
                work += attribute.value.count / 16
                inline = attribute.value
            default: break
            }
        }
        return inline
    }

    private func apply(_ rule: StyleSheet.Rule, important: Bool, to style: inout Style, parent: Style) {
        apply(rule.declarations, of: sheet.texts[rule.sheet], important: important, to: &style, parent: parent)
    }

    private func apply(_ inline: Range<Int>, important: Bool, to style: inout Style, parent: Style) {
        let text = StyleText.withoutComments(Array(tree.text[inline]))
        let declarations = StyleText.declarations(text.span, in: 0..<text.count)
        apply(declarations, of: text, important: important, to: &style, parent: parent)
    }

    private func apply(
        _ declarations: [StyleText.Declaration],
        of text: [UInt8],
        important: Bool,
        to style: inout Style,
        parent: Style
    ) {
        let text = text.span
        for declaration in declarations where declaration.isImportant == important {
            let value = text.extracting(declaration.value)
            if declaration.property == .transform {
                if let transform = TransformText.parse(value) { style.transform = transform }
            } else {
                style.set(declaration.property, to: value, parent: parent)
            }
        }
    }

    // MARK: Matching

    private mutating func matches(_ selector: Selector, _ node: Int) -> Bool {
        let last = selector.compounds.count - 1
        return matches(selector.compounds[last], node) && matchesAncestors(selector.compounds, below: last, of: node)
    }

    /// Whether the compounds before `index` match ancestors of `node`, for some choice of them.
    private mutating func matchesAncestors(_ compounds: [Selector.Compound], below index: Int, of node: Int) -> Bool {
        guard index > 0 else { return true }
        var ancestor = tree.nodes[node].parent
        while ancestor >= 0, !isTooCostly {
            if matches(compounds[index - 1], ancestor),
                matchesAncestors(compounds, below: index - 1, of: ancestor)
            {
                return true
            }
            if compounds[index].isChild { return false }
            ancestor = tree.nodes[ancestor].parent
        }
        return false
    }

    private mutating func matches(_ compound: Selector.Compound, _ node: Int) -> Bool {
        work += 1 + compound.conditions.count
        if let type = compound.type, type == .other || tree.nodes[node].name != type { return false }
        for condition in compound.conditions where !matches(condition, node) { return false }
        return true
    }

    private mutating func matches(_ condition: Selector.Condition, _ node: Int) -> Bool {
        let tree = tree
        let text = tree.text.span
        switch condition {
        case .id(let id):
            return tree.value(.id, of: node).map { text.extracting($0).equals(id.span) } ?? false
        case .className(let name):
            guard let range = tree.value(.classNames, of: node) else { return false }
            return Self.compare(text.extracting(range), .word, name, &work)
        case .attribute(let name, let unknownName, let match, let wanted):
            for index in tree.nodes[node].attributes where tree.attributes[index].name == name {
                let attribute = tree.attributes[index]
                let start = attribute.value.lowerBound
                if name == .other,
                    !text.extracting((start - attribute.nameLength)..<start).equals(unknownName.span)
                {
                    continue
                }
                return Self.compare(text.extracting(attribute.value), match, wanted, &work)
            }
            return false
        }
    }

    private static func compare(
        _ value: Span<UInt8>,
        _ match: Selector.Match,
        _ wanted: [UInt8],
        _ work: inout Int
    ) -> Bool {
        let wanted = wanted.span
        let passes = match == .substring ? wanted.count : 1
        let (cost, overflows) = value.count.multipliedReportingOverflow(by: passes)
        work += overflows ? workLimit : min(cost / 16, workLimit)
        if work > workLimit { return false }
        switch match {
        case .isPresent: return true
        case .equals: return value.equals(wanted)
        case .word: return !wanted.isEmpty && value.words().contains { value.extracting($0).equals(wanted) }
        case .prefix: return !wanted.isEmpty && value.holds(wanted, at: 0)
        case .suffix: return !wanted.isEmpty && value.holds(wanted, at: value.count - wanted.count)
        case .substring: return !wanted.isEmpty && value.indices.contains { value.holds(wanted, at: $0) }
        case .language:
            return value.equals(wanted)
                || (value.holds(wanted, at: 0) && value[wanted.count] == UInt8(ascii: "-"))
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether `part` lies at `offset`.
    fileprivate func holds(_ part: Span<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, offset + part.count <= count else { return false }
        return extracting(offset..<(offset + part.count)).equals(part)
    }
}
