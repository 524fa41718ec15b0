internal import XMLTrees

/// Builds the tree from the parser's events. Elements in other namespaces are left out, with everything in them.
final class XMLTreeBuilder: XMLReceiver {
    /// The greatest depth of nested elements.
    static let depthLimit = 1_000
    /// The most namespace declarations that are in force at once; any others are taken for namespaces other than SVG.
    static let bindingLimit = 256
    /// The most text that entities may add to that of the file.
    static let expansionLimit = 16 << 20

    var tree = XMLTree()
    /// Why the tree can't be completed.
    private(set) var fault: SVGFault?
    /// Whether text is needed, which is only in `style` elements.
    private(set) var wantsText = false
    var isStopped: Bool { fault != nil }

    private let sourceLength: Int
    private var current = -1
    private var depth = 0
    /// The number of open elements in a part that is left out.
    private var skippedDepth = 0
    private var takenText = 0
    private var bindings: [NamespaceBinding] = []

    /// A prefix declared by an open element.
    private struct NamespaceBinding {
        var prefix: [UInt8]
        var isSVG: Bool
        var depth: Int
    }

    init(sourceLength: Int) {
        self.sourceLength = sourceLength
        tree.text.reserveCapacity(sourceLength)
    }

    func fail(_ reason: SVGError, at offset: Int) {
        if fault == nil { fault = SVGFault(reason: reason, offset: offset) }
    }

    /// Takes a namespace declaration of the element that is about to begin.
    /// - Parameter attribute: its name, `xmlns` or `xmlns:prefix`.
    func declareNamespace(_ attribute: Span<UInt8>, as uri: Span<UInt8>) {
        guard skippedDepth == 0, bindings.count < Self.bindingLimit else { return }
        var prefix: [UInt8] = []
        for index in attribute.indices.dropFirst(6) { prefix.append(attribute[index]) }
        let isSVG = uri.equals("http://www.w3.org/2000/svg") || (prefix.isEmpty && uri.isEmpty)
        bindings.append(NamespaceBinding(prefix: prefix, isSVG: isSVG, depth: depth + 1))
    }

    /// Begins an element.
    /// - Returns: whether it is part of the tree, so that its attributes are needed.
    func begin(_ name: Span<UInt8>, tag: Range<Int>) -> Bool {
        let offset = tag.lowerBound
        depth += 1
        if depth > Self.depthLimit {
            fail(.tooDeep(limit: Self.depthLimit), at: offset)
            return false
        }
        if skippedDepth > 0 {
            skippedDepth += 1
            return false
        }
        let colon = name.indices.first { name[$0] == UInt8(ascii: ":") }
        let localStart = colon.map { $0 + 1 } ?? 0
        let isSVG = isInSVG(name, colon: colon)
        let element = isSVG ? elementNames.find(name.extracting(localStart..<name.count)) ?? .other : .other
        if current < 0, element != .svg {
            let isNamed = elementNames.find(name.extracting(localStart..<name.count)) == .svg
            fail(isNamed ? .otherNamespace(root: name.string) : .notSVG(root: name.string), at: offset)
            return false
        }
        let ordinal = current < 0 ? 0 : tree.nodes[current].childCount
        if current >= 0 { tree.nodes[current].childCount += 1 }
        guard isSVG else {
            skippedDepth = 1
            return false
        }
        let index = tree.nodes.count
        let first = tree.attributes.count
        tree.nodes.append(
            .init(
                name: element,
                ordinal: ordinal,
                parent: current,
                subtreeEnd: index + 1,
                attributes: first..<first,
                offset: offset
            )
        )
        current = index
        if element == .style {
            wantsText = true
            tree.styleSheets.append(.init())
        }
        return true
    }

    /// Adds an attribute to the element that has just begun.
    func addAttribute(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        var known = attributeNames.find(name) ?? .other
        var nameLength = 0
        if known == .other {
            if name.count > 5, name.hasPrefix(":href", at: name.count - 5) {
                known = .xlinkHref
            } else {
                nameLength = name.count
                append(name)
            }
        }
        let start = tree.text.count
        append(value)
        if wantsText {
            if known == .media { tree.styleSheets[tree.styleSheets.count - 1].media = Array(tree.text[start...]) }
            if known == .type { tree.styleSheets[tree.styleSheets.count - 1].type = Array(tree.text[start...]) }
        }
        tree.attributes.append(.init(name: known, nameLength: nameLength, value: start..<tree.text.count))
        tree.nodes[current].attributes = tree.nodes[current].attributes.lowerBound..<tree.attributes.count
    }

    func addText(_ text: Span<UInt8>) {
        guard wantsText, skippedDepth == 0 else { return }
        account(text.count)
        for index in text.indices { tree.styleSheets[tree.styleSheets.count - 1].text.append(text[index]) }
    }

    func end(at offset: Int) {
        while let last = bindings.last, last.depth == depth { bindings.removeLast() }
        depth -= 1
        if skippedDepth > 0 {
            skippedDepth -= 1
            return
        }
        guard current >= 0 else { return }
        if tree.nodes[current].name == .style { wantsText = false }
        tree.nodes[current].subtreeEnd = tree.nodes.count
        current = tree.nodes[current].parent
    }

    private func isInSVG(_ name: Span<UInt8>, colon: Int?) -> Bool {
        let length = colon ?? 0
        for binding in bindings.reversed()
        where binding.prefix.count == length && binding.prefix.span.equals(name.extracting(0..<length)) {
            return binding.isSVG
        }
        // Without a declaration, names without a prefix are taken for SVG, since many exporters leave it out.
        return colon == nil || name.hasPrefix("svg:", at: 0)
    }

    private func append(_ bytes: Span<UInt8>) {
        account(bytes.count)
        bytes.withUnsafeBufferPointer { tree.text.append(contentsOf: $0) }
    }

    private func account(_ count: Int) {
        takenText += count
        if takenText > sourceLength + Self.expansionLimit {
            fail(.entityExpansion, at: tree.nodes.last?.offset ?? 0)
        }
    }
}
