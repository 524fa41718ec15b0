internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// What a document says about its strokes besides their points: colour, width, names and groups; and about the page.
extension Drawer {
    /// A group that may turn out to contain strokes.
    struct OpenGroup {
        var name: String?
        var isLayer: Bool
        /// The part that its strokes draw: its name or that of a group around it, if a person gave it.
        var part: String?
        /// The parent's index among the open groups; −1 for none.
        var parent: Int
        /// Its index among the sketch's groups, once it contains a stroke.
        var index: Int?
    }

    /// Reads the page: the view box, or the size if there is none. A root from the writer has a page only if it has a
    /// size.
    mutating func readCanvas(_ box: ViewBox?, isOwn: Bool) {
        func size(_ name: AttributeName) -> Double? {
            guard let value = tree.value(name, of: 0),
                let length = Length(tree.text.span.extracting(value), cascade.basis), length.percent == 0
            else { return nil }
            let size = length.resolved(whole: 0, font: FontSize.medium)
            return size > 0 && size.isFinite ? size : nil
        }
        if isOwn, tree.value(.width, of: 0) == nil { return }
        let (width, height) = (size(.width), size(.height))
        guard let box else {
            if let width, let height { pen.sketch.canvas = Canvas(width: width, height: height, unit: .pixel) }
            return
        }
        let limit = Pen.coordinateLimit
        guard !box.isEmpty, max(abs(box.x), abs(box.y), box.size.width, box.size.height) < limit else { return }
        var canvas = Canvas(origin: Point(box.x, box.y), width: box.size.width, height: box.size.height)
        if let width, let height {
            let (across, down) = (width / box.size.width, height / box.size.height)
            pixelsPerUnit = (across * down).squareRoot()
            canvas.unit = LengthUnit.allCases.first { unit in
                let pixels = unit.pixels
                return abs(across - pixels) <= 1e-6 * pixels && abs(down - pixels) <= 1e-6 * pixels
            }
            if canvas.unit == nil { losses.add(.pageSize) }
        }
        pen.sketch.canvas = canvas
    }

    /// Begins a group, if the element has a name or is a layer.
    mutating func openGroup(_ node: Int, _ context: inout Context) {
        let name = name(of: node)
        let isLayer = tree.value(.inkscapeGroupMode, of: node).map { tree.text.span.extracting($0).equals("layer") }
        guard name != nil || isLayer == true || isOwn else { return }
        if isOwn, let earlier = continuedGroup(node), groups[earlier].parent == context.group,
            groups[earlier].name == name, groups[earlier].isLayer == (isLayer ?? false)
        {
            context.group = earlier
            return
        }
        var part = isOwn || isLayer == true ? nil : givenName(of: node)
        if part == nil, context.group >= 0 { part = groups[context.group].part }
        groups.append(OpenGroup(name: name, isLayer: isLayer ?? false, part: part, parent: context.group))
        context.group = groups.count - 1
    }

    /// The group whose strokes go on in an element of the writer's, since others were drawn in between.
    private func continuedGroup(_ node: Int) -> Int? {
        tree.string(.continuedGroup, of: node).flatMap(Int.init).flatMap { groups.indices.contains($0) ? $0 : nil }
    }

    /// The index in the sketch of an open group; its parents are added before it.
    private mutating func groupIndex(_ group: Int) -> Int? {
        var path: [Int] = []
        var next = group
        while next >= 0, groups[next].index == nil {
            path.append(next)
            next = groups[next].parent
        }
        var parent = next >= 0 ? groups[next].index : nil
        for open in path.reversed() {
            let made = pen.sketch.addGroup(
                StrokeGroup(name: groups[open].name, isLayer: groups[open].isLayer, parent: parent)
            )
            groups[open].index = made
            parent = made
        }
        return group >= 0 ? groups[group].index : nil
    }

    /// An element's name for people, or its id.
    private func name(of node: Int) -> String? {
        text(.dataName, encoded: .encodedName, of: node) ?? tree.string(.inkscapeLabel, of: node)
            ?? tree.string(.id, of: node)
    }

