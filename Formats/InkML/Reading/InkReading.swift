internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// Reads an element `ink` as a sketch.
struct InkReading {
    private let ink: XMLNode
    private var definitions: Definitions
    private var text = TraceText()
    private var points = InkPoints()
    private var groups = InkGroups()
    private var metadata = InkMetadata()

    /// The strokes, each as ranges of points: one, or several if traces continue others.
    private var strokes: [[Range<Int>]] = []
    private var attributes: [StrokeAttributes] = []
    /// The stroke of each trace that has an id; `nil` for one that isn't a stroke.
    private var strokesByID: [String: Int?] = [:]
    /// The number of elements `trace` so far, which is what their ids are in many files.
    private var traceCount = 0
    private var penUps = 0
    /// What the context elements before this place have set.
    private var current = InkContext()
    /// The format in use, and what the numbers of the first trace's x measure.
    private var format = TraceFormat.standard
    private var formatNumber: Int?
    private var reference: Measure?

    private var losses: Set<Loss> = []
    private var notes = DocumentNotes()
    private static let warningLimit = 64

    /// - Parameter outer: those of the ink that contains this one, if it isn't the outermost.
    init(_ ink: XMLNode, outer: Definitions?) {
        self.ink = ink
        definitions = Definitions(ink, outer: outer)
    }

    /// Fills a sketch, which is empty.
    mutating func read(into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        if let context = definitions.only.context { current = try definitions.context(context) }
        if let format = definitions.only.format { try definitions.setFormat(format, source: nil, &current) }
        for node in ink.children { try readTop(node) }
        try groups.resolve(strokesByID, &attributes)
        for (text, offset) in groups.warnings { warn(text, at: offset) }
        losses.formUnion(points.fill(&sketch, strokes: strokes))
        for group in groups.groups { _ = sketch.addGroup(group) }
        for (stroke, details) in attributes.enumerated() where details != .none {
            sketch.setAttributes(details, ofStroke: stroke)
        }
        let moment = try definitions.moment()
        if moment.isUnread { losses.insert(.timestamp) }
        metadata.fill(&sketch, moment: moment.moment)
        losses.formUnion(metadata.losses)
        losses.formUnion(groups.losses)
        losses.formUnion(definitions.losses)
        for loss in losses { self.notes.losses.add(loss) }
        self.notes.losses.add(.inkPenUps, shapes: penUps)
        self.notes.losses.add(.inkPlacelessPoints, shapes: points.placelessPoints)
        notes = self.notes
    }

    private mutating func warn(_ text: String, at offset: Int) {
        if notes.warnings.count < Self.warningLimit { notes.warn(text, at: offset) }
    }

    private mutating func readTop(_ node: XMLNode) throws(DocumentFault) {
        guard node.namespace == ink.namespace else {
            losses.insert(.inkElements)
            return
        }
        switch node.name {
        case "traceFormat": try definitions.setFormat(node, source: nil, &current)
        case "context": current = try definitions.context(node)
        case "brush": current.brush = try definitions.brush(node)
        case "annotation":
            if !metadata.take(node) { warn("this annotation can't be read", at: node.offset) }
        case "annotationXML": losses.insert(.inkAnnotations)
        case "definitions":
            // Some files keep their traces there, and refer to them.
            for child in node.children where Self.isInk(child) { try readInk(child, in: current) }
        case "inkSource", "timestamp", "canvas", "canvasTransform", "mapping", "ink": break
        default: try readInk(node, in: current)
        }
    }

    // MARK: Traces and groups

    private static func isInk(_ node: XMLNode) -> Bool { ["trace", "traceGroup", "traceView"].contains(node.name) }

    private mutating func readInk(
        _ node: XMLNode,
        in context: InkContext,
        _ scope: InkScope = InkScope()
    ) throws(DocumentFault) {
        switch node.name {
        case "trace": try readTrace(node, in: context, scope)
        case "traceGroup": try readGroup(node, in: context, scope)
        case "traceView":
            if GroupLabels.isGroup(node) {
                try readGroup(node, in: context, scope)
            } else {
                groups.addReference(node, in: scope)
            }
        case "annotation": break
        case "annotationXML": losses.insert(.inkAnnotations)
        default: losses.insert(.inkElements)
        }
    }

