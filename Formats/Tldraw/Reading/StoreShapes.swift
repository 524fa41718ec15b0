internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// Reads the shapes of a page of version 2 and later.
struct StoreShapes {
    var strokes = PageStrokes()
    /// Whether this module wrote the page: then strokes are as they were.
    let isOwn: Bool
    private var split = SplitStrokes()

    init(isOwn: Bool) { self.isOwn = isOwn }

    /// Reads a shape.
    /// - Returns: where the shapes inside it are, if it may have any.
    mutating func read(
        _ pending: StoreDocument.Pending,
        isBound: Bool
    ) throws(DocumentFault) -> StoreDocument.Pending? {
        let node = pending.node
        let type = node["type"]?.text ?? "shape"
        let place = pending.place.inner(
            x: try node.number("x", of: type, otherwise: 0),
            y: try node.number("y", of: type, otherwise: 0),
            rotation: try node.number("rotation", of: type, otherwise: 0)
        )
        var inner = pending
        inner.place = place
        inner.depth += 1
        inner.opacity *= min(max(try node.number("opacity", of: type, otherwise: 1), 0), 1)
        let shape = StoreShape(node: node, type: type, place: place, opacity: inner.opacity, group: pending.group)
        switch type {
        case "draw", "highlight": try draw(shape)
        case "line": try line(shape)
        case "geo": try geo(shape)
        case "arrow": try arrow(shape, isBound: isBound)
        case "group", "frame":
            let own = OwnFacts(of: node)
            let name = type == "frame" ? node["props"]?["name"]?.text : nil
            inner.group = strokes.addGroup(
                StrokeGroup(
                    name: own.text("name") ?? (name?.isEmpty == false ? name : nil),
                    isLayer: own.flag("layer"),
                    parent: pending.group
                ),
                number: own.number("group")
            )
        case "text": strokes.losses.add(.textElements, shapes: 1)
        case "image", "video": strokes.losses.add(.images, shapes: 1)
        default: strokes.losses.add(.otherShapes, shapes: 1)
        }
        return inner
    }

    /// A stroke of the pen or of the highlighter.
    private mutating func draw(_ shape: StoreShape) throws(DocumentFault) {
        let props = try shape.props
        var pen = PenPoints()
        for segment in try props.value("segments", of: shape.type).elements {
            try pen.append(segment, isOwn: isOwn)
        }
        if props["isClosed"]?.boolean == true { countFill(props) }
        countDash(props)
        // An empty stroke shows nothing.
        if pen.points.isEmpty { return }
        let scale = Point(
            try props.number("scaleX", of: shape.type, otherwise: 1),
            try props.number("scaleY", of: shape.type, otherwise: 1)
        )
        let points = pen.points.map { shape.place(Point($0.x * scale.x, $0.y * scale.y)) }
        let own = OwnFacts(of: shape.node)
        var channels = own.channels(points: points.count)
        if props["isPen"]?.boolean ?? pen.isPen { channels[.pressure] = pen.pressures }
        var attributes = try shape.attributes
        own.complete(&attributes, colour: props["color"]?.text, size: props["size"]?.text)
        let stroke = SplitStrokes.Stroke(shape: shape, attributes: attributes, points: points)
        if !isOwn, split.continues(stroke, isPen: channels[.pressure] != nil) {
            try strokes.extend(points.dropFirst(), channels.mapValues { $0.dropFirst() }, shape)
        } else {
            try strokes.append(points, channels, attributes, shape)
        }
        split.take(stroke, isPen: channels[.pressure] != nil)
    }

    private mutating func line(_ shape: StoreShape) throws(DocumentFault) {
        let props = try shape.props
        // Handles before version 3 of the shape, then an array of points, then points by id.
        guard let nodes = props["points"] ?? props["handles"] else {
            throw DocumentFault(TldrawError.missing(key: "points", shape: shape.type), at: props.offset)
        }
        var keyed: [(index: String, point: Point)] = []
        if nodes.isArray {
            for node in nodes.elements { keyed.append(("", try node.point(of: shape.type))) }
        } else {
            for (key, node) in nodes.members {
                keyed.append((node["index"]?.text ?? key, try node.point(of: shape.type)))
            }
            keyed.sort { $0.index.utf8.lexicographicallyPrecedes($1.index.utf8) }
        }
        let points = keyed.map(\.point)
        countDash(props)
        try append(props["spline"]?.text == "cubic" ? Curves.spline(points) : points, shape)
    }

