internal import SketchModel
internal import SketchStreams

/// The changes to an element's start tag. Everything else stays as it is written.
struct TagChanges {
    /// A map that is combined with an element's own transform.
    enum Step {
        /// Applied last: a translation in the parent's coordinates.
        case outside(Point)
        /// Applied first: a translation of what is in the element.
        case inside(Point)
    }

    /// The element's new name; its prefix stays.
    var name: StaticString?
    /// Attributes to leave out.
    var removed: [String] = []
    /// Attributes and their new values, whether or not they exist.
    var values: [(name: String, value: [UInt8])] = []
    /// Declarations to put before those of `style`.
    var declarations: [UInt8] = []
    var step: Step?
    /// Whether an element without content gets some.
    var opens = false

    static let identifiers = ["id", "xml:id"]

    /// Writes the tag of `node`.
    func write(
        _ tag: StartTag,
        of node: Int,
        _ tree: XMLTree,
        _ placement: ElementPlacement?,
        _ text: [UInt8],
        to draft: inout Draft
    ) {
        var values = values
        var styleEnd: [UInt8] = []
        var transformStart: [UInt8] = []
        if let step, let placement {
            addStep(step, placement, of: node, tree, &values, &transformStart, &styleEnd)
            // A document type may give an element a transform that isn't written in its tag.
            if !transformStart.isEmpty, tag.attribute("transform", in: text) == nil {
                values.append(("transform", transformStart + (tree.string(.transform, of: node) ?? "").utf8))
            }
        }

        let prefix = tag.prefix(in: text)
        draft.append(tag.range.lowerBound..<prefix.upperBound)
        if let name { draft.append("\(name)".utf8) } else { draft.append(prefix.upperBound..<tag.name.upperBound) }
        var hasStyle = false
        for attribute in tag.attributes {
            let name = String(decoding: text[attribute.name], as: UTF8.self)
            if removed.contains(name) || (removed.contains("href") && name.hasSuffix(":href")) { continue }
            draft.append(attribute.whole.lowerBound..<attribute.value.lowerBound)
            if let index = values.firstIndex(where: { $0.name == name }) {
                draft.append(escaping: values.remove(at: index).value)
            } else {
                if name == "transform" { draft.append(transformStart) }
                if name == "style" { draft.append(escaping: declarations) }
                draft.append(attribute.value)
                if name == "style" {
                    hasStyle = true
                    if !styleEnd.isEmpty, !attribute.value.isEmpty { draft.append(";".utf8) }
                    draft.append(styleEnd)
                }
            }
            draft.append(attribute.value.upperBound..<attribute.whole.upperBound)
        }
        if !hasStyle, !declarations.isEmpty || !styleEnd.isEmpty {
            // The same applies to its style.
            let implied = tree.string(.style, of: node).map { Array(($0 + ";").utf8) } ?? []
            values.append(("style", declarations + implied + styleEnd))
        }
        for (name, value) in values {
            draft.append(" \(name)=\"".utf8)
            draft.append(escaping: value)
            draft.append("\"".utf8)
        }
        if opens, tag.isClosed {
            draft.append(">".utf8)
        } else {
            draft.append(tag.attributesEnd..<tag.range.upperBound)
        }
    }

    private func addStep(
        _ step: Step,
        _ placement: ElementPlacement,
        of node: Int,
        _ tree: XMLTree,
        _ values: inout [(name: String, value: [UInt8])],
        _ transformStart: inout [UInt8],
        _ styleEnd: inout [UInt8]
    ) {
        let own = placement.own ?? .identity
        let whole =
            switch step {
            case .outside(let offset): AffineTransform.translation(offset.x, offset.y) * own
            case .inside(let offset): own * .translation(offset.x, offset.y)
            }
        if placement.isStyled {
            // Whatever rule sets the transform, nothing is stronger than an important declaration here.
            var text = "transform:\(TransformText.matrix(whole, separator: ", "))!important"
            if placement.hasOtherProperties {
                text += ";transform-origin:0 0!important"
                for property in ["translate", "rotate", "scale"] { text += ";\(property):none!important" }
            }
            styleEnd = Array(text.utf8)
            return
        }
        let written = tree.value(.transform, of: node).map { tree.text.span.trimmed($0) }
        let text = written.map { Array(tree.text[$0]) } ?? []
        let isNone = text.isEmpty || text.span.equalsIgnoringCase("none") || placement.own == nil
        switch step {
        case .outside(let offset):
            let translation = TransformText.translation(offset)
            if isNone {
                values.append(("transform", Array(translation.utf8)))
            } else {
                transformStart = Array((translation + " ").utf8)
            }
        case .inside(let offset):
            let translation = TransformText.translation(offset)
            values.append(("transform", isNone ? Array(translation.utf8) : text + Array((" " + translation).utf8)))
        }
    }
}
