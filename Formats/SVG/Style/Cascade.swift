internal import XMLTrees

/// Computes the style of elements from attributes, rules, `style` and important declarations, each overriding the ones
/// before.
struct Cascade {
    /// The most work that a document may take: comparisons of a selector's parts with an element, and declarations of
    /// matching rules by their length.
    static let workLimit = 1 << 24
    /// The greatest depth of nested fallbacks of variables.
    private static let fallbackLimit = 8

    let tree: XMLTree
    let sheet: StyleSheet
    var matcher: SelectorMatcher
    private(set) var basis = Length.Basis()
    /// What styles contain that isn't read, each once.
    private(set) var notes: [String] = []
    /// The rarer properties of the elements that are being drawn; styles hold indices into it.
    private(set) var rares: [RareStyle] = []
    private var targets: [ArraySlice<UInt8>: Int]?

    /// Whether the limit is exceeded. Styles are wrong from then on.
    var isTooCostly: Bool { matcher.work > Self.workLimit }

    /// - Parameter keepsUnknown: whether rules without any property known here are also matched.
    init(_ tree: XMLTree, keepsUnknown: Bool = false) {
        self.tree = tree
        basis.screen = Viewport(screenOf: tree)
        sheet = StyleSheet(tree.styleSheets, screen: basis.screen, keepsUnknown: keepsUnknown)
        matcher = SelectorMatcher(tree)
        for note in sheet.notes { self.note(note) }
    }

    /// The declarations of all rules that match `node`, weakest first, as they are written.
    mutating func declarations(for node: Int) -> [UInt8] {
        var text: [UInt8] = []
        for rule in sheet.rules where matcher.matches(rule.selector, node) {
            matcher.work += rule.block.count / 16
            if isTooCostly { return text }
            let source = sheet.texts[rule.sheet]
            text += source[source.span.trimmed(rule.block)]
            if text.last != UInt8(ascii: ";") { text.append(UInt8(ascii: ";")) }
        }
        return text
    }

    /// The style of the root, whose font size is the unit `rem` everywhere.
    mutating func rootStyle() -> Style {
        let style = style(of: 0, parent: .initial, in: basis.screen)
        basis.rootFont = style.fontSize
        return style
    }

    /// The style of `node`, whose parent has the style `parent`.
    /// - Parameter viewport: the size that percentages in its transforms refer to.
    mutating func style(of node: Int, parent: Style, in viewport: Viewport) -> Style {
        var style = parent.inherited
        let inline = applyAttributes(of: node, to: &style, parent, viewport)
        guard inline != nil || !sheet.rules.isEmpty else { return style }
        let matching = sheet.rules.indices.filter { matcher.matches(sheet.rules[$0].selector, node) }
        for rule in matching { matcher.work += sheet.rules[rule].cost }
        if isTooCostly { return style }
        for rule in matching { apply(sheet.rules[rule], important: false, to: &style, parent, viewport) }
        if let inline { apply(inline, important: false, to: &style, parent, viewport) }
        for rule in matching { apply(sheet.rules[rule], important: true, to: &style, parent, viewport) }
        if let inline { apply(inline, important: true, to: &style, parent, viewport) }
        return style
    }

    /// Applies the presentation attributes.
    /// - Returns: the range of the value of `style`.
    private mutating func applyAttributes(
        of node: Int,
        to style: inout Style,
        _ parent: Style,
        _ viewport: Viewport
    ) -> Range<Int>? {
        let tree = tree
        let text = tree.text.span
        var inline: Range<Int>?
        for index in tree.nodes[node].attributes {
            let attribute = tree.attributes[index]
            switch attribute.name {
            case .stroke, .fill, .color, .opacity, .display, .visibility, .strokeOpacity, .fillOpacity, .strokeWidth,
                .fontSize, .strokeDasharray, .vectorEffect, .markerStart, .markerMid, .markerEnd, .clipPath, .mask,
                .filter, .stopColor, .stopOpacity, .transformOrigin:
                matcher.work += attribute.value.count / 16
                let value = text.extracting(text.trimmed(attribute.value))
                apply(attribute.name, value, to: &style, parent, viewport)
            case .systemLanguage, .requiredExtensions: style.meetsConditions = tree.meetsConditions(node)
            case .style:
                matcher.work += attribute.value.count / 16
                inline = attribute.value
            default: break
            }
        }
        return inline
    }

    private mutating func apply(
        _ rule: StyleSheet.Rule,
        important: Bool,
        to style: inout Style,
        _ parent: Style,
        _ viewport: Viewport
    ) {
        apply(rule.declarations, of: sheet.texts[rule.sheet], important, to: &style, parent, viewport)
    }

