internal import SketchModel
internal import TextNotation

/// Writes the groups around strokes. A shape's children are drawn together, so a group whose strokes don't follow one
/// another is written several times, with its number, by which reading makes it one again.
struct GroupRecords {
    /// A group, or the page at the bottom of the stack, that the next shape may be put into.
    private struct Level {
        /// The index in the sketch's groups.
        var group: Int?
        /// The number of its record on the page.
        var record = 0
        var children = 0
    }

    private var levels = [Level()]
    private var records = 0
    /// The groups that have a record.
    private(set) var written: Set<Int> = []

    /// Leaves and begins groups so that the next shape lies in `group`.
    mutating func enter(_ group: Int?, of sketch: borrowing Sketch, to bytes: inout [UInt8]) {
        var path: [Int] = []
        var next = group
        while let group = next, sketch.groups.indices.contains(group) {
            path.append(group)
            next = sketch.groups[group].parent.flatMap { $0 < group ? $0 : nil }
        }
        path = Array(path.reversed().prefix(TldrawDocument.nestingLimit))
        let shared = zip(levels.dropFirst(), path).prefix { $0.group == $1 }.count
        levels.removeLast(levels.count - 1 - shared)
        for group in path.dropFirst(shared) { begin(group, sketch.groups[group], to: &bytes) }
    }

    private mutating func begin(_ index: Int, _ group: StrokeGroup, to bytes: inout [UInt8]) {
        bytes += Array(",\n{\"id\":\"shape:p".utf8)
        bytes.append(PageMark.number)
        bytes.append(UInt8(ascii: "g"))
        DecimalText.append(records, to: &bytes)
        bytes += Array("\",\"typeName\":\"shape\",\"type\":\"group\",".utf8)
        appendParent(to: &bytes)
        bytes += Array(",\"x\":0,\"y\":0,\"rotation\":0,\"isLocked\":false,\"opacity\":1,\"meta\":".utf8)
        var facts: [(String, JSONValue)] = [("group", .whole(index))]
        if let name = group.name { facts.append(("name", .text(name))) }
        if group.isLayer { facts.append(("layer", .boolean(true))) }
        JSONValue.object([(OwnFacts.key, .object(facts))]).append(to: &bytes)
        bytes += Array(",\"props\":{}}".utf8)
        levels.append(Level(group: index, record: records))
        written.insert(index)
        records += 1
    }

    /// Appends the members that put a shape into the current group, in front of those that are there.
    mutating func appendParent(to bytes: inout [UInt8]) {
        let level = levels[levels.count - 1]
        levels[levels.count - 1].children += 1
        bytes += Array((level.group == nil ? "\"parentId\":\"page:p" : "\"parentId\":\"shape:p").utf8)
        bytes.append(PageMark.number)
        if level.group != nil {
            bytes.append(UInt8(ascii: "g"))
            DecimalText.append(level.record, to: &bytes)
        }
        bytes += Array("\",\"index\":\"".utf8)
        FractionalIndex.append(level.children + 1, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
