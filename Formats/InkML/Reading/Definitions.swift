internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// What holds for a trace: the context, and the format and brush that it sets.
struct InkContext {
    var format: TraceFormat?
    /// Distinguishes formats: the same number means the same one.
    var formatNumber = 0
    var brush: Brush?
}

/// The formats, contexts and brushes of an ink, found by their ids.
struct Definitions {
    /// How many references may follow one another.
    private static let chainLimit = 16

    /// By kind and id.
    private var nodes: [String: [String: XMLNode]] = [:]
    /// Those of the ink that contains this one.
    private var outerNodes: [String: [String: XMLNode]] = [:]
    private(set) var timestamps: [XMLNode] = []
    private var contexts: [Int: InkContext] = [:]
    private var formats: [Key: (format: TraceFormat, number: Int)] = [:]
    private var brushes: [Int: Brush] = [:]
    /// The context or format that holds if traces name none: the only one that the ink defines.
    private(set) var only: (context: XMLNode?, format: XMLNode?) = (nil, nil)
    private(set) var losses: Set<Loss> = []

    private struct Key: Hashable {
        var format: Int
        var source: Int
    }

    /// - Parameter outer: the ink that contains this one, if it isn't the outermost.
    init(_ ink: XMLNode, outer: Definitions? = nil) {
        if let outer { (outerNodes, losses) = (outer.nodes, outer.losses) }
        register(ink.children)
        let defined = defined(ink)
        let (contexts, formats) = (defined.filter { $0.name == "context" }, defined.filter { $0.name == "traceFormat" })
        if contexts.count == 1 { only.context = contexts[0] }
        if contexts.isEmpty, formats.count == 1 { only.format = formats[0] }
    }

    private func defined(_ ink: XMLNode) -> [XMLNode] {
        ink.children.filter { $0.name == "definitions" }.flatMap { Array($0.children) }
    }

    private mutating func register(_ children: XMLChildren) {
        for node in children {
            switch node.name {
            case "definitions", "context", "inkSource": register(node.children)
            case "timestamp": timestamps.append(node)
            case "traceFormat", "brush": break
            case "canvas", "canvasTransform", "mapping":
                losses.insert(.inkMappings)
                continue
            case "sampleRate", "latency", "activeArea", "sourceProperty", "srcProperty":
                losses.insert(.inkDevices)
                continue
            default: continue
            }
            let device = ["manufacturer", "model", "serialNo", "specificationRef", "description"]
            if node.name == "inkSource", device.contains(where: { node[$0] != nil }) { losses.insert(.inkDevices) }
            if let id = node.identifier { nodes[node.name, default: [:]][id] = node }
        }
    }

    /// The node of a kind that an attribute refers to as `#id`; `nil` if there is no such attribute.
    private func node(_ kind: String, _ attribute: String, of node: XMLNode) throws(DocumentFault) -> XMLNode? {
        guard let value = node[attribute] else { return nil }
        let id = value.hasPrefix("#") ? String(value.dropFirst()) : value
        if let found = nodes[kind]?[id] ?? outerNodes[kind]?[id] { return found }
        throw DocumentFault(InkMLError.unknownReference(attribute: attribute, value: value), at: node.offset)
    }

    // MARK: Contexts

    /// The context of a trace or a group that has `contextRef`, `traceFormatRef` or `brushRef`, over what it inherits.
    mutating func context(of node: XMLNode, inherited: InkContext) throws(DocumentFault) -> InkContext {
        var context = inherited
        if let value = node["contextRef"] {
            context = InkContext()
            if value != "#DefaultContext", let referred = try self.node("context", "contextRef", of: node) {
                context = try self.context(referred)
            }
        }
        try setFormat(of: node, source: nil, &context)
        if let brush = try self.node("brush", "brushRef", of: node) { context.brush = try self.brush(brush) }
        return context
    }

    /// What an element `context` sets.
    mutating func context(_ node: XMLNode, depth: Int = 0) throws(DocumentFault) -> InkContext {
        if let known = contexts[node.index] { return known }
        guard depth < Self.chainLimit else {
            throw DocumentFault(InkMLError.referenceLoop(attribute: "contextRef"), at: node.offset)
        }
        var context = InkContext()
        if node["contextRef"] != "#DefaultContext", let base = try self.node("context", "contextRef", of: node) {
            context = try self.context(base, depth: depth + 1)
        }
        let referred = try self.node("inkSource", "inkSourceRef", of: node)
        let source = node.child("inkSource") ?? referred
        if let source { try setFormat(of: source, source: source, &context) }
        try setFormat(of: node, source: source, &context)
        if let brush = try self.node("brush", "brushRef", of: node) { context.brush = try self.brush(brush) }
        if let brush = node.child("brush") { context.brush = try self.brush(brush) }
        contexts[node.index] = context
        return context
    }

    // MARK: Formats

    /// Takes the format that an element contains or refers to, if it does.
    private mutating func setFormat(
        of node: XMLNode,
        source: XMLNode?,
        _ context: inout InkContext
    ) throws(DocumentFault) {
        if node["traceFormatRef"] == "#DefaultTraceFormat" {
            (context.format, context.formatNumber) = (.standard, 0)
        } else if let format = try self.node("traceFormat", "traceFormatRef", of: node) {
            try setFormat(format, source: source, &context)
        }
        // A trace has none.
        if let format = node.child("traceFormat") { try setFormat(format, source: source, &context) }
    }

    mutating func setFormat(
        _ node: XMLNode,
        source: XMLNode?,
        _ context: inout InkContext
    ) throws(DocumentFault) {
        let key = Key(format: node.index, source: source?.index ?? -1)
        if formats[key] == nil {
            formats[key] = (try TraceFormat(node, source: source), formats.count + 1)
        }
        if let known = formats[key] { (context.format, context.formatNumber) = known }
    }

    // MARK: Brushes

    mutating func brush(_ node: XMLNode, depth: Int = 0) throws(DocumentFault) -> Brush {
        if let known = brushes[node.index] { return known }
        guard depth < Self.chainLimit else {
            throw DocumentFault(InkMLError.referenceLoop(attribute: "brushRef"), at: node.offset)
        }
        var inherited: Brush?
        if let base = try self.node("brush", "brushRef", of: node) {
            inherited = try self.brush(base, depth: depth + 1)
        }
        let brush = try Brush(node, inherited: inherited)
        brushes[node.index] = brush
        return brush
    }

    // MARK: Time

    /// The first moment that a timestamp states; if there is none, whether one can't be read.
    func moment() throws(DocumentFault) -> (moment: Timestamp?, isUnread: Bool) {
        var isUnread = false
        for node in timestamps {
            var moment: Timestamp?
            if let text = node.bytes(of: "timeString") {
                moment = TimeText.parse(text)
            } else if node["time"] != nil, let time = try node.number("time") {
                moment = TimeText.moment(milliseconds: time)
            } else if node["timestampRef"] == nil, node["timeOffset"] == nil {
                continue
            }
            if let moment { return (moment, false) }
            isUnread = true
        }
        return (nil, isUnread)
    }
}
