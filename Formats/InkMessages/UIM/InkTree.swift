internal import MessageFields
internal import SketchModel

/// The strokes in the order in which they are drawn, and the groups that contain them.
struct InkTree {
    /// A stroke, or a part of one, in its place.
    struct Leaf {
        var stroke: Int
        /// The index of its group; `nil` if only the root contains it.
        var group: Int?
        /// The points that it consists of; `nil` for all.
        var interval: Interval?
        /// Where the node begins.
        var offset: Int
    }

    /// A part of a spline.
    struct Interval {
        var from = 0
        var to = 0
        var start: Float = 0
        var end: Float = 1
    }

    private(set) var groups: [StrokeGroup] = []
    private(set) var leaves: [Leaf] = []

    /// The most groups inside one another.
    private static let deepest = 256

    /// Reads the nodes, which come in the order of a walk through the tree, each with its depth. Without a tree, all
    /// strokes are drawn in their order.
    init(_ ink: UniversalInk, _ bytes: Span<UInt8>) throws(MessageFault) {
        guard !ink.nodes.isEmpty else {
            leaves = ink.strokes.enumerated().map { Leaf(stroke: $0.offset, offset: $0.element.lowerBound) }
            return
        }
        // The group of each depth; the root, at depth 0, is the sketch.
        var path: [Int?] = []
        for range in ink.nodes {
            let node = try Node(range, ink.version, bytes)
            guard node.depth <= path.count else {
                throw MessageFault(InkMessageError.badDepth(node.depth, after: path.count - 1), at: range.lowerBound)
            }
            path.removeLast(path.count - node.depth)
            let parent = path.last ?? nil
            switch node.content {
            case .group(let name):
                guard path.count <= Self.deepest else {
                    throw MessageFault(InkMessageError.tooDeep(limit: Self.deepest), at: range.lowerBound)
                }
                if path.isEmpty {
                    path.append(nil)
                } else {
                    groups.append(StrokeGroup(name: name, parent: parent))
                    path.append(groups.count - 1)
                }
            case .stroke(let index):
                guard index < ink.strokes.count else {
                    let reason = InkMessageError.noSuchStroke(index, strokes: ink.strokes.count)
                    throw MessageFault(reason, at: range.lowerBound)
                }
                leaves.append(
                    Leaf(stroke: index, group: parent, interval: node.interval, offset: range.lowerBound)
                )
            case .sensorData: break
            }
        }
    }
}

/// A node of the tree.
private struct Node {
    enum Content {
        case group(name: String?)
        case stroke(Int)
        /// Raw input, which isn't drawn.
        case sensorData
    }

    var depth = 0
    var content = Content.group(name: nil)
    var interval: InkTree.Interval?

    init(_ range: Range<Int>, _ version: RIFFChunks.Version, _ bytes: Span<UInt8>) throws(MessageFault) {
        var fields = MessageFields(range)
        // Of a 3.0.0 node: a stroke has the type 2, and an index that is left out is 0.
        var (type, index, name): (UInt64, Int, String?) = (0, 0, nil)
        while let field = try fields.next(bytes) {
            switch (version, field.number) {
            case (.version30, 1): name = InkName.text(bytes, try field.range("an id"))
            case (.version30, 2), (.version31, 1): depth = try Self.whole(field, "a depth")
            case (.version30, 3): index = try Self.whole(field, "an index")
            case (.version30, 4): type = try field.number("a type")
            case (.version31, 2): content = .group(name: InkName.uuid(bytes, try field.range("an id")))
            case (.version31, 3): content = .stroke(try Self.whole(field, "an index"))
            case (.version31, 4): interval = try Self.interval(bytes, field.range("an interval"))
            default: break
            }
        }
        guard version == .version30 else { return }
        content =
            switch type {
            case 2: .stroke(index)
            case 3: .sensorData
            default: .group(name: name)
            }
    }

    private static func whole(_ field: MessageFields.Field, _ expected: String) throws(MessageFault) -> Int {
        Int(min(try field.number(expected), UInt64(Int32.max)))
    }

    /// An interval whose end is 0 is no interval.
    private static func interval(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(MessageFault) -> InkTree.Interval? {
        var interval = InkTree.Interval()
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: interval.from = try whole(field, "an index")
            case 2: interval.to = try whole(field, "an index")
            case 3: interval.start = try field.float("a parameter")
            case 4: interval.end = try field.float("a parameter")
            default: break
            }
        }
        return interval.to > 0 ? interval : nil
    }
}

/// The ids and URIs of a file as text.
enum InkName {
    /// Text; `nil` if it is empty or not valid.
    static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard !range.isEmpty else { return nil }
        return String(validating: range.map { bytes[$0] }, as: UTF8.self)
    }

    /// A UUID of 16 bytes, whose first three numbers are little-endian; `nil` for another size.
    static func uuid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard range.count == 16 else { return nil }
        var text = ""
        for (place, index) in [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            let byte = bytes[range.lowerBound + index]
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }

    /// What follows the last slash of a URI.
    static func last(of text: String?) -> String? {
        guard let last = text?.split(separator: "/").last else { return nil }
        return String(last)
    }
}
