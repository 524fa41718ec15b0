internal import SketchModel
internal import SketchStreams

/// Writes a document anew with its strokes moved: parts of the old one, and changed tags between them.
struct MovedDocument {
    /// How long it may be: the longest that can be read again.
    static let sizeLimit = SVGReader.sizeLimit
    /// How many references are drawn out inside each other.
    static let depthLimit = 64

    private let tree: XMLTree
    private let text: DocumentText
    private let moves: StrokeMoves
    private let tolerance: Double
    private var rules: Cascade
    private var depth = 0
    private(set) var draft = Draft()

    init(_ tree: XMLTree, _ text: DocumentText, _ moves: StrokeMoves, tolerance: Double) {
        self.tree = tree
        self.text = text
        self.moves = moves
        self.tolerance = tolerance
        rules = Cascade(tree, keepsUnknown: true)
    }

    /// Writes the whole document.
    mutating func write() throws(SVGFault) {
        var written = 0
        for node in moves.changed {
            let start = tree.nodes[node].offset / text.unitSize
            // An element may lie in one that was drawn out.
            if start < written { continue }
            draft.append(written..<start)
            if let shape = moves.shape(node, in: StrokeTrace.noReference) {
                written = try write(shape, isCopy: false)
            } else if let reference = moves.reference(node, in: StrokeTrace.noReference) {
                written = try write(reference: reference, isCopy: false)
            } else {
                written = start
            }
        }
        draft.append(written..<text.units.count)
        try checkSize(at: 0)
    }

    // MARK: Shapes

    /// Writes a shape's tag or, where its strokes part, the whole of it once for each part.
    /// - Returns: where the document goes on.
    private mutating func write(_ shape: StrokeTrace.Shape, isCopy: Bool) throws(SVGFault) -> Int {
        let tag = try tag(of: shape.node)
        if let offset = moves.commonOffset(shape.strokes) {
            var changes = try copyChanges(shape.node, isCopy: isCopy)
            changes.step = try step(offset, shape.node, shape.placement)
            changes.write(tag, of: shape.node, tree, shape.placement, text.units, to: &draft)
            try checkSize(at: shape.node)
            return tag.range.upperBound
        }
        try writeParts(of: shape, tag, isCopy: isCopy)
        return try extent(of: tag, shape.node).end
    }

    private mutating func writeParts(of shape: StrokeTrace.Shape, _ tag: StartTag, isCopy: Bool) throws(SVGFault) {
        let node = shape.node
        let (content, end) = try extent(of: tag, node)
        guard let value = tree.value(.d, of: node) else { throw notMoved(shape.strokes.lowerBound, node) }
        let data = Array(tree.text[value])
        var pen = Pen()
        pen.transform = shape.placement.outer * (shape.placement.own ?? .identity)
        pen.tolerance = tolerance
        let subpaths = Subpaths(of: data.span, with: pen)
        guard subpaths.all.count == shape.strokes.count else { throw notMoved(shape.strokes.lowerBound, node) }
        let group = tree.nodes[node].parent >= 0 && tree.nodes[tree.nodes[node].parent].name == .switchElement
        if group { writeGroupStart(around: tag) }
        let channels = PartedChannels(of: node, tree, pointCount: shape.pointCount)
        let first = shape.strokes.lowerBound
        var point = 0
        for run in moves.runs(of: shape.strokes) {
            let isFirst = run.lowerBound == first
            if !isFirst { draft.append(text.indent(before: tag.range.lowerBound)) }
            let losesID = !isFirst && TagChanges.identifiers.contains { tag.attribute($0, in: text.units) != nil }
            var changes = try copyChanges(node, isCopy: isCopy || losesID)
            let part = (run.lowerBound - first)..<(run.upperBound - first)
            changes.values.append(("d", subpaths.data(part, of: data.span)))
            // It says that the element is a single point, which a part of it may look like.
            changes.removed.append(AttributeName.pointCount.rawValue)
            let pointCount = run.reduce(0) { $0 + moves.trace.pointCounts[$1] }
            channels.change(&changes, points: point..<(point + pointCount), isFirst: isFirst)
            point += pointCount
            changes.step = try step(moves.offset(ofStroke: run.lowerBound), node, shape.placement)
            changes.write(tag, of: node, tree, shape.placement, text.units, to: &draft)
            if isCopy || !isFirst {
                try copy(content, in: StrokeTrace.noReference, isDrawn: false, of: node)
            } else {
                draft.append(content)
            }
            draft.append(content.upperBound..<end)
            try checkSize(at: node)
        }
        if group { writeEnd(of: "g", tag) }
    }

