internal import SketchModel
internal import SketchStreams

/// Walks a document as a viewer would draw it, and draws its strokes into a sketch.
///
/// The walk keeps its own stack, so that no document can exhaust the thread's stack.
struct Drawer {
    /// The greatest depth of the walk, including references.
    static let depthLimit = 2_000
    /// The most elements that references may repeat. Long elements count as several.
    static let repetitionLimit = 1 << 20

    let tree: XMLTree
    let source: SourceText
    let format: SVGFormat
    var pen = Pen()
    var losses = LossReport()
    var remarks = Remarks()
    var record = OwnRecord()
    /// Records where each stroke comes from, if requested.
    var trace: StrokeTrace?

    var cascade: Cascade
    /// The inks of gradients and patterns, by their elements.
    var servers: [Int: Ink?] = [:]
    private var stack: [Frame] = []
    private var repetitions = 0
    var counts = ShapeCounts()
    var centreLines = CentreLines()
    /// The groups encountered.
    var groups: [OpenGroup] = []
    /// Whether the root is as this format's writer writes it.
    var isOwn = false
    /// The size at which the document asks for a unit to be shown.
    var pixelsPerUnit = 1.0

    /// What an element inherits from those around it.
    struct Context {
        var transform: AffineTransform
        var style: Style
        var viewport: Viewport
        /// Whether this part of the document is drawn through a reference.
        var isRepeated = false
        /// That reference, as an index into those of the trace.
        var reference = StrokeTrace.noReference
        /// The group that contains it, as an index into those encountered; −1 for none.
        var group = -1
    }

    /// Siblings that are still to be drawn.
    private struct Frame {
        var next: Int
        var end: Int
        /// The element whose children these are, or that a reference draws.
        var owner: Int
        var context: Context
    }

    init(_ tree: XMLTree, _ source: SourceText, format: SVGFormat) {
        self.tree = tree
        self.source = source
        self.format = format
        cascade = Cascade(tree)
    }

    /// Draws the whole document, and reads the record that the writer may have left in it.
    mutating func draw() throws(SVGFault) {
        record.readMetadata(of: tree, into: &pen.sketch.metadata, &remarks)
        beginRoot()
        while let top = stack.indices.last {
            let node = stack[top].next
            guard node < stack[top].end else {
                stack.removeLast()
                continue
            }
            stack[top].next = tree.nodes[node].subtreeEnd
            try visit(node, stack[top].context)
            if cascade.isTooCostly { throw SVGFault(reason: .styleTooCostly, offset: tree.nodes[node].offset) }
        }
        record.finish(&pen.sketch, &losses)
        finishCentreLines()
        report()
    }

    /// Begins with the root: its `viewBox` sets the sketch's units, and isn't mapped onto anything.
    private mutating func beginRoot() {
        isOwn = OwnRecord.isRoot(of: tree)
        var style = cascade.rootStyle()
        style.saysStroke = !isOwn
        style.saysWidth = !isOwn
        let box = viewBox(of: 0)
        readCanvas(box, isOwn: isOwn)
        let width = length(.width, of: 0, whole: 100, style)
        let height = length(.height, of: 0, whole: 100, style)
        let hasSize = box != nil || (width != nil && height != nil)
        let viewport = box?.size ?? Viewport(width: width ?? 100, height: height ?? 100)
        let longerSide = max(viewport.width, viewport.height)
        switch format.tolerance {
        case .units(let units): pen.tolerance = units
        case .ofCanvas(let share) where longerSide > 0: pen.tolerance = longerSide * share
        default: pen.tolerance = hasSize && longerSide > 0 ? min(0.25, longerSide / 1024) : 0.25
        }
        let context = Context(
            transform: transform(of: 0, style, viewport) ?? .identity,
            style: style,
            viewport: viewport
        )
        if box?.isEmpty ?? false {
            counts.hidden += 1
        } else if isShown(0, style) {
            push(childrenOf: 0, context)
        }
        cascade.forgetRare()
    }

    private mutating func visit(_ node: Int, _ context: Context) throws(SVGFault) {
        if context.isRepeated { try countRepetition(of: node) }
        defer { cascade.forgetRare() }
        let name = tree.nodes[node].name
        guard name.isRendered else { return }
        if stack.count > Self.depthLimit {
            throw SVGFault(reason: .tooDeep(limit: Self.depthLimit), offset: tree.nodes[node].offset)
        }
        var inner = context
        inner.style = cascade.style(of: node, parent: context.style, in: context.viewport)
        guard isShown(node, inner.style) else { return }
        let own = transform(of: node, inner.style, context.viewport)
        if let own { inner.transform = context.transform * own }
        let placement = ElementPlacement(outer: context.transform, own: own, cascade.rare(inner.style))
        switch name {
        case .g, .a:
            openGroup(node, &inner)
            push(childrenOf: node, inner)
        case .switchElement: pushChoice(of: node, inner)
        case .svg: pushViewport(node, inner, width: nil, height: nil)
        case .use: pushTarget(of: node, inner, placement)
        case .text: counts.texts += 1
        case .image: counts.images += 1
        default: try drawShape(node, inner, placement)
        }
    }

