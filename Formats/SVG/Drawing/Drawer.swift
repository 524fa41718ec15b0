internal import SketchModel

/// Walks a document as a viewer would draw it, and draws its strokes into a sketch.
///
/// The walk keeps its own stack, so that no document can exhaust that of the thread.
struct Drawer {
    /// How deep the walk may go, through references too.
    static let depthLimit = 2_000
    /// How many elements references may repeat. Long ones count for more.
    static let repetitionLimit = 1 << 20

    let tree: XMLTree
    let source: SourceText
    let format: SVGFormat
    var pen = Pen()
    var losses = LossReport()
    var remarks = Remarks()
    var record = OwnRecord()
    /// Where each stroke comes from, where that is asked for.
    var trace: StrokeTrace?

    private var cascade: Cascade
    private var stack: [Frame] = []
    private var targets: [ArraySlice<UInt8>: Int]?
    private var repetitions = 0
    private var counts = ShapeCounts()

    /// What an element has from those around it.
    struct Context {
        var transform: AffineTransform
        var style: Style
        var viewport: Viewport
        /// Whether this part of the document is drawn by a reference to it.
        var isRepeated = false
        /// The reference by which it is, among those of the trace.
        var reference = StrokeTrace.noReference
    }

    /// Siblings that are still to be drawn.
    private struct Frame {
        var next: Int
        var end: Int
        /// The element whose children these are, or that a reference draws.
        var owner: Int
        var context: Context
    }

    /// How many shapes were seen, by what became of them.
    private struct ShapeCounts {
        var stroked = 0
        var filled = 0
        var hidden = 0
        var texts = 0
        var images = 0
    }

    init(_ tree: XMLTree, _ source: SourceText, format: SVGFormat) {
        self.tree = tree
        self.source = source
        self.format = format
        cascade = Cascade(tree)
    }

