internal import ArrayFiles
internal import ColumnFiles

/// A value of a column, by itself: slow, but plain to compare.
indirect enum ArrowValue: Hashable, Sendable {
    case missing
    case boolean(Bool)
    /// Little-endian.
    case number([UInt8])
    case bytes([UInt8])
    case list([ArrowValue])
    case record([ArrowValue])

    static func values(of column: Column) -> [ArrowValue] {
        let values: [ArrowValue]
        switch column.values {
        case .nothing: return Array(repeating: .missing, count: column.count)
        case .booleans(let booleans): values = booleans.map(ArrowValue.boolean)
        case .numbers(let type, let bytes):
            values = (0..<column.count).map { .number(Array(bytes[($0 * type.size)..<(($0 + 1) * type.size)])) }
        case .bytes(let offsets, let data):
            values = (0..<column.count).map { .bytes(Array(data[offsets[$0]..<offsets[$0 + 1]])) }
        case .list(let offsets, let items):
            let items = Self.values(of: items)
            values = (0..<column.count).map { .list(Array(items[offsets[$0]..<offsets[$0 + 1]])) }
        case .record(let columns):
            let columns = columns.map(Self.values)
            values = (0..<column.count).map { row in .record(columns.map { $0[row] }) }
        case .dictionary(let indices, let column):
            let items = Self.values(of: column)
            values = indices.map { items.isEmpty ? .missing : items[Int($0)] }
        }
        return values.enumerated().map { column.hasValue(at: $0) ? $1 : .missing }
    }

    /// A column without dictionaries.
    static func column(_ values: [ArrowValue], _ type: ColumnType) -> Column {
        var bits = [UInt8](repeating: 0, count: (values.count + 7) / 8)
        for (index, value) in values.enumerated() where value != .missing { bits[index >> 3] |= 1 << UInt8(index & 7) }
        let validity = values.contains(.missing) ? bits : nil
        func column(_ content: Column.Values) -> Column { Column(count: values.count, validity: validity, content) }
        switch type {
        case .nothing: return Column(count: values.count, .nothing)
        case .boolean: return column(.booleans(values.map { $0 == .boolean(true) }))
        case .number(let number): return column(.numbers(number, numbers(values, size: number.size)))
        case .timestamp: return column(.numbers(.int64, numbers(values, size: 8)))
        case .text, .bytes:
            var (offsets, data) = ([0], [UInt8]())
            for value in values {
                if case .bytes(let bytes) = value { data += bytes }
                offsets.append(data.count)
            }
            return column(.bytes(offsets: offsets, data: data))
        case .list(let field):
            var (offsets, items) = ([0], [ArrowValue]())
            for value in values {
                if case .list(let list) = value { items += list }
                offsets.append(items.count)
            }
            return column(.list(offsets: offsets, items: Self.column(items, field.type)))
        case .record(let fields):
            let columns = fields.enumerated().map { index, field in
                let parts = values.map { value in
                    if case .record(let parts) = value { parts[index] } else { ArrowValue.missing }
                }
                return Self.column(parts, field.type)
            }
            return column(.record(columns))
        }
    }

    private static func numbers(_ values: [ArrowValue], size: Int) -> [UInt8] {
        values.flatMap { value in
            if case .number(let bytes) = value { bytes } else { [UInt8](repeating: 0, count: size) }
        }
    }
}