    private mutating func isShown(_ node: Int, _ style: Style) -> Bool {
        if style.isDisplayed, style.opacity > 0, style.meetsConditions { return true }
        counts.hidden += 1
        return false
    }

    private mutating func countRepetition(of node: Int) throws(SVGFault) {
        let attributes = tree.nodes[node].attributes
        var length = 0
        if let last = attributes.last {
            length = tree.attributes[last].value.upperBound - tree.attributes[attributes.lowerBound].value.lowerBound
        }
        repetitions += 1 + (length + attributes.count) / 64
        if repetitions > Self.repetitionLimit {
            throw SVGFault(
                reason: .tooManyElements(limit: Self.repetitionLimit),
                offset: tree.nodes[node].offset
            )
        }
    }

    // MARK: Containers

    private mutating func push(childrenOf node: Int, _ context: Context) {
        stack.append(Frame(next: node + 1, end: tree.nodes[node].subtreeEnd, owner: node, context: context))
    }

    /// Pushes the first child that can be drawn and whose conditions are met.
    private mutating func pushChoice(of node: Int, _ context: Context) {
        var child = node + 1
        while child < tree.nodes[node].subtreeEnd {
            let end = tree.nodes[child].subtreeEnd
            if tree.nodes[child].name.isRendered, tree.meetsConditions(child) {
                stack.append(Frame(next: child, end: end, owner: node, context: context))
                return
            }
            if context.isRepeated { repetitions += 1 }
            child = end
        }
    }

    /// Enters an `svg` inside the document, or a `symbol` that is used: sets its viewport, and maps its view box onto
    /// it.
    /// - Returns: its size in its parent's units; `nil` if there is nothing to see.
    @discardableResult
    private mutating func pushViewport(
        _ node: Int,
        _ context: Context,
        width: Double?,
        height: Double?
    ) -> Viewport? {
        let (viewport, style) = (context.viewport, context.style)
        let isSymbol = tree.nodes[node].name == .symbol
        let x = isSymbol ? 0 : length(.x, of: node, whole: viewport.width, style) ?? 0
        let y = isSymbol ? 0 : length(.y, of: node, whole: viewport.height, style) ?? 0
        let ownWidth = width ?? length(.width, of: node, whole: viewport.width, style) ?? viewport.width
        let ownHeight = height ?? length(.height, of: node, whole: viewport.height, style) ?? viewport.height
        guard ownWidth > 0, ownHeight > 0 else { return nil }
        var inner = context
        inner.viewport = Viewport(width: ownWidth, height: ownHeight)
        var map = AffineTransform.translation(x, y)
        if let box = viewBox(of: node) {
            if box.isEmpty { return nil }
            map = map * box.transform(onto: inner.viewport, aspectRatio(of: node))
            inner.viewport = box.size
        }
        inner.transform = context.transform * map
        push(childrenOf: node, inner)
        return Viewport(width: ownWidth, height: ownHeight)
    }

    private mutating func viewBox(of node: Int) -> ViewBox? {
        guard let value = tree.value(.viewBox, of: node) else { return nil }
        let box = ViewBox(tree.text.span.extracting(value))
        if box == nil { remarks.add("the viewBox cannot be read and is left out", at: tree.nodes[node].offset) }
        return box
    }

    private func aspectRatio(of node: Int) -> AspectRatio {
        guard let value = tree.value(.preserveAspectRatio, of: node) else { return AspectRatio() }
        return AspectRatio(tree.text.span.extracting(value)) ?? AspectRatio()
    }

