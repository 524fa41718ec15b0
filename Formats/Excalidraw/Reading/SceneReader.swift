internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// Reads the elements of a scene into a sketch, a stroke per element.
struct SceneReader {
    /// The most points of the curves of a drawing.
    static let curveLimit = 1 << 21

    private(set) var losses = LossReport()
    private var budget = SceneReader.curveLimit
    private var groups = SceneGroups()
    private var channels = PointChannel.allCases.map(ElementChannel.init)
    private var hasMetadata = false

    /// - Throws: `DocumentFault`, with offsets in the scene.
    mutating func read(_ elements: JSONNode, into sketch: inout Sketch) throws(DocumentFault) {
        for node in elements.elements {
            guard node.isObject else { throw DocumentFault(ExcalidrawError.notAnElement, at: node.offset) }
            groups.addFrame(node)
        }
        for node in elements.elements where node["isDeleted"]?.boolean != true {
            if let element = SceneElement(node) {
                try read(element, into: &sketch)
            } else {
                countSkipped(node)
            }
        }
        for channel in channels { channel.finish(&sketch, &losses) }
    }

    private mutating func read(_ element: SceneElement, into sketch: inout Sketch) throws(DocumentFault) {
        let (node, own) = (element.node, OwnRecord(element.node))
        let first = sketch.points.count
        try element.append(to: &sketch.points, budget: &budget)
        if own.isDot, sketch.points.count == first + 2 { sketch.points.removeLast() }
        sketch.endStroke()
        for index in channels.indices { channels[index].add(node, own, points: sketch.points.count - first) }
        if !hasMetadata { hasMetadata = own.readMetadata(into: &sketch) }

        var attributes = StrokeAttributes()
        attributes.colour = try colour(of: element, own)
        attributes.width = try width(of: element, own)
        attributes.name = own.text("name") ?? DerivedID.name(node["id"]?.text)
        attributes.part = own.text("part")
        attributes.tool = (own.text("tool") ?? (element.kind.isFreehand ? nil : element.kind.rawValue))
            .map(StrokeTool.init)
        attributes.group = groups.group(of: node, own, in: &sketch)
        if attributes != .none { sketch.setAttributes(attributes, ofStroke: sketch.strokeCount - 1) }
        countLosses(of: element, points: sketch.points[first...])
    }

    private mutating func colour(of element: SceneElement, _ own: OwnRecord) throws(DocumentFault) -> Colour? {
        let opacity = try element.number("opacity", or: 100)
        guard let text = element.node["strokeColor"]?.text, opacity != 100 || own.fallback("strokeColor")?.text != text
        else { return nil }
        guard var colour = Colour(hexadecimal: text) ?? ColourWords.colour(text) else {
            losses.add(.colours)
            return nil
        }
        colour.alpha = UInt8((Double(colour.alpha) * min(max(opacity, 0), 100) / 100).rounded())
        return colour
    }

    private func width(of element: SceneElement, _ own: OwnRecord) throws(DocumentFault) -> Double? {
        guard let number = element.node["strokeWidth"]?.number, number.isFinite, number >= 0,
            own.fallback("strokeWidth")?.number != number
        else { return nil }
        let width = element.kind == .freedraw ? number * PenWidth.perUnit : number
        return width.isFinite ? width : nil
    }

    // MARK: Losses

    private mutating func countSkipped(_ node: JSONNode) {
        let loss: Loss
        switch node["type"]?.text {
        case "text": loss = .textElements
        case "image": loss = .images
        case "embeddable", "iframe": loss = .embeddedPages
        // Groups, and the app's own rectangle of selection.
        case "frame", "magicframe", "selection": return
        case let type? where SceneElement.Kind(rawValue: type) != nil: loss = .hiddenShapes
        default: loss = .unknownShapes
        }
        losses.add(loss, shapes: 1)
    }

    private mutating func countLosses(of element: SceneElement, points: ArraySlice<Point>) {
        let node = element.node
        if let fill = node["backgroundColor"]?.text, fill != "transparent", isLoop(element, points) {
            losses.add(.fills, shapes: 1)
        }
        if element.kind.isFreehand { return }
        if let style = node["strokeStyle"]?.text, style != "solid" { losses.add(.dashes, shapes: 1) }
        if let roughness = node["roughness"]?.number, roughness > 0 { losses.add(.roughness, shapes: 1) }
        let (start, end) = (node["startArrowhead"], node["endArrowhead"])
        let hasEnd = end.map { !$0.isNull } ?? (element.kind == .arrow)
        if hasEnd || start?.isNull == false { losses.add(.markers, shapes: 1) }
    }

    /// Whether the app fills the element.
    private func isLoop(_ element: SceneElement, _ points: ArraySlice<Point>) -> Bool {
        guard element.kind.hasPoints else { return true }
        guard element.kind != .arrow, points.count > 2, let first = points.first, let last = points.last else {
            return false
        }
        let gap = last - first
        return gap.x * gap.x + gap.y * gap.y <= 64
    }
}

/// The width of a pen's line.
enum PenWidth {
    /// How many units wide the app draws a `freedraw` of `strokeWidth` 1. It makes it 4.25 wide, and thinner where the pen
    /// is pressed less or moves fast; a power of two converts without rounding.
    static let perUnit = 4.0
}

/// Colours that people write by name.
private enum ColourWords {
    static func colour(_ text: String) -> Colour? { named[text.lowercased()].map { Colour(rgb: $0) } }

    /// The sixteen of HTML 4, and orange, which CSS 2 added.
    private static let named = [
        "black": 0x000000, "silver": 0xc0c0c0, "gray": 0x808080, "white": 0xffffff, "maroon": 0x800000,
        "red": 0xff0000, "purple": 0x800080, "fuchsia": 0xff00ff, "green": 0x008000, "lime": 0x00ff00,
        "olive": 0x808000, "yellow": 0xffff00, "navy": 0x000080, "blue": 0x0000ff, "teal": 0x008080,
        "aqua": 0x00ffff, "orange": 0xffa500,
    ]
}
