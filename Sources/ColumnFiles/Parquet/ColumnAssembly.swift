internal import ArrayFiles

/// Makes columns of the entries of their leaves, in passes over flat arrays.
struct ColumnAssembly {
    /// By leaf, until a column has taken it.
    private var entries: [LeafEntries?]
    /// The number of the first leaf.
    private let firstLeaf: Int
    private let rowCount: Int

    /// - Parameter entries: those of the leaves from `firstLeaf` on.
    init(_ entries: [LeafEntries], firstLeaf: Int, rowCount: Int) {
        (self.entries, self.firstLeaf, self.rowCount) = (entries, firstLeaf, rowCount)
    }

    /// The column of a node that isn't a part of another one.
    mutating func column(_ node: ParquetNode) throws(ArrayFault) -> Column {
        for leaf in entries {
            guard let leaf, leaf.rowCount == rowCount else {
                throw ArrayFault(
                    ParquetError.badColumn(path(node.leaves.lowerBound), why: "it doesn't have a value per row")
                )
            }
        }
        return try column(node, count: rowCount)
    }

    /// - Parameter count: the number of places that each leaf takes up in the node.
    private mutating func column(_ node: ParquetNode, count: Int) throws(ArrayFault) -> Column {
        switch node.kind {
        case .leaf:
            return leafColumn(node, count: count)
        case .record(let children):
            let isOptional = node.presentDefinition > node.slotDefinition
            let validity = isOptional ? try places(node).validity : nil
            var columns: [Column] = []
            for child in children { columns.append(try column(child, count: count)) }
            return Column(count: count, validity: validity, .record(columns))
        case .list(_, _, let item):
            let places = try places(node)
            let items = try column(item, count: places.offsets.last ?? 0)
            return Column(count: count, validity: places.validity, .list(offsets: places.offsets, items: items))
        }
    }

    /// The places in a node, about which all its leaves must agree.
    private func places(_ node: ParquetNode) throws(ArrayFault) -> LeafEntries.Places {
        let first = entries[node.leaves.lowerBound - firstLeaf]?.places(in: node)
        for leaf in node.leaves.dropFirst() {
            guard entries[leaf - firstLeaf]?.places(in: node) == first else {
                throw ArrayFault(ParquetError.differentLists(path(node.leaves.lowerBound), path(leaf)))
            }
        }
        return first ?? LeafEntries.Places(count: 0, validity: nil, offsets: [0])
    }

    private func path(_ leaf: Int) -> String { entries[leaf - firstLeaf]?.values.leaf.path ?? "" }

    private mutating func leafColumn(_ node: ParquetNode, count: Int) -> Column {
        let place = node.leaves.lowerBound - firstLeaf
        guard let leaf = entries[place], leaf.values.leaf.type != .nothing else {
            return Column(count: count, .nothing)
        }
        entries[place] = nil
        let validity = leaf.valueCount == count ? nil : leaf.places(in: node).validity
        return Column(count: count, validity: validity, leaf.values.spread(validity, count: count))
    }
}

extension LeafValues {
    /// The values as those of a column, in which missing ones take up places too.
    consuming func spread(_ validity: [UInt8]?, count: Int) -> Column.Values {
        switch leaf.type {
        case .boolean: return .booleans(Self.spread(booleans, validity, count, missing: false))
        case .number, .timestamp:
            return .numbers(leaf.numberType ?? .int64, Self.spread(numbers, size: size, validity, count))
        default: break
        }
        if let indices {
            let texts = Column(count: offsets.count - 1, .bytes(offsets: offsets, data: data))
            return .dictionary(indices: Self.spread(indices, validity, count, missing: 0), values: texts)
        }
        guard let validity else { return .bytes(offsets: offsets, data: data) }
        var spreadOffsets: [Int] = []
        spreadOffsets.append(addingCapacity: count + 1) { output in
            var next = 0
            for place in 0..<count {
                output.append(offsets[next])
                next &+= Int(validity[place >> 3] >> UInt8(place & 7) & 1)
            }
            output.append(offsets[next])
        }
        return .bytes(offsets: spreadOffsets, data: data)
    }

    private static func spread<Value>(_ values: [Value], _ validity: [UInt8]?, _ count: Int, missing: Value) -> [Value]
    {
        guard let validity else { return values }
        var result: [Value] = []
        result.append(addingCapacity: count) { output in
            var next = 0
            for place in 0..<count {
                let hasValue = validity[place >> 3] >> UInt8(place & 7) & 1 == 1
                output.append(hasValue ? values[next] : missing)
                next &+= hasValue ? 1 : 0
            }
        }
        return result
    }

    /// Spreads numbers of `size` bytes.
    private static func spread(_ values: [UInt8], size: Int, _ validity: [UInt8]?, _ count: Int) -> [UInt8] {
        guard let validity else { return values }
        var result: [UInt8] = []
        result.append(addingCapacity: count * size) { output in
            var next = 0
            for place in 0..<count {
                let hasValue = validity[place >> 3] >> UInt8(place & 7) & 1 == 1
                for byte in 0..<size { output.append(hasValue ? values[next &+ byte] : 0) }
                next &+= hasValue ? size : 0
            }
        }
        return result
    }
}
