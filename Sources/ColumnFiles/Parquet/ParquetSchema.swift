internal import ArrayFiles

/// A leaf of the schema, whose values are stored in a chunk per row group.
struct ParquetLeaf {
    /// The names from the root, joined by dots.
    var path: String
    var physicalType: PhysicalType
    /// The number of bytes of a value of `fixedBytes`.
    var length: Int
    var type: ColumnType
    /// The definition level of a value that isn't missing.
    var maxDefinition: UInt8
    /// By repetition level, the definition level from which that list has an item. The first is 0, for the row.
    var itemDefinitions: [UInt8]

    var maxRepetition: Int { itemDefinitions.count - 1 }

    /// The type of a number, or of the number that stands for the value.
    var numberType: NumberType? {
        switch type {
        case .number(let type): type
        case .timestamp: .int64
        case .nothing: .int32
        default: nil
        }
    }
}

/// A part of a column, and the levels at which it exists.
struct ParquetNode {
    indirect enum Kind {
        case leaf
        case record([ParquetNode])
        /// An entry at `repetition` or less with at least `definition` is an item.
        case list(repetition: UInt8, definition: UInt8, item: ParquetNode)
    }

    var field: ColumnField
    /// An entry at this repetition level or less, and with at least this definition level, takes up a place here.
    var slotRepetition: UInt8
    var slotDefinition: UInt8
    /// The definition level from which the value isn't missing.
    var presentDefinition: UInt8
    /// The leaves under this node.
    var leaves: Range<Int>
    var kind: Kind
}

/// The columns of a file, as Parquet's groups and leaves make them up.
struct ParquetSchema {
    static let fieldLimit = 10_000
    static let depthLimit = 16

    private(set) var columns: [ParquetNode] = []
    private(set) var leaves: [ParquetLeaf] = []

    private let elements: [SchemaElement]
    private var next = 1
    private let offset: Int

    /// Where a node is in the schema.
    private struct Place {
        var path: String
        var depth: Int
        var definition: UInt8 = 0
        var itemDefinitions: [UInt8] = [0]

        var slotDefinition: UInt8 { itemDefinitions[itemDefinitions.count - 1] }
        var repetition: UInt8 { UInt8(itemDefinitions.count - 1) }

        func child(_ name: String, depth: Int) -> Place {
            var place = self
            place.path = path.isEmpty ? name : path + "." + name
            place.depth = depth
            return place
        }

        /// The place of the items of a list here.
        mutating func enterItems() {
            definition += 1
            itemDefinitions.append(definition)
        }
    }

    /// - Parameters:
    ///   - elements: groups and leaves in depth-first order, the root first.
    ///   - offset: that of the footer, for faults.
    init(_ elements: [SchemaElement], at offset: Int) throws(ArrayFault) {
        (self.elements, self.offset) = (elements, offset)
        guard let root = elements.first, root.physicalType == nil else { throw bad("it has no root") }
        for _ in 0..<(try childCount(root, "the root")) {
            columns.append(try node(Place(path: "", depth: 0)))
        }
        guard next == elements.count else { throw bad("it has more fields than its groups contain") }
    }

    private func bad(_ why: String) -> ArrayFault { ArrayFault(ParquetError.badSchema(why), at: offset) }

    private func childCount(_ element: SchemaElement, _ name: String) throws(ArrayFault) -> Int {
        guard 0...(elements.count - next) ~= element.childCount else {
            throw bad("\(name) contains more fields than there are")
        }
        return element.childCount
    }

    private mutating func takeElement() throws(ArrayFault) -> SchemaElement {
        guard next < elements.count else { throw bad("it has fewer fields than its groups contain") }
        next += 1
        return elements[next - 1]
    }

    /// The next element and what it contains, as a column or a part of one.
    private mutating func node(_ parent: Place) throws(ArrayFault) -> ParquetNode {
        let element = try takeElement()
        var place = parent.child(element.name, depth: parent.depth + 1)
        guard place.depth <= Self.depthLimit else {
            throw ArrayFault(ParquetError.tooDeep(limit: Self.depthLimit), at: offset)
        }
        switch element.repetition {
        case .required: return try value(element, place, isOptional: false)
        case .optional:
            place.definition += 1
            return try value(element, place, isOptional: true)
        // A list without a group around it.
        case .repeated:
            let (first, outer) = (leaves.count, place)
            place.enterItems()
            place.depth += 1
            let item = try value(element, place, isOptional: false)
            return list(element.name, isOptional: false, outer, items: place, item, first)
        }
    }

    private func list(
        _ name: String,
        isOptional: Bool,
        _ place: Place,
        items: Place,
        _ item: ParquetNode,
        _ first: Int
    ) -> ParquetNode {
        ParquetNode(
            field: ColumnField(name, .list(item.field), isOptional: isOptional),
            slotRepetition: place.repetition,
            slotDefinition: place.slotDefinition,
            presentDefinition: place.definition,
            leaves: first..<leaves.count,
            kind: .list(repetition: items.repetition, definition: items.slotDefinition, item: item)
        )
    }