    /// Draws the whole document, and takes the record that the writer may have left in it.
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
        report()
    }

    /// The root: its `viewBox` gives the sketch's units, and is not mapped onto anything.
    private mutating func beginRoot() {
        var style = cascade.style(of: 0, parent: Style())
        style.fonts.root = style.fonts.own
        let box = viewBox(of: 0)
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
            transform: transform(of: 0, style) ?? .identity,
            style: style,
            viewport: viewport
        )
        if box?.isEmpty ?? false {
            counts.hidden += 1
        } else if isShown(0, style) {
            push(childrenOf: 0, context)
        }
    }

    private mutating func visit(_ node: Int, _ context: Context) throws(SVGFault) {
        if context.isRepeated { try countRepetition(of: node) }
        let name = tree.nodes[node].name
        guard name.isRendered else { return }
        if stack.count > Self.depthLimit {
            throw SVGFault(reason: .tooDeep(limit: Self.depthLimit), offset: tree.nodes[node].offset)
        }
        var inner = context
        inner.style = cascade.style(of: node, parent: context.style)
        guard isShown(node, inner.style) else { return }
        let own = transform(of: node, inner.style)
        if let own { inner.transform = context.transform * own }
        switch name {
        case .g, .a: push(childrenOf: node, inner)
        case .switchElement: pushChoice(of: node, inner)
        case .svg: pushViewport(node, inner, width: nil, height: nil)
        case .use: pushTarget(of: node, inner, Placement(outer: context.transform, own: own, inner.style))
        case .text: counts.texts += 1
        case .image: counts.images += 1
        default: try drawShape(node, inner, Placement(outer: context.transform, own: own, inner.style))
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

    /// The first child that can be drawn and asks for nothing special.
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

    /// An `svg` inside the document, or a `symbol` that is used: its own viewport, and its box mapped onto it.
    /// - Returns: the size in its parent's units; `nil` where there is nothing to see.
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

    private mutating func pushTarget(of node: Int, _ context: Context, _ placement: Placement) {
        let offset = tree.nodes[node].offset
        guard let value = tree.value(.href, of: node) ?? tree.value(.xlinkHref, of: node) else { return }
        let reference = tree.text[value.clamped(to: trimmed(value))]
        guard reference.first == UInt8(ascii: "#") else {
            remarks.add("a use of another file is left out", at: offset)
            return
        }
        guard let target = target(reference.dropFirst()) else {
            let name = String(decoding: reference, as: UTF8.self)
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
        var inner = context
        inner.isRepeated = true
        inner.transform = context.transform * .translation(x, y)
        trace?.begin(&inner.reference, node, target: target, placement, at: Point(x, y))
        let name = tree.nodes[target].name
        guard name == .symbol || name == .svg else {
            stack.append(Frame(next: target, end: tree.nodes[target].subtreeEnd, owner: target, context: inner))
            return
        }
        inner.style = cascade.style(of: target, parent: style)
        guard isShown(target, inner.style) else { return }
        if let own = transform(of: target, inner.style) { inner.transform = inner.transform * own }
        let size = pushViewport(
            target,
            inner,
            width: length(.width, of: node, whole: viewport.width, style),
            height: length(.height, of: node, whole: viewport.height, style)
        )
        trace?.references[inner.reference].viewport = size
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> { tree.text.span.trimmed(range) }

    /// The first element with an id.
    private mutating func target(_ id: ArraySlice<UInt8>) -> Int? {
        if targets == nil {
            var found: [ArraySlice<UInt8>: Int] = [:]
            for node in tree.nodes.indices.reversed() {
                if let value = tree.value(.id, of: node) { found[tree.text[value]] = node }
            }
            targets = found
        }
        return targets?[id]
    }

    // MARK: Shapes

    private mutating func drawShape(_ node: Int, _ context: Context, _ placement: Placement) throws(SVGFault) {
        let style = context.style
        let width = style.strokeWidth.resolved(whole: context.viewport.diagonal, fonts: style.fonts)
        if !style.isVisible || context.transform.isSingular {
            counts.hidden += 1
            return
        }
        if style.paintsStroke(width: width) {
            counts.stroked += 1
        } else if style.paintsFill, tree.nodes[node].name != .line {
            counts.filled += 1
            switch format.fill {
            case .skip: return
            case .outline: break
            case .error:
                throw SVGFault(
                    reason: .filledShape(element: tree.nodes[node].name.rawValue),
                    offset: tree.nodes[node].offset
                )
            }
        } else {
            counts.hidden += 1
            return
        }
        let first = pen.sketch.points.count
        let firstStroke = pen.sketch.strokeCount
        pen.transform = context.transform
        drawOutline(of: node, context)
        if pen.isCoarse {
            remarks.add(
                "a curve needs more than \(Pen.curveLimit) segments at this tolerance, and is drawn with as many",
                at: tree.nodes[node].offset
            )
        }
        record.readChannels(of: node, tree, from: first, into: &pen.sketch)
        let strokes = firstStroke..<pen.sketch.strokeCount
        trace?.add(node, context.reference, strokes, pointCount: pen.sketch.points.count - first, placement)
        if context.isRepeated { pen.budget -= pen.sketch.points.count - first }
        if pen.budget <= 0 {
            throw SVGFault(reason: .tooManyPoints(limit: 1 << 24), offset: tree.nodes[node].offset)
        }
    }

    func length(_ name: AttributeName, of node: Int, whole: Double, _ style: Style) -> Double? {
        guard let value = tree.value(name, of: node) else { return nil }
        return Length(tree.text.span.extracting(value))?.resolved(whole: whole, fonts: style.fonts)
    }

    private mutating func transform(of node: Int, _ style: Style) -> AffineTransform? {
        if let transform = style.transform { return transform }
        guard let value = tree.value(.transform, of: node) else { return nil }
        let transform = TransformText.parse(tree.text.span.extracting(value))
        if transform == nil {
            remarks.add("the transform cannot be read and is left out", at: tree.nodes[node].offset)
        }
        return transform
    }

    private mutating func report() {
        if counts.filled > 0, format.fill == .skip { losses.add(.filledShapes) }
        if counts.hidden > 0 { losses.add(.hiddenShapes) }
        if counts.texts > 0 { losses.add(.textElements) }
        if counts.images > 0 { losses.add(.images) }
        guard pen.sketch.strokeEnds.isEmpty else { return }
        if counts.filled > 0, format.fill == .skip {
            let shapes = counts.filled == 1 ? "the one shape is" : "all \(counts.filled) shapes are"
            remarks.add(
                "\(shapes) filled and without a stroke, so nothing is read; --fill outline takes outlines",
                at: tree.nodes[0].offset
            )
        } else {
            remarks.add("the drawing has no strokes", at: tree.nodes[0].offset)
        }
    }
}
