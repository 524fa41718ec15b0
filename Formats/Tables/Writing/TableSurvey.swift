internal import SketchModel
internal import SketchStreams

/// What the columns of a table depend on: the kinds of its numbers, its labels, and what any of its sketches has.
struct TableSurvey: OutputSurvey {
    /// By `TableRow.Sequence.rawValue`; `nil` if no sketch has it.
    private(set) var kinds: [NumberKind?] = Array(repeating: nil, count: TableRow.Sequence.allCases.count)
    private(set) var labels: Set<[UInt8]> = []
    private(set) var sketchCount = 0
    private(set) var hasCanvas = false
    private(set) var hasGroups = false
    /// The attributes that any stroke has.
    private(set) var attributes: Set<StrokeColumn> = []
    private var lastLabel: [UInt8] = []

    mutating func add(_ chunk: EncodedChunk) {
        let bytes = chunk.bytes.span.bytes
        for index in chunk.ends.indices {
            add(TableRow(bytes, at: chunk.range(of: index).lowerBound), in: chunk.bytes)
        }
    }

    private mutating func add(_ row: TableRow, in bytes: [UInt8]) {
        sketchCount += 1
        for (sequence, numbers) in row.numbers.enumerated() where numbers != nil {
            // Without points, the kind is the smallest.
            guard let kind = numbers?.kind else { continue }
            kinds[sequence] = kinds[sequence]?.joined(with: kind) ?? kind
        }
        if row.contents.contains(.label), !bytes[row.label].elementsEqual(lastLabel) || labels.isEmpty {
            lastLabel = Array(bytes[row.label])
            labels.insert(lastLabel)
        }
        guard row.contents.contains(.more) else { return }
        let sketch = row.sketchWithAttributes(bytes)
        hasCanvas = hasCanvas || sketch.canvas != nil
        hasGroups = hasGroups || !sketch.groups.isEmpty
        for column in StrokeColumn.allCases where !attributes.contains(column) {
            if sketch.attributes.contains(where: { column.isThere($0) }) { attributes.insert(column) }
        }
    }

    /// The kind of a sequence, without which its column isn't written.
    func kind(_ sequence: TableRow.Sequence) -> NumberKind? { kinds[sequence.rawValue] }

    /// The kind of both coordinates.
    var coordinates: NumberKind { (kind(.x) ?? .uint8).joined(with: kind(.y) ?? .uint8) }
}

/// The columns for the attributes of strokes, in the order in which they are written.
enum StrokeColumn: String, CaseIterable {
    case color, width, name, part, tool, group

    func isThere(_ attributes: StrokeAttributes) -> Bool {
        switch self {
        case .color: attributes.colour != nil
        case .width: attributes.width != nil
        case .name: attributes.name != nil
        case .part: attributes.part != nil
        case .tool: attributes.tool != nil
        case .group: attributes.group != nil
        }
    }
}

extension TableRow {
    /// A sketch with the row's canvas, groups and attributes, and nothing else.
    func sketchWithAttributes(_ bytes: [UInt8]) -> Sketch {
        var sketch = Sketch()
        var offset = more
        if contents.contains(.more) { _ = SketchBytes.readAttributes(of: &sketch, bytes, &offset) }
        return sketch
    }
}
