internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// A document of version 1: pages with their shapes, which all have places on the page, whatever group they are in.
struct FirstDocument: SketchDocument {
    private let shown: [JSONNode]

    init(pages: JSONNode) {
        let all = Self.sorted(Array(pages.elements))
        let drawn = all.filter { page in page["shapes"]?.elements.contains { _ in true } ?? false }
        shown = drawn.isEmpty ? Array(all.prefix(1)) : drawn
    }

    var pages: [Int] { shown.map(\.offset) }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        let page = shown[page]
        var ids: [String: Int] = [:]
        let shapes = page["shapes"].map { Array($0.elements) } ?? []
        for (index, shape) in shapes.enumerated() { if let id = shape["id"]?.text { ids[id] = index } }
        var inside: [Int: [JSONNode]] = [:]
        var outermost: [JSONNode] = []
        for (index, shape) in shapes.enumerated() where shape["id"]?.text.map({ ids[$0] == index }) ?? true {
            if let parent = shape["parentId"]?.text.flatMap({ ids[$0] }) {
                inside[parent, default: []].append(shape)
            } else {
                outermost.append(shape)
            }
        }
        var reading = FirstShapes()
        var stack: [(node: JSONNode, group: Int?, depth: Int)] = Self.sorted(outermost).reversed().map { ($0, nil, 0) }
        while let (node, group, depth) = stack.popLast() {
            let inner = try reading.read(node, group: group)
            guard let index = node["id"]?.text.flatMap({ ids[$0] }), let children = inside[index] else { continue }
            guard depth < TldrawDocument.nestingLimit else {
                throw DocumentFault(TldrawError.tooDeep(limit: TldrawDocument.nestingLimit), at: node.offset)
            }
            stack += Self.sorted(children).reversed().map { ($0, inner, depth + 1) }
        }
        reading.strokes.finish(&sketch, &notes.losses)
        if let name = page["name"]?.text, !name.isEmpty, !name.hasPrefix("Page") { notes.losses.add(.pageNames) }
    }

    /// Pages or shapes in their order.
    private static func sorted(_ nodes: [JSONNode]) -> [JSONNode] {
        let keyed = nodes.enumerated().map { (key: $1["childIndex"]?.number ?? 0, place: $0, node: $1) }
        return keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.node)
    }
}

/// Reads the shapes of a page of version 1.
private struct FirstShapes {
    var strokes = PageStrokes()

    /// Reads a shape.
    /// - Returns: the group of the shapes inside it.
    mutating func read(_ node: JSONNode, group: Int?) throws(DocumentFault) -> Int? {
        let type = node["type"]?.text ?? "shape"
        switch type {
        case "draw": try draw(node, group)
        case "rectangle", "triangle":
            let size = try point(node.value("size", of: type), of: type)
            countText(node, "label")
            let kind = GeoOutline(width: size.x, height: size.y).strokes(type) ?? []
            for outline in kind { try append(outline, [:], node, type, group) }
        case "ellipse":
            let radius = try point(node.value("radius", of: type), of: type)
            countText(node, "label")
            let outline = Curves.ellipse(width: 2 * radius.x.magnitude, height: 2 * radius.y.magnitude)
            try append(outline, [:], node, type, group)
        case "arrow": try arrow(node, group)
        case "group": return strokes.addGroup(StrokeGroup(parent: group), number: nil)
        case "text": strokes.losses.add(.textElements, shapes: 1)
        case "image", "video": strokes.losses.add(.images, shapes: 1)
        default: strokes.losses.add(.otherShapes, shapes: 1)
        }
        return group
    }

    private mutating func draw(_ node: JSONNode, _ group: Int?) throws(DocumentFault) {
        var (points, pressures): ([Point], [Double]) = ([], [])
        for node in try node.value("points", of: "draw").elements {
            points.append(try point(node, of: "draw"))
            let numbers = Array(node.elements.prefix(3))
            pressures.append(numbers.count > 2 ? try number(numbers[2], "points") : 0.5)
        }
        // An empty stroke shows nothing.
        if points.isEmpty { return }
        let isPen = pressures.contains { $0 != 0.5 }
        try append(points, isPen ? [.pressure: pressures] : [:], node, "draw", group)
    }

    /// The shaft of an arrow: a line, or the arc through its middle handle.
    private mutating func arrow(_ node: JSONNode, _ group: Int?) throws(DocumentFault) {
        let handles = try node.value("handles", of: "arrow")
        func handle(_ name: String) throws(DocumentFault) -> Point {
            let handle = try handles.value(name, of: "arrow")
            return try point(handle.value("point", of: "handle"), of: "handle")
        }
        let (start, end) = (try handle("start"), try handle("end"))
        let isBent = try node.number("bend", of: "arrow", otherwise: 0) != 0 && handles["bend"] != nil
        countText(node, "label")
        strokes.losses.add(.markers, shapes: node["decorations"]?.elements.contains { $0.text != nil } == true ? 1 : 0)
        let shaft = isBent ? Curves.arc(from: start, through: try handle("bend"), to: end) : [start, end]
        try append(shaft, [:], node, "arrow", group)
    }

    private mutating func append(
        _ points: [Point],
        _ channels: [PointChannel: [Double]],
        _ node: JSONNode,
        _ type: String,
        _ group: Int?
    ) throws(DocumentFault) {
        let origin = try point(node.value("point", of: type), of: type)
        let rotation = try node.number("rotation", of: type, otherwise: 0)
        let place = Place.turned(points, x: origin.x, y: origin.y, rotation: rotation)
        let style = node["style"]
        let attributes = StrokeAttributes(
            colour: style?["color"]?.text.flatMap { Palette.firstColour($0) },
            width: style?["size"]?.text.flatMap { Palette.firstWidth($0) },
            group: group
        )
        strokes.losses.add(.fills, shapes: style?["isFilled"]?.boolean == true ? 1 : 0)
        strokes.losses.add(.dashes, shapes: ["dashed", "dotted"].contains(style?["dash"]?.text) ? 1 : 0)
        try strokes.append(points.map { place($0) }, channels, attributes, type: type, at: node.offset)
    }

    private mutating func countText(_ node: JSONNode, _ key: String) {
        strokes.losses.add(.textElements, shapes: node[key]?.showsText == true ? 1 : 0)
    }

    /// The first two numbers of an array.
    private func point(_ node: JSONNode, of type: String) throws(DocumentFault) -> Point {
        let numbers = Array(node.elements.prefix(2))
        guard numbers.count == 2 else { throw DocumentFault(TldrawError.notANumber(key: "point"), at: node.offset) }
        return Point(try number(numbers[0], "point"), try number(numbers[1], "point"))
    }

    private func number(_ node: JSONNode, _ key: String) throws(DocumentFault) -> Double {
        guard let number = node.number, number.isFinite else {
            throw DocumentFault(TldrawError.notANumber(key: key), at: node.offset)
        }
        return number
    }
}