    private mutating func pushTarget(of node: Int, _ context: Context, _ placement: ElementPlacement) {
        let offset = tree.nodes[node].offset
        guard let value = tree.value(.href, of: node) ?? tree.value(.xlinkHref, of: node) else { return }
        let address = trimmed(value)
        guard address.first.map({ tree.text[$0] == UInt8(ascii: "#") }) ?? false else {
            remarks.add("a use of another file is left out", at: offset)
            return
        }
        guard let target = target(at: address) else {
            let name = String(decoding: tree.text[address], as: UTF8.self)
            remarks.add("a use of '\(name)', which is not in the file, is left out", at: offset)
            return
        }
        guard !stack.contains(where: { $0.owner == target }) else {
            remarks.add("a use of an element inside itself is left out", at: offset)
            trace?.leaveOut(node, in: context.reference)
            return
        }
        let (viewport, style) = (context.viewport, context.style)
        let x = length(.x, of: node, whole: viewport.width, style) ?? 0
        let y = length(.y, of: node, whole: viewport.height, style) ?? 0
        let width = length(.width, of: node, whole: viewport.width, style)
        let height = length(.height, of: node, whole: viewport.height, style)
        var inner = context
        inner.isRepeated = true
        inner.style.contextFill = contextPaint(style.fill, style)
        inner.style.contextStroke = contextPaint(style.stroke, style)
        inner.transform = context.transform * .translation(x, y)
        trace?.begin(&inner.reference, node, target: target, placement, at: Point(x, y))
        let name = tree.nodes[target].name
        guard name == .symbol || name == .svg else {
            stack.append(Frame(next: target, end: tree.nodes[target].subtreeEnd, owner: target, context: inner))
            return
        }
        inner.style = cascade.style(of: target, parent: inner.style, in: viewport)
        guard isShown(target, inner.style) else { return }
        if let own = transform(of: target, inner.style, viewport) { inner.transform = inner.transform * own }
        let size = pushViewport(target, inner, width: width, height: height)
        trace?.references[inner.reference].viewport = size
    }

    /// The element that an address refers to. `range` is the address's position in the document's values.
    mutating func target(at range: Range<Int>) -> Int? {
        let text = tree.text
        return cascade.node(referredTo: text.span.extracting(range))
    }

    func trimmed(_ range: Range<Int>) -> Range<Int> { tree.text.span.trimmed(range) }

    // MARK: Shapes

    /// A length given by a style or an attribute, in user units; `nil` if there is none or it is `auto`.
    /// - Parameter whole: the length that 100 % stands for.
    mutating func length(_ name: AttributeName, of node: Int, whole: Double, _ style: Style) -> Double? {
        if let given = cascade.rare(style)?.geometry.first(where: { $0.property == name }) {
            return given.length?.resolved(whole: whole, font: style.fontSize)
        }
        guard let value = tree.value(name, of: node) else { return nil }
        guard let length = Length(tree.text.span.extracting(value), cascade.basis) else {
            noteLength(name, value)
            return nil
        }
        return length.resolved(whole: whole, font: style.fontSize)
    }

    private mutating func noteLength(_ name: AttributeName, _ value: Range<Int>) {
        let text = String(decoding: tree.text[value.prefix(40)], as: UTF8.self)
        if !text.isEmpty, text != "auto" { cascade.note("\(name.rawValue) '\(text)' is not read") }
    }

    /// An element's own transform, from its style and its attribute; `nil` if it has none that can be read.
    private mutating func transform(of node: Int, _ style: Style, _ viewport: Viewport) -> AffineTransform? {
        guard let rare = cascade.rare(style), rare.changesTransform else {
            return attributeTransform(of: node, viewport)
        }
        var whole = rare.transform ?? attributeTransform(of: node, viewport) ?? .identity
        if let scale = rare.scale { whole = scale * whole }
        if let rotate = rare.rotate { whole = rotate * whole }
        if let translate = rare.translate { whole = translate * whole }
        guard let origin = rare.origin, whole != .identity else { return whole }
        var corner = Point.zero
        var size = viewport
        if rare.isOriginInShape {
            guard let box = box(of: node, Context(transform: .identity, style: style, viewport: viewport)) else {
                cascade.note("transform-box is read only for shapes")
                return whole
            }
            corner = box.minimum
            size = Viewport(width: box.maximum.x - corner.x, height: box.maximum.y - corner.y)
        }
        let x = corner.x + origin.x.resolved(whole: size.width, font: style.fontSize)
        let y = corner.y + origin.y.resolved(whole: size.height, font: style.fontSize)
        return .translation(x, y) * whole * .translation(-x, -y)
    }

    private mutating func attributeTransform(of node: Int, _ viewport: Viewport) -> AffineTransform? {
        guard let value = tree.value(.transform, of: node) else { return nil }
        let transform = TransformText.parse(tree.text.span.extracting(value), cascade.basis, box: viewport)
        if transform == nil {
            remarks.add("the transform cannot be read and is left out", at: tree.nodes[node].offset)
        }
        return transform
    }

    /// The box of a shape in its own coordinates; `nil` for other elements and empty shapes.
    private mutating func box(of node: Int, _ context: Context) -> BoundingBox? {
        let kept = (pen, remarks)
        pen = Pen()
        pen.tolerance = kept.0.tolerance
        drawOutline(of: node, context)
        let box = pen.sketch.boundingBox
        (pen, remarks) = kept
        return box
    }
}
