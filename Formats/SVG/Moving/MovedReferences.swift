internal import SketchModel
internal import TextNotation

/// References whose strokes move apart, and the copies of what they draw.
extension MovedDocument {
    /// Writes a `use` or, if it can't stay one, a group of what it draws.
    /// - Returns: where the document continues.
    mutating func write(reference index: Int, isCopy: Bool) throws(SVGFault) -> Int {
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
            throw fault(.tooDeep(limit: Self.depthLimit), at: node)
        }
        let (content, end) = try extent(of: tag, node)
        var changes = try copyChanges(node, isCopy: isCopy, keepsRules: false)
        changes.name = "g"
        changes.removed += ["href", "x", "y", "width", "height"]
        changes.step = reference.corner == .zero ? nil : .inside(reference.corner)
        changes.opens = true
        changes.write(tag, of: node, tree, reference.placement, text.units, to: &draft)
        // A `use` may contain a title and the like; anything else would now be drawn.
        if (node + 1..<tree.nodes[node].subtreeEnd).allSatisfy({ !tree.nodes[$0].name.isRendered }) {
            if isCopy {
                try copy(content, in: StrokeTrace.noReference, isDrawn: false, of: node)
            } else {
                draft.append(content)
            }
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

    /// Copies a part of the document without its ids, which must be unique.
    /// - Parameters:
    ///   - reference: the reference through which the part is drawn.
    ///   - isDrawn: whether the strokes in it are drawn, and so moved.
    ///   - node: an element around it, to report errors at.
    mutating func copy(
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
                // The rules of a style are already in force.
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

    /// The changes to the tag of a copy: it loses its id, and gets the rules that match the element as its own style,
    /// since they may find it by its id, its name or its position, and it must look the same.
    /// - Parameter keepsRules: whether rules find an element that isn't a copy as before.
    mutating func copyChanges(
        _ node: Int,
        isCopy: Bool,
        keepsRules: Bool = true
    ) throws(SVGFault) -> TagChanges {
        var changes = TagChanges()
        if isCopy { changes.removed = TagChanges.identifiers }
        if isCopy || !keepsRules {
            changes.declarations = rules.declarations(for: node)
            if rules.isTooCostly { throw fault(.styleTooCostly, at: node) }
        }
        return changes
    }
}