    private mutating func apply(
        _ inline: Range<Int>,
        important: Bool,
        to style: inout Style,
        _ parent: Style,
        _ viewport: Viewport
    ) {
        let text = StyleText.withoutComments(Array(tree.text[inline]))
        let declarations = StyleText.declarations(text.span, in: 0..<text.count)
        apply(declarations, of: text, important, to: &style, parent, viewport)
    }

    private mutating func apply(
        _ declarations: [StyleText.Declaration],
        of text: [UInt8],
        _ isImportant: Bool,
        to style: inout Style,
        _ parent: Style,
        _ viewport: Viewport
    ) {
        let text = text.span
        for declaration in declarations where declaration.isImportant == isImportant {
            apply(declaration.property, text.extracting(declaration.value), to: &style, parent, viewport)
        }
    }

    // MARK: Properties

    /// Sets one property. A value of the wrong form leaves the property unchanged.
    private mutating func apply(
        _ property: AttributeName,
        _ value: Span<UInt8>,
        to style: inout Style,
        _ parent: Style,
        _ viewport: Viewport,
        depth: Int = 0
    ) {
        if property == .stroke { style.saysStroke = true }
        if property == .strokeWidth { style.saysWidth = true }
        if let keyword = StyleText.keyword(value) {
            return apply(keyword, to: property, of: &style, parent)
        }
        if let fallback = variableFallback(value) {
            if fallback.isEmpty || depth == Self.fallbackLimit {
                return apply(.unset, to: property, of: &style, parent)
            }
            return apply(property, value.extracting(fallback), to: &style, parent, viewport, depth: depth + 1)
        }
        var isTaken = true
        switch property {
        case .stroke, .fill:
            guard let paint = paint(value, property) else { return }
            if property == .stroke { style.stroke = paint } else { style.fill = paint }
        case .markerStart, .markerMid, .markerEnd, .marker:
            if value.equals("none") {
                style.markers.subtract(property.markers)
            } else if let node = self.node(referredBy: value), tree.nodes[node].name == .marker {
                style.markers.formUnion(property.markers)
            }
        case .clipPath, .mask, .filter:
            if let isSet = setsEffect(value) {
                if isSet { style.effects.formUnion(property.effects) } else { style.effects.subtract(property.effects) }
            }
        case .stopColor:
            if let paint = paint(value, property) { changeRare(&style) { $0.stopColour = paint } }
        case .stopOpacity:
            var stop = Style.initial
            if stop.set(.opacity, to: value, parent: .initial, basis) {
                changeRare(&style) { $0.stopOpacity = stop.opacity }
            }
        case .all, .zoom, .animation, .animationName, .offsetPath, .mixBlendMode:
            if !value.equalsIgnoringCase("none"), !value.equalsIgnoringCase("normal") {
                note("the property '\(property.rawValue)' is not read")
            }
        case .x, .y, .cx, .cy, .r, .rx, .ry, .width, .height, .d, .transform, .translate, .rotate, .scale,
            .transformOrigin, .transformBox:
            let index = rareIndex(&style)
            isTaken = rares[index].set(property, to: value, basis, box: viewport) ?? false
        default: isTaken = style.set(property, to: value, parent: parent, basis)
        }
        // A value with a function may be valid without being known here.
        if !isTaken, value.indices.contains(where: { value[$0] == UInt8(ascii: "(") }) {
            note("\(property.rawValue) '\(Self.short(value))' is not read")
        }
    }

    private mutating func apply(
        _ keyword: StyleText.Keyword,
        to property: AttributeName,
        of style: inout Style,
        _ parent: Style
    ) {
        let isInherited = keyword == .inherit || keyword == .unset && property.isInherited
        style.take(property, from: isInherited ? parent : .initial)
        if style.rare >= 0 || property.isRare { rares[rareIndex(&style)].reset(property) }
    }

    private mutating func rareIndex(_ style: inout Style) -> Int {
        if style.rare < 0 {
            style.rare = rares.count
            rares.append(RareStyle())
        }
        return style.rare
    }

    private mutating func changeRare(_ style: inout Style, _ change: (inout RareStyle) -> Void) {
        change(&rares[rareIndex(&style)])
    }

    /// The rarer properties of an element that is being drawn.
    func rare(_ style: Style) -> RareStyle? { style.rare < 0 ? nil : rares[style.rare] }