    /// The value of an element whose repetition is already a part of `place`.
    private mutating func value(
        _ element: SchemaElement,
        _ place: Place,
        isOptional: Bool
    ) throws(ArrayFault) -> ParquetNode {
        let first = leaves.count
        guard place.depth <= Self.depthLimit else {
            throw ArrayFault(ParquetError.tooDeep(limit: Self.depthLimit), at: offset)
        }
        if let physicalType = element.physicalType {
            let leaf = try leaf(element, physicalType, place)
            leaves.append(leaf)
            return node(element, leaf.type, isOptional, place, first, .leaf)
        }
        let count = try childCount(element, "the group '\(place.path)'")
        guard count > 0 else { throw bad("the group '\(place.path)' has no fields") }
        let isList = element.logicalType == .list || element.logicalType == .map
        if isList, count == 1, next < elements.count, elements[next].repetition == .repeated {
            let repeated = try takeElement()
            var items = place.child(repeated.name, depth: place.depth)
            items.enterItems()
            let item = try item(repeated, items, listName: element.name)
            return list(element.name, isOptional: isOptional, place, items: items, item, first)
        }
        var children: [ParquetNode] = []
        for _ in 0..<count { children.append(try node(place)) }
        return node(element, .record(children.map(\.field)), isOptional, place, first, .record(children))
    }

    /// The items of a list, by the rules for lists in Parquet's LogicalTypes.md, those for older files included.
    private mutating func item(
        _ repeated: SchemaElement,
        _ place: Place,
        listName: String
    ) throws(ArrayFault) -> ParquetNode {
        let isWrapper =
            repeated.physicalType == nil && repeated.childCount == 1 && repeated.logicalType != .list
            && repeated.name != "array" && repeated.name != listName + "_tuple"
            && next < elements.count && elements[next].repetition != .repeated
        if isWrapper { return try node(place) }
        var place = place
        place.depth += 1
        return try value(repeated.logicalType == .map ? plainGroup(repeated) : repeated, place, isOptional: false)
    }

    /// The entries of a map, which older files mark as a map as well.
    private func plainGroup(_ element: SchemaElement) -> SchemaElement {
        var group = element
        group.logicalType = nil
        return group
    }

    private func node(
        _ element: SchemaElement,
        _ type: ColumnType,
        _ isOptional: Bool,
        _ place: Place,
        _ first: Int,
        _ kind: ParquetNode.Kind
    ) -> ParquetNode {
        ParquetNode(
            field: ColumnField(element.name, type, isOptional: isOptional),
            slotRepetition: place.repetition,
            slotDefinition: place.slotDefinition,
            presentDefinition: place.definition,
            leaves: first..<leaves.count,
            kind: kind
        )
    }

    private func leaf(
        _ element: SchemaElement,
        _ physicalType: PhysicalType,
        _ place: Place
    ) throws(ArrayFault) -> ParquetLeaf {
        guard physicalType != .fixedBytes || 1...(1 << 24) ~= element.length else {
            throw bad("the values of '\(place.path)' are of \(element.length) bytes")
        }
        return ParquetLeaf(
            path: place.path,
            physicalType: physicalType,
            length: element.length,
            type: Self.type(element, physicalType),
            maxDefinition: place.definition,
            itemDefinitions: place.itemDefinitions
        )
    }

    private static func type(_ element: SchemaElement, _ physicalType: PhysicalType) -> ColumnType {
        if element.logicalType == .nothing, element.repetition == .optional { return .nothing }
        switch (physicalType, element.logicalType) {
        case (.int32, .integer(let bits, let isSigned)):
            switch (bits, isSigned) {
            case (8, true): return .number(.int8)
            case (8, false): return .number(.uint8)
            case (16, true): return .number(.int16)
            case (16, false): return .number(.uint16)
            case (32, false): return .number(.uint32)
            default: return .number(.int32)
            }
        case (.int64, .integer(64, isSigned: false)): return .number(.uint64)
        case (.int64, .timestamp(let unit, let isUTC)): return .timestamp(unit, zone: isUTC ? "UTC" : nil)
        case (.byteArray, .text): return .text
        case (.fixedBytes, .float16) where element.length == 2: return .number(.float16)
        default: break
        }
        switch physicalType {
        case .boolean: return .boolean
        case .int32: return .number(.int32)
        case .int64: return .number(.int64)
        case .int96: return .timestamp(.nanoseconds, zone: nil)
        case .float: return .number(.float32)
        case .double: return .number(.float64)
        case .byteArray, .fixedBytes: return .bytes
        }
    }
}