    /// An element's name, if a person gave it.
    private func givenName(of node: Int) -> String? {
        let label = text(.dataName, encoded: .encodedName, of: node).flatMap(GivenName.label)
        return label ?? tree.string(.inkscapeLabel, of: node).flatMap(GivenName.label)
            ?? tree.string(.id, of: node).flatMap(GivenName.id)
    }

    private func text(_ name: AttributeName, encoded: AttributeName, of node: Int) -> String? {
        tree.string(name, of: node) ?? tree.string(encoded, of: node).flatMap(PercentText.decode)
    }

    /// Adds to a shape's strokes what the document says about them, and counts what they can't have.
    mutating func describe(
        _ strokes: Range<Int>,
        of node: Int,
        _ context: Context,
        stroke: Ink?,
        fill: Ink?,
        width: Double
    ) {
        if strokes.isEmpty { return }
        count(node, context, stroke: stroke, fill: fill, width: width)
        let style = context.style
        var details = StrokeAttributes()
        let opacity = style.opacity * style.groupOpacity * (stroke == nil ? style.fillOpacity : style.strokeOpacity)
        if stroke == nil || style.saysStroke || opacity < 1, let colour = (stroke ?? fill)?.colour {
            details.colour = Colour(colour, opacity: opacity)
        }
        if stroke != nil, style.saysWidth { details.width = width * scale(of: context) }
        for index in tree.nodes[node].attributes {
            switch tree.attributes[index].name {
            case .id, .dataName, .encodedName, .inkscapeLabel: details.name = name(of: node)
            case .part, .encodedPart: details.part = text(.part, encoded: .encodedPart, of: node)
            case .tool, .encodedTool:
                details.tool = text(.tool, encoded: .encodedTool, of: node).map { StrokeTool(rawValue: $0) }
            default: break
            }
        }
        if context.group >= 0 {
            details.group = groupIndex(context.group)
            if details.part == nil { details.part = groups[context.group].part }
        }
        if details == .none { return }
        for stroke in strokes { pen.sketch.setAttributes(details, ofStroke: stroke) }
    }

    /// The factor by which the transforms scale a line's width, averaged over both directions.
    private func scale(of context: Context) -> Double {
        if context.style.keepsWidth { return 1 / pixelsPerUnit }
        return context.transform == .identity ? 1 : abs(context.transform.determinant).squareRoot()
    }

    private mutating func count(_ node: Int, _ context: Context, stroke: Ink?, fill: Ink?, width: Double) {
        let style = context.style
        if let stroke {
            if stroke.isServer { counts.gradients += 1 }
            if fill != nil { counts.fills += 1 }
            if style.isDashed { counts.dashes += 1 }
            if !style.markers.isEmpty, tree.nodes[node].name.hasMarkers { counts.markers += 1 }
            let map = context.transform
            if style.saysWidth, !style.keepsWidth, !map.isUniform { counts.unevenWidths += 1 }
        }
        let effects = style.effects.union(style.groupEffects)
        if effects.isEmpty { return }
        if effects.contains(.clip) { counts.clips += 1 }
        if effects.contains(.mask) { counts.masks += 1 }
        if effects.contains(.filter) { counts.filters += 1 }
    }
}

extension ElementName {
    /// Whether markers are drawn at the shape's points.
    fileprivate var hasMarkers: Bool { [.path, .line, .polyline, .polygon].contains(self) }
}

extension AffineTransform {
    /// Whether it scales all directions equally.
    fileprivate var isUniform: Bool {
        let sum = a * a + b * b + c * c + d * d
        return sum - 2 * abs(determinant) <= 1e-6 * sum
    }
}

extension Colour {
    fileprivate init(_ value: ColourValue, opacity: Double) {
        let alpha = (min(max(Double(value.alpha) * opacity, 0), 1) * 255).rounded()
        self.init(red: value.red, green: value.green, blue: value.blue, alpha: UInt8(alpha))
    }
}

extension LengthUnit {
    /// The number of CSS pixels in the unit.
    var pixels: Double {
        switch self {
        case .pixel: 1
        case .point: 96.0 / 72
        case .millimetre: 96 / 25.4
        case .centimetre: 96 / 2.54
        case .inch: 96
        }
    }
}