    /// Discards the rarer properties, once they have been used.
    mutating func forgetRare() {
        if !rares.isEmpty { rares.removeAll(keepingCapacity: true) }
    }

    private mutating func paint(_ value: Span<UInt8>, _ property: AttributeName) -> Paint? {
        switch PaintText(value) {
        case nil:
            guard ColourText.isUnreadSpace(value) else { return nil }
            note("the colour '\(Self.short(value))' is not read and is taken for black")
            return .colour(.black)
        case .paint(let paint): return paint
        case .reference(let fragment, let fallback):
            guard let node = node(referredTo: value.extracting(fragment)) else { return fallback }
            switch tree.nodes[node].name {
            case .linearGradient, .radialGradient, .pattern: return .server(node)
            default: return fallback
            }
        }
    }

    /// Whether a value of `clip-path`, `mask` or `filter` has an effect; `nil` if its form is invalid.
    private mutating func setsEffect(_ value: Span<UInt8>) -> Bool? {
        if value.equalsIgnoringCase("none") { return false }
        if value.hasPrefix("url(", at: 0) { return node(referredBy: value) != nil }
        return value.indices.contains { value[$0] == UInt8(ascii: "(") } ? true : nil
    }

    /// The range of the fallback in `var(--name, fallback)`; empty if there is none. `nil` for other values.
    private mutating func variableFallback(_ value: Span<UInt8>) -> Range<Int>? {
        guard value.indices.contains(where: { value[$0] == UInt8(ascii: "(") && value.endsWith("var", at: $0) }) else {
            return nil
        }
        note("'\(Self.short(value))' is read as its fallback")
        guard value.hasPrefix("var(", at: 0), value[value.count - 1] == UInt8(ascii: ")"),
            let comma = value.indices.first(where: { value[$0] == UInt8(ascii: ",") })
        else { return 0..<0 }
        return value.trimmed((comma + 1)..<(value.count - 1))
    }

    // MARK: References and notes

    /// The element that `url(#id)` refers to.
    private mutating func node(referredBy value: Span<UInt8>) -> Int? {
        var offset = 4
        guard value.hasPrefix("url(", at: 0), let address = PaintText.reference(value, &offset) else { return nil }
        return node(referredTo: value.extracting(address))
    }

    /// The first element with the id in an address such as `#id`, either as written or with `%` sequences decoded.
    mutating func node(referredTo address: Span<UInt8>) -> Int? {
        guard !address.isEmpty, address[0] == UInt8(ascii: "#") else { return nil }
        if targets == nil {
            var found: [ArraySlice<UInt8>: Int] = [:]
            for node in tree.nodes.indices.reversed() {
                if let value = tree.value(.id, of: node) { found[tree.text[value]] = node }
            }
            targets = found
        }
        let fragment = address.extracting(1..<address.count).string
        if let node = targets?[ArraySlice(fragment.utf8)] { return node }
        guard fragment.utf8.contains(UInt8(ascii: "%")), let decoded = PercentText.decode(fragment) else { return nil }
        return targets?[ArraySlice(decoded.utf8)]
    }

    /// Notes once what isn't read.
    mutating func note(_ text: String) {
        if notes.count < Remarks.limit, !notes.contains(text) { notes.append(text) }
    }

    /// A value as it is shown in messages.
    private static func short(_ value: Span<UInt8>) -> String {
        let text = value.extracting(0..<min(value.count, 40)).string
        return value.count > 40 ? text + "…" : text
    }
}

extension AttributeName {
    /// Whether the property is one of the rarer ones.
    fileprivate var isRare: Bool {
        switch self {
        case .x, .y, .cx, .cy, .r, .rx, .ry, .width, .height, .d, .transform, .translate, .rotate, .scale,
            .transformOrigin, .transformBox, .stopColor, .stopOpacity:
            true
        default: false
        }
    }
}

extension Viewport {
    /// The size at which a document asks to be shown, in CSS pixels; the size of its view box if it doesn't say.
    fileprivate init(screenOf tree: XMLTree) {
        self.init(width: 100, height: 100)
        let text = tree.text.span
        if let box = tree.value(.viewBox, of: 0).flatMap({ ViewBox(text.extracting($0)) }) { self = box.size }
        func size(_ name: AttributeName) -> Double? {
            guard let value = tree.value(name, of: 0), let length = Length(text.extracting(value), Length.Basis()),
                length.percent == 0
            else { return nil }
            let size = length.resolved(whole: 0, font: FontSize.medium)
            return size > 0 ? size : nil
        }
        if let size = size(.width) { width = size }
        if let size = size(.height) { height = size }
    }
}
