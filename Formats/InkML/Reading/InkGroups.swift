internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// The groups of an ink, and which strokes they refer to.
struct InkGroups {
    /// The most traces that all references together may reach.
    static let referenceLimit = 1 << 22

    private(set) var groups: [StrokeGroup] = []
    private(set) var losses: Set<Loss> = []
    private(set) var warnings: [(text: String, offset: Int)] = []

    /// A `traceView` of traces that may come later.
    private struct Reference {
        var id: String
        var scope: InkScope
        var offset: Int
    }

    private var references: [Reference] = []
    /// The strokes in groups that have ids.
    private var ranges: [String: Range<Int>] = [:]

    /// The id that a reference means: `#id`, or `id` alone as in CROHME's files.
    static func id(_ reference: String) -> String {
        reference.hasPrefix("#") ? String(reference.dropFirst()) : reference
    }

    /// - Returns: the group's index.
    mutating func add(_ labels: GroupLabels, in parent: Int?) -> Int {
        groups.append(StrokeGroup(name: labels.name ?? labels.truth, isLayer: labels.isLayer, parent: parent))
        return groups.count - 1
    }

    /// Notes the id of a group with these strokes.
    mutating func name(_ strokes: Range<Int>, _ id: String) {
        if ranges[id] == nil { ranges[id] = strokes }
    }

    /// Notes a `traceView`, to be resolved once all traces are known.
    mutating func addReference(_ node: XMLNode, in scope: InkScope) {
        guard let reference = node["traceDataRef"] else { return }
        if node["from"] != nil || node["to"] != nil { losses.insert(.inkViewRanges) }
        references.append(Reference(id: Self.id(reference), scope: scope, offset: node.offset))
    }

    /// Gives the strokes that are referred to their groups and parts. A stroke that is in a group already stays there.
    mutating func resolve(
        _ strokes: [String: Int?],
        _ attributes: inout [StrokeAttributes]
    ) throws(DocumentFault) {
        var budget = Self.referenceLimit
        for reference in references {
            let range: Range<Int>
            if let known = strokes[reference.id] {
                guard let stroke = known else { continue }
                range = stroke..<stroke + 1
            } else if let known = ranges[reference.id] {
                range = known
            } else {
                warnings.append(("traceDataRef='\(reference.id)' refers to no trace", reference.offset))
                continue
            }
            budget -= range.count
            guard budget >= 0 else {
                throw DocumentFault(
                    InkMLError.tooManyReferences(limit: Self.referenceLimit),
                    at: reference.offset
                )
            }
            for stroke in range { label(&attributes[stroke], reference.scope) }
        }
    }

    private mutating func label(_ details: inout StrokeAttributes, _ scope: InkScope) {
        if let name = scope.strokeName { details.name = name }
        if scope.group == nil, scope.part == nil { return }
        guard details.group == nil, details.part == nil else {
            losses.insert(.inkFurtherGroups)
            return
        }
        (details.group, details.part) = (scope.group, scope.part)
    }
}

/// What the groups around a place say about the traces there.
struct InkScope {
    var group: Int?
    var part: String?
    var strokeName: String?
}