    private mutating func readGroup(
        _ node: XMLNode,
        in outer: InkContext,
        _ scope: InkScope
    ) throws(DocumentFault) {
        let labels = GroupLabels(node)
        losses.formUnion(labels.losses)
        let context = try definitions.context(of: node, inherited: outer)
        var inner = InkScope(group: scope.group, part: labels.truth, strokeName: labels.strokeName)
        if !labels.isPart { inner.group = groups.add(labels, in: scope.group) }
        let first = strokes.count
        if node["traceDataRef"] != nil { groups.addReference(node, in: inner) }
        for child in node.children { try readInk(child, in: context, inner) }
        if let id = node.identifier { groups.name(first..<strokes.count, id) }
    }

    private mutating func readTrace(
        _ node: XMLNode,
        in outer: InkContext,
        _ scope: InkScope
    ) throws(DocumentFault) {
        let id = node.identifier
        let number = traceCount
        traceCount += 1
        if let type = node["type"], type == "penUp" || type == "hover" {
            penUps += 1
            if let id, strokesByID[id] == nil { strokesByID[id] = .some(nil) }
            return
        }
        if node["timeOffset"] != nil || node["duration"] != nil { losses.insert(.inkStrokeTimes) }
        let context = try definitions.context(of: node, inherited: outer)
        try use(context)
        let start = points.points.count
        try readPoints(node)
        let range = start..<points.points.count

        if let previous = try continued(by: node) {
            strokes[previous].append(range)
            if let id, strokesByID[id] == nil { strokesByID[id] = previous }
            return
        }
        if let id, strokesByID[id] == nil { strokesByID[id] = strokes.count }
        strokes.append([range])
        var details = StrokeAttributes(part: scope.part, group: scope.group)
        // Most data sets only number their traces.
        if let id, id != String(number) { details.name = id }
        if let name = scope.strokeName { details.name = name }
        if let brush = context.brush { take(brush, into: &details) }
        attributes.append(details)
    }

    private mutating func take(_ brush: Brush, into details: inout StrokeAttributes) {
        losses.formUnion(brush.losses)
        details.colour = brush.colour
        details.tool = brush.tool
        if brush.width != nil {
            details.width = brush.width(in: reference ?? Measure())
            if details.width == nil { losses.insert(.widths) }
        }
    }

    /// Prepares for the format of a context.
    private mutating func use(_ context: InkContext) throws(DocumentFault) {
        guard context.formatNumber != formatNumber else { return }
        formatNumber = context.formatNumber
        format = context.format ?? .standard
        if reference == nil, let x = format.index(of: .x) { reference = format.channels[x].measure }
        if points.use(format, reference: reference ?? Measure()) { losses.insert(.inkChannels) }
        if format.hasMapping { losses.insert(.inkMappings) }
    }

    private mutating func readPoints(_ node: XMLNode) throws(DocumentFault) {
        if let child = node.child() {
            throw DocumentFault(InkMLError.elementInTrace(child.name), at: child.offset)
        }
        let bytes = node.textBytes
        do throws(TraceFault) {
            try text.read(bytes.span, format, into: &points)
        } catch {
            // Where the text has references, its bytes aren't those of the file.
            let isPlain = bytes.count == node.content.count
            let offset = isPlain ? node.content.lowerBound + error.offset : node.offset
            throw DocumentFault(error.reason, at: offset)
        }
    }

    /// The stroke that a trace continues, if it says so.
    private func continued(by node: XMLNode) throws(DocumentFault) -> Int? {
        switch node["continuation"] {
        case nil, "begin": return nil
        case "middle", "end": break
        case let other?: throw DocumentFault(InkMLError.unknownContinuation(other), at: node.offset)
        }
        guard let reference = node["priorRef"] else {
            guard let last = strokes.indices.last else {
                throw DocumentFault(InkMLError.nothingToContinue, at: node.offset)
            }
            return last
        }
        guard let known = strokesByID[InkGroups.id(reference)], let stroke = known else {
            throw DocumentFault(
                InkMLError.unknownReference(attribute: "priorRef", value: reference),
                at: node.offset
            )
        }
        return stroke
    }
}

extension XMLNode {
    /// The first child of any name.
    fileprivate func child() -> XMLNode? { children.first { _ in true } }
}