    private mutating func geo(_ shape: StoreShape) throws(DocumentFault) {
        let props = try shape.props
        let width = try props.number("w", of: shape.type)
        let height = try props.number("h", of: shape.type) + props.number("growY", of: shape.type, otherwise: 0)
        countText(props)
        guard let outline = GeoOutline(width: width, height: height).strokes(props["geo"]?.text ?? "") else {
            strokes.losses.add(.otherShapes, shapes: 1)
            return
        }
        countFill(props)
        countDash(props)
        for points in outline { try append(points, shape) }
    }

    /// The shaft of an arrow, straight or an arc.
    private mutating func arrow(_ shape: StoreShape, isBound: Bool) throws(DocumentFault) {
        let props = try shape.props
        let (startNode, endNode) = (try props.value("start", of: shape.type), try props.value("end", of: shape.type))
        countText(props)
        // Where a bound arrow ends depends on the outline of the shape that it is bound to.
        let isFree = !isBound && ![startNode, endNode].contains { $0["type"]?.text == "binding" }
        guard isFree, props["kind"]?.text != "elbow" else {
            strokes.losses.add(.arrows, shapes: 1)
            return
        }
        let (start, end) = (try startNode.point(of: shape.type), try endNode.point(of: shape.type))
        let bend = try props.number("bend", of: shape.type, otherwise: 0)
        let heads = ["arrowheadStart", "arrowheadEnd"].count { (props[$0]?.text ?? "none") != "none" }
        strokes.losses.add(.markers, shapes: heads == 0 ? 0 : 1)
        countDash(props)
        let across = end - start
        let length = (across.x * across.x + across.y * across.y).squareRoot()
        guard length > 0 else { return try append([start, end], shape) }
        let middle = (start + end) * 0.5 + Point(-across.y, across.x) * (bend / length)
        // Smaller bends are shown straight.
        let isStraight = bend.magnitude < 8 * (try props.number("scale", of: shape.type, otherwise: 1))
        try append(isStraight ? [start, end] : Curves.arc(from: start, through: middle, to: end), shape)
    }

    private mutating func append(_ points: [Point], _ shape: StoreShape) throws(DocumentFault) {
        if points.isEmpty { return }
        try strokes.append(points.map { shape.place($0) }, [:], shape.attributes, shape)
    }

    private mutating func countFill(_ props: JSONNode) {
        strokes.losses.add(.fills, shapes: (props["fill"]?.text ?? "none") == "none" ? 0 : 1)
    }

    private mutating func countDash(_ props: JSONNode) {
        strokes.losses.add(.dashes, shapes: ["dashed", "dotted"].contains(props["dash"]?.text) ? 1 : 0)
    }

    private mutating func countText(_ props: JSONNode) {
        let hasText = (props["text"]?.showsText ?? false) || (props["richText"]?.showsText ?? false)
        strokes.losses.add(.textElements, shapes: hasText ? 1 : 0)
    }
}

/// A shape with what its strokes have in common.
struct StoreShape {
    let node: JSONNode
    let type: String
    let place: Place
    let opacity: Double
    let group: Int?

    var offset: Int { node.offset }

    var props: JSONNode {
        get throws(DocumentFault) { try node.value("props", of: type) }
    }

    /// Colour and width by the names of tldraw's light theme.
    var attributes: StrokeAttributes {
        get throws(DocumentFault) {
            let props = try props
            let isHighlight = type == "highlight"
            var attributes = StrokeAttributes(tool: isHighlight ? .highlighter : nil, group: group)
            attributes.colour = props["color"]?.text.flatMap { Palette.colour($0, isHighlight: isHighlight) }
            attributes.colour?.alpha = UInt8((opacity * 255).rounded())
            if let size = props["size"]?.text, let width = Palette.width(size, isHighlight: isHighlight) {
                attributes.width = (try props.number("scale", of: type, otherwise: 1)).magnitude * width
            }
            return attributes
        }
    }
}
