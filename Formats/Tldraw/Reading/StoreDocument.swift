internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// A document of version 2 and later: a flat list of records.
struct StoreDocument: SketchDocument {
    private struct Page {
        var node: JSONNode
        var id: String
    }

    private let shown: [Page]
    /// The shapes directly in each page, group or frame, from back to front.
    private let children: [String: [JSONNode]]
    /// The arrows that begin or end at another shape.
    private let boundArrows: Set<String>

    init(_ records: [JSONNode]) {
        var (pages, shapes): ([Ordered], [Ordered]) = ([], [])
        var boundArrows: Set<String> = []
        for node in records {
            let id = node["id"]?.text ?? ""
            switch node["typeName"]?.text {
            case "page": pages.append(Ordered(node, id: id))
            case "shape": shapes.append(Ordered(node, id: id))
            case "binding": node["fromId"]?.text.map { _ = boundArrows.insert($0) }
            default: break
            }
        }
        var children: [String: [JSONNode]] = [:]
        for shape in Ordered.sorted(shapes) {
            if let parent = shape.node["parentId"]?.text { children[parent, default: []].append(shape.node) }
        }
        let all = Ordered.sorted(pages).map { Page(node: $0.node, id: $0.id) }
        let drawn = all.filter { children[$0.id] != nil || OwnFacts(of: $0.node).isThere }
        shown = drawn.isEmpty ? Array(all.prefix(1)) : drawn
        (self.children, self.boundArrows) = (children, boundArrows)
    }

    var pages: [Int] { shown.map(\.node.offset) }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        let page = shown[page]
        let own = OwnFacts(of: page.node)
        var shapes = StoreShapes(isOwn: own.isThere)
        var stack = (children[page.id] ?? []).reversed().map { Pending(node: $0) }
        while let next = stack.popLast() {
            let id = next.node["id"]?.text ?? ""
            let inner = try shapes.read(next, isBound: boundArrows.contains(id))
            guard let inside = children[id], let inner else { continue }
            guard inner.depth <= TldrawDocument.nestingLimit else {
                throw DocumentFault(TldrawError.tooDeep(limit: TldrawDocument.nestingLimit), at: next.node.offset)
            }
            for child in inside.reversed() {
                var pending = inner
                pending.node = child
                stack.append(pending)
            }
        }
        shapes.strokes.finish(&sketch, &notes.losses)
        own.readPage(into: &sketch)
        let name = page.node["name"]?.text ?? ""
        if name != sketch.metadata.label, !name.isEmpty, !name.hasPrefix("Page") { notes.losses.add(.pageNames) }
    }

    /// A shape that is still to be read, and where it is.
    struct Pending {
        var node: JSONNode
        var place = Place.page
        var opacity = 1.0
        /// Its group among those of the page.
        var group: Int?
        var depth = 0
    }
}

/// A record with what orders it.
private struct Ordered {
    let node: JSONNode
    let id: String
    /// A key between those of its neighbours, compared byte by byte.
    let index: String

    init(_ node: JSONNode, id: String) {
        (self.node, self.id, index) = (node, id, node["index"]?.text ?? "")
    }

    /// The records in order, of each id the last.
    static func sorted(_ records: [Ordered]) -> [Ordered] {
        var places: [String: Int] = [:]
        for (place, record) in records.enumerated() { places[record.id] = place }
        let last = records.indices.filter { places[records[$0].id] == $0 }
        return last.sorted {
            let (one, other) = (records[$0].index, records[$1].index)
            if one == other { return $0 < $1 }
            return one.utf8.lexicographicallyPrecedes(other.utf8)
        }.map { records[$0] }
    }
}
