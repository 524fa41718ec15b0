/// The values of a column in flat buffers, laid out as Arrow's arrays are.
package struct Column: Sendable {
    /// The number of values, missing ones included.
    package var count: Int
    /// A bit per value, the lowest of each byte first, which is set if there is a value; `nil` if none is missing. A
    /// missing value takes up its place in `values` too; what is there means nothing.
    package var validity: [UInt8]?
    package var values: Values

    package enum Values: Sendable {
        /// Every value is missing.
        case nothing
        case booleans([Bool])
        /// Little-endian, one after another.
        case numbers(NumberType, [UInt8])
        /// Texts or bytes one after another; value `i` is `data[offsets[i]..<offsets[i + 1]]`.
        case bytes(offsets: [Int], data: [UInt8])
        /// Value `i` is items `offsets[i]..<offsets[i + 1]`.
        indirect case list(offsets: [Int], items: Column)
        /// A column per field, in the order of the type's fields, each as long as this one.
        case record([Column])
        /// Value `i` is value `indices[i]` of another column, which isn't a dictionary itself.
        indirect case dictionary(indices: [Int32], values: Column)
    }

    /// - Parameter values: of `count` values, whose offsets and indices have been checked: offsets never decrease and
    ///   end in their data, there is one more of them than values, and indices of values that aren't missing exist.
    package init(count: Int, validity: [UInt8]? = nil, _ values: Values) {
        (self.count, self.validity, self.values) = (count, validity, values)
    }

    /// Whether there is a value at `index`.
    package func hasValue(at index: Int) -> Bool {
        if case .nothing = values { return false }
        guard let validity else { return true }
        return validity[index >> 3] >> UInt8(index & 7) & 1 == 1
    }
}

/// Some rows of a table. Timestamps are columns of int64.
package struct ColumnBatch: Sendable {
    package var rowCount: Int
    /// In the order of the schema's fields, each with `rowCount` values.
    package var columns: [Column]

    package init(rowCount: Int, columns: [Column]) { (self.rowCount, self.columns) = (rowCount, columns) }
}

extension ColumnBatch {
    /// The size of the columns in memory.
    package var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}

extension Column {
    /// The size of the buffers.
    var byteCount: Int {
        let size =
            switch values {
            case .nothing: 0
            case .booleans(let values): values.count
            case .numbers(_, let bytes): bytes.count
            case .bytes(let offsets, let data): 8 * offsets.count + data.count
            case .list(let offsets, let items): 8 * offsets.count + items.byteCount
            case .record(let fields): fields.reduce(0) { $0 + $1.byteCount }
            case .dictionary(let indices, let values): 4 * indices.count + values.byteCount
            }
        return size + (validity?.count ?? 0)
    }
}
