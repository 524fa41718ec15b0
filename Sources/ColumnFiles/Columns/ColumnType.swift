/// The type of a number in a column.
package enum NumberType: String, Sendable, Hashable, CaseIterable {
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    case float16, float32, float64

    /// The number of bytes that a value takes.
    package var size: Int {
        switch self {
        case .int8, .uint8: 1
        case .int16, .uint16, .float16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64: 8
        }
    }

    package var isFloat: Bool { self == .float16 || self == .float32 || self == .float64 }
}

/// The type of a column's values, in the terms that Parquet and Arrow share.
package indirect enum ColumnType: Sendable, Hashable {
    /// Every value is missing.
    case nothing
    case boolean
    case number(NumberType)
    /// UTF-8, which isn't checked.
    case text
    case bytes
    /// int64 since 1970-01-01; the zone is `UTC` or another name, `nil` for local times.
    case timestamp(TimestampUnit, zone: String?)
    case list(ColumnField)
    case record([ColumnField])
}

package enum TimestampUnit: Sendable, Hashable {
    case seconds, milliseconds, microseconds, nanoseconds
}

/// A named column, or a part of one: the items of a list, or a field of a record.
package struct ColumnField: Sendable, Hashable {
    package var name: String
    package var type: ColumnType
    /// Whether values may be missing.
    package var isOptional: Bool

    package init(_ name: String, _ type: ColumnType, isOptional: Bool = true) {
        (self.name, self.type, self.isOptional) = (name, type, isOptional)
    }
}

/// The columns of a table, and what its file says about it in keys and values.
package struct ColumnSchema: Sendable, Hashable {
    package var fields: [ColumnField]
    package var metadata: [String: String]

    package init(_ fields: [ColumnField], metadata: [String: String] = [:]) {
        (self.fields, self.metadata) = (fields, metadata)
    }
}