    /// A `switch` shows one child, so that the parts need one around them with the same conditions.
    private mutating func writeGroupStart(around tag: StartTag) {
        draft.append("<".utf8)
        draft.append(tag.prefix(in: text.units))
        draft.append("g".utf8)
        for name in ["requiredExtensions", "requiredFeatures", "systemLanguage"] {
            if let attribute = tag.attribute(name, in: text.units) { draft.append(attribute.whole) }
        }
        draft.append(">".utf8)
    }

    private mutating func writeEnd(of name: String, _ tag: StartTag) {
        draft.append("</".utf8)
        draft.append(tag.prefix(in: text.units))
        draft.append("\(name)>".utf8)
    }

    // MARK: References

    /// Writes a `use` or, where it cannot stay one, a group of what it draws.
    /// - Returns: where the document goes on.
    private mutating func write(reference index: Int, isCopy: Bool) throws(SVGFault) -> Int {
        let reference = moves.trace.references[index]
        let node = reference.node
        let tag = try tag(of: node)
        guard moves.mustDrawOut(index) else {
            var changes = try copyChanges(node, isCopy: isCopy)
            changes.step = try step(moves.commonOffset(reference.strokes) ?? .zero, node, reference.placement)
            changes.write(tag, of: node, tree, reference.placement, text.units, to: &draft)
            try checkSize(at: node)
            return tag.range.upperBound
        }
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit {
            throw SVGFault(reason: .tooDeep(limit: Self.depthLimit), offset: tree.nodes[node].offset)
        }
        let (content, end) = try extent(of: tag, node)
        var changes = try copyChanges(node, isCopy: isCopy, keepsRules: false)
        changes.name = "g"
        changes.removed += ["href", "x", "y", "width", "height"]
        changes.step = reference.corner == .zero ? nil : .inside(reference.corner)
        changes.opens = true
        changes.write(tag, of: node, tree, reference.placement, text.units, to: &draft)
        // What a use may hold is a title and the like; anything else would be drawn now.
        if (node + 1..<tree.nodes[node].subtreeEnd).allSatisfy({ !tree.nodes[$0].name.isRendered }) {
            draft.append(content)
        }
        try writeTarget(of: index)
        writeEnd(of: "g", tag)
        return end
    }

    private mutating func writeTarget(of index: Int) throws(SVGFault) {
        let reference = moves.trace.references[index]
        let node = reference.target
        let tag = try tag(of: node)
        let (content, end) = try extent(of: tag, node)
        guard let viewport = reference.viewport else {
            return try copy(tag.range.lowerBound..<end, in: index, isDrawn: true, of: node)
        }
        var changes = try copyChanges(node, isCopy: true)
        changes.name = "svg"
        if tree.nodes[node].name == .symbol { changes.removed += ["x", "y"] }
        for (name, value) in [("width", viewport.width), ("height", viewport.height)] {
            var number: [UInt8] = []
            DecimalText.append(value, to: &number)
            changes.values.append((name, number))
        }
        changes.opens = true
        changes.write(tag, of: node, tree, nil, text.units, to: &draft)
        try copy(content, in: index, isDrawn: true, of: node)
        writeEnd(of: "svg", tag)
    }

    // MARK: Copies

