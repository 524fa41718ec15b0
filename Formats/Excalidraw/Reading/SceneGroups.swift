internal import JSONTrees
internal import SketchModel

/// The groups of a scene: frames outermost, and in them the groups that elements list.
struct SceneGroups {
    private struct Place: Hashable {
        var parent: Int?
        var id: String
        var isFrame: Bool
    }

    /// The names of the frames by their ids.
    private var frames: [String: String] = [:]
    private var indices: [Place: Int] = [:]

    /// Remembers the element if it is a frame.
    mutating func addFrame(_ node: JSONNode) {
        guard let type = node["type"]?.text, type == "frame" || type == "magicframe", let id = node["id"]?.text,
            node["isDeleted"]?.boolean != true
        else { return }
        frames[id] = node["name"]?.text ?? id
    }

    /// The innermost group that contains an element; the groups around it are added to the sketch if they are new.
    mutating func group(of node: JSONNode, _ own: OwnRecord, in sketch: inout Sketch) -> Int? {
        var innermost: Int?
        if let frame = node["frameId"]?.text, let name = frames[frame] {
            innermost = index(Place(parent: nil, id: frame, isFrame: true), in: &sketch) { StrokeGroup(name: name) }
        }
        // Listed from the innermost on.
        for id in (node["groupIds"]?.elements.compactMap(\.text) ?? []).reversed() {
            innermost = index(Place(parent: innermost, id: id, isFrame: false), in: &sketch) { own.group(id) }
        }
        return innermost
    }

    private mutating func index(_ place: Place, in sketch: inout Sketch, _ group: () -> StrokeGroup) -> Int {
        if let index = indices[place] { return index }
        var group = group()
        group.parent = place.parent
        let index = sketch.addGroup(group)
        indices[place] = index
        return index
    }
}
