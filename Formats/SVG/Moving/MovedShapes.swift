internal import SketchModel

/// Shapes whose strokes move.
extension MovedDocument {
    /// Writes a shape's tag or, if its strokes move apart, the whole shape once per part.
    /// - Returns: where the document continues.
    mutating func write(_ shape: StrokeTrace.Shape, isCopy: Bool) throws(SVGFault) -> Int {
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
        guard let value = tree.value(.d, of: node) else {
            throw fault(.strokeNotMoved(stroke: shape.strokes.lowerBound), at: node)
        }
        let data = Array(tree.text[value])
        var pen = Pen()
        pen.transform = shape.placement.outer * (shape.placement.own ?? .identity)
        pen.tolerance = tolerance
        let subpaths = Subpaths(of: data.span, with: pen)
        guard subpaths.all.count == shape.strokes.count else {
            throw fault(.strokeNotMoved(stroke: shape.strokes.lowerBound), at: node)
        }
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
            // It says that the element is a single point, and a part of it may look like one.
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

    /// A `switch` shows only one child, so the parts need an element around them with the same conditions.
    private mutating func writeGroupStart(around tag: StartTag) {
        draft.append("<".utf8)
        draft.append(tag.prefix(in: text.units))
        draft.append("g".utf8)
        for name in ["requiredExtensions", "requiredFeatures", "systemLanguage"] {
            if let attribute = tag.attribute(name, in: text.units) { draft.append(attribute.whole) }
        }
        draft.append(">".utf8)
    }

    mutating func writeEnd(of name: String, _ tag: StartTag) {
        draft.append("</".utf8)
        draft.append(tag.prefix(in: text.units))
        draft.append("\(name)>".utf8)
    }
}