    /// Copies a part of the document without its ids, which must be there only once.
    /// - Parameters:
    ///   - reference: the one by which the part is drawn.
    ///   - isDrawn: whether the strokes in it are drawn, and so moved.
    ///   - node: an element around it, to tell where something is wrong.
    private mutating func copy(
        _ range: Range<Int>,
        in reference: Int,
        isDrawn: Bool,
        of node: Int
    ) throws(SVGFault) {
        var written = range.lowerBound
        var markup = Markup(text.units, in: range)
        while let item = markup.next() {
            guard case .start(let tag) = item else { continue }
            draft.append(written..<tag.range.lowerBound)
            written = tag.range.upperBound
            let inner = self.node(at: tag.range.lowerBound)
            if let inner, tree.nodes[inner].name == .style || (isDrawn && moves.isLeftOut(inner, in: reference)) {
                // The rules of a style are in force already.
                written = try extent(of: tag, inner).end
            } else if isDrawn, let inner, let shape = moves.shape(inner, in: reference) {
                written = try write(shape, isCopy: true)
            } else if isDrawn, let inner, let index = moves.reference(inner, in: reference) {
                written = try write(reference: index, isCopy: true)
            } else {
                var changes = TagChanges()
                if let inner { changes = try copyChanges(inner, isCopy: true) }
                changes.removed += TagChanges.identifiers
                changes.write(tag, of: inner ?? 0, tree, nil, text.units, to: &draft)
            }
            markup.skip(to: written)
            try checkSize(at: node)
        }
        draft.append(written..<range.upperBound)
    }

    /// What is different in the tag of a copy: it has no id. The rules that match the element are written into it, since
    /// they may find it by its id, its name or its place, and it is to look as before.
    /// - Parameter keepsRules: whether an element that is no copy is found by its rules as before.
    private mutating func copyChanges(
        _ node: Int,
        isCopy: Bool,
        keepsRules: Bool = true
    ) throws(SVGFault) -> TagChanges {
        var changes = TagChanges()
        if isCopy { changes.removed = TagChanges.identifiers }
        if isCopy || !keepsRules {
            changes.declarations = rules.declarations(for: node)
            if rules.isTooCostly { throw SVGFault(reason: .styleTooCostly, offset: tree.nodes[node].offset) }
        }
        return changes
    }

    // MARK: Places

    /// The element whose tag begins at a unit of the document.
    private func node(at unit: Int) -> Int? {
        var (low, high) = (0, tree.nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.nodes[middle].offset < unit * text.unitSize { low = middle + 1 } else { high = middle }
        }
        return low < tree.nodes.count && tree.nodes[low].offset == unit * text.unitSize ? low : nil
    }

    private func tag(of node: Int) throws(SVGFault) -> StartTag {
        guard let tag = StartTag(text.units, at: tree.nodes[node].offset / text.unitSize) else {
            throw SVGFault(
                reason: .writtenInEntity(element: tree.nodes[node].name.rawValue),
                offset: tree.nodes[node].offset
            )
        }
        return tag
    }

    private func extent(of tag: StartTag, _ node: Int) throws(SVGFault) -> (content: Range<Int>, end: Int) {
        guard let extent = tag.extent(in: text.units) else {
            throw SVGFault(
                reason: .writtenInEntity(element: tree.nodes[node].name.rawValue),
                offset: tree.nodes[node].offset
            )
        }
        return extent
    }

    private func step(_ offset: Point, _ node: Int, _ placement: Placement) throws(SVGFault) -> TagChanges.Step? {
        if offset == .zero { return nil }
        guard let own = placement.outer.linearSource(of: offset) else {
            throw SVGFault(
                reason: .squeezedFlat(element: tree.nodes[node].name.rawValue),
                offset: tree.nodes[node].offset
            )
        }
        return .outside(own)
    }

    private func notMoved(_ stroke: Int, _ node: Int) -> SVGFault {
        SVGFault(reason: .strokeNotMoved(stroke: stroke), offset: tree.nodes[node].offset)
    }

    private func checkSize(at node: Int) throws(SVGFault) {
        if draft.unitCount > Self.sizeLimit / text.unitSize {
            throw SVGFault(reason: .tooMuchText(limit: Self.sizeLimit), offset: tree.nodes[node].offset)
        }
    }
}
