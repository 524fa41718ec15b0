internal import ArrayFiles

/// A field of a schema, with what its arrays consist of in a message.
struct ArrowField: Hashable {
    var name: String
    var isOptional: Bool
    /// Of the values, whether or not they are in a dictionary.
    var layout: ArrowLayout
    /// Of the values as a column.
    var type: ColumnType
    var dictionary: DictionaryEncoding?

    /// Arrays hold the places of values in a dictionary.
    struct DictionaryEncoding: Hashable {
        var id: Int64
        var indices: NumberType
    }

    var columnField: ColumnField { ColumnField(name, type, isOptional: isOptional) }

    var children: [ArrowField] {
        switch layout {
        case .list(_, let item), .listViews(_, let item), .fixedList(_, let item): [item]
        case .record(let fields), .unsupported(_, _, let fields): fields
        default: []
        }
    }

    /// The first type within the field that can't be read.
    var unsupportedType: String? {
        if case .unsupported(let name, _, _) = layout { return name }
        return children.lazy.compactMap(\.unsupportedType).first
    }

    /// The fields of dictionaries, in and below this one.
    var dictionaryFields: [ArrowField] {
        (dictionary == nil ? [] : [self]) + children.flatMap(\.dictionaryFields)
    }
}

/// The buffers that values take up, after the bits that say which are missing. Number types are those of offsets.
indirect enum ArrowLayout: Hashable {
    case nothing
    case booleans
    case numbers(NumberType)
    case bytes(offsets: NumberType)
    /// 16 bytes per value, with its first bytes or its place in one of several buffers.
    case views
    /// As many bytes per value.
    case fixedBytes(Int)
    case list(offsets: NumberType, ArrowField)
    /// A start and a length per value.
    case listViews(offsets: NumberType, ArrowField)
    /// As many items per value.
    case fixedList(Int, ArrowField)
    case record([ArrowField])
    /// A type by its name, which can only be passed over, with its number of buffers.
    case unsupported(String, buffers: Int, [ArrowField])
}
