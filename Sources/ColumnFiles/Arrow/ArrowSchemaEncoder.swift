/// Schemas and messages as FlatBuffers. Source: the Arrow project's `format/Schema.fbs` and `format/Message.fbs`.
enum ArrowSchemaEncoder {
    /// Version 5 of the metadata.
    static let version = 4

    /// - Parameter kind: 1 for a schema, 3 for a record batch.
    static func message(_ kind: Int, _ header: FlatValue, bodyLength: Int) -> FlatValue {
        .table([.short(version), .number(Int64(kind), size: 1), header, .number(Int64(bodyLength), size: 8)])
    }

    static func schema(_ schema: ColumnSchema) -> FlatValue {
        // In the order of their UTF-8, so that equal schemas give equal bytes.
        let pairs = schema.metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { FlatValue.table([.text($0.key), .text($0.value)]) }
        return .table([.short(0), .list(schema.fields.map(field)), pairs.isEmpty ? nil : .list(pairs)])
    }

    private static func field(_ field: ColumnField) -> FlatValue {
        let (code, type, children) = type(field.type)
        return .table([
            .text(field.name), .boolean(field.isOptional), .number(code, size: 1), .table(type), nil,
            .list(children.map(Self.field)),
        ])
    }

    /// The number of the type, its table, and the fields of its parts.
    private static func type(_ type: ColumnType) -> (code: Int64, table: [FlatValue?], children: [ColumnField]) {
        switch type {
        case .nothing: (1, [], [])
        case .boolean: (6, [], [])
        case .number(let number) where number.isFloat: (3, [.short(number.size / 4)], [])
        case .number(let number):
            (2, [.number(Int64(8 * number.size), size: 4), .boolean(number.rawValue.hasPrefix("int"))], [])
        case .text: (5, [], [])
        case .bytes: (4, [], [])
        case .timestamp(let unit, let zone): (10, [.short(code(unit)), zone.map(FlatValue.text)], [])
        case .list(let item): (12, [], [item])
        case .record(let fields): (13, [], fields)
        }
    }

    private static func code(_ unit: TimestampUnit) -> Int {
        switch unit {
        case .seconds: 0
        case .milliseconds: 1
        case .microseconds: 2
        case .nanoseconds: 3
        }
    }
}
