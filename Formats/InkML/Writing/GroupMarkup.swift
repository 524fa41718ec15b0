internal import SketchModel

/// The groups and parts of a sketch as nested traceGroups that refer to its traces.
struct GroupMarkup {
    /// Readers refuse documents that are nested deeper than 256.
    private static let depthLimit = 200

    private var groups: [StrokeGroup]
    /// Whether groups are nested too deep; their strokes are then in the innermost group that isn't.
    private(set) var isTooDeep = false
    private let names: TraceNames
    /// The groups directly in each group; in the last element those that are in none.
    private var children: [[Int]]
    /// The strokes directly in each group, with their parts; in the last element those that are in none.
    private var strokes: [[(stroke: Int, part: String?)]]

    init(_ sketch: borrowing Sketch, _ names: TraceNames) {
        self.names = names
        groups = sketch.groups
        children = Array(repeating: [], count: groups.count + 1)
        strokes = Array(repeating: [], count: groups.count + 1)
        // For each group, its depth and the group that stands for it.
        var places: [(depth: Int, group: Int)] = []
        for (index, group) in groups.enumerated() {
            let parent = group.parent.flatMap { $0 < index ? places[$0] : nil }
            if let parent, parent.depth == Self.depthLimit {
                isTooDeep = true
                places.append(parent)
            } else {
                places.append(((parent?.depth ?? 0) + 1, index))
                children[parent?.group ?? groups.count].append(index)
            }
        }
        for (stroke, details) in sketch.attributes.prefix(sketch.strokeCount).enumerated()
        where details.group != nil || details.part != nil {
            let group = details.group.flatMap { places.indices.contains($0) ? places[$0].group : nil }
            strokes[group ?? groups.count].append((stroke, details.part))
        }
    }

    func append(to bytes: inout [UInt8]) { appendContent(of: groups.count, namedPart: nil, to: &bytes) }

    private func append(_ group: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<traceGroup>\n".utf8)
        var truth: String?
        if let name = groups[group].name {
            // As in CROHME's files, if the name is also the part of all strokes.
            if strokes[group].allSatisfy({ $0.part.map { $0.utf8.elementsEqual(name.utf8) } == true }) {
                truth = name
                MarkupBytes.appendAnnotation(AnnotationText.truth, name, to: &bytes)
            } else {
                MarkupBytes.appendAnnotation(GroupLabels.name, name, to: &bytes)
            }
        }
        if groups[group].isLayer { bytes.append(contentsOf: "<annotation type=\"\(GroupLabels.layer)\"/>\n".utf8) }
        appendContent(of: group, namedPart: truth, to: &bytes)
        bytes.append(contentsOf: "</traceGroup>\n".utf8)
    }

    /// - Parameter namedPart: the part that the group's own truth already says.
    private func appendContent(of group: Int, namedPart: String?, to bytes: inout [UInt8]) {
        var parts: [(part: String, strokes: [Int])] = []
        var places: [[UInt8]: Int] = [:]
        for (stroke, part) in strokes[group] {
            guard namedPart == nil, let part else {
                appendView(stroke, to: &bytes)
                continue
            }
            let key = Array(part.utf8)
            if let place = places[key] {
                parts[place].strokes.append(stroke)
            } else {
                places[key] = parts.count
                parts.append((part, [stroke]))
            }
        }
        for (part, strokes) in parts {
            bytes.append(contentsOf: "<traceGroup>\n".utf8)
            MarkupBytes.appendAnnotation(AnnotationText.truth, part, to: &bytes)
            bytes.append(contentsOf: "<annotation type=\"\(GroupLabels.part)\"/>\n".utf8)
            for stroke in strokes { appendView(stroke, to: &bytes) }
            bytes.append(contentsOf: "</traceGroup>\n".utf8)
        }
        for child in children[group] { append(child, to: &bytes) }
    }

    private func appendView(_ stroke: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "<traceView".utf8)
        MarkupBytes.appendAttribute("traceDataRef", names.id(ofStroke: stroke), to: &bytes)
        bytes.append(contentsOf: "/>\n".utf8)
    }
}
