internal import ArrayFiles

/// Reads the schema of a message. Source: the Arrow project's `format/Schema.fbs`.
struct ArrowSchemaDecoder {
    private let version: Int
    private var fieldCount = 0
    /// How many bytes of text may still be copied: references to the same text could multiply it.
    private var textLeft: Int

    static let deepest = 16
    static let mostFields = 10_000

    private init(_ message: ArrowMessage) {
        version = message.version
        textLeft = 1 << 26
    }

    /// - Returns: the fields, where each begins in the file, and the custom metadata.
    static func decode(
        _ message: ArrowMessage
    ) throws(ArrayFault) -> (fields: [ArrowField], offsets: [Int], metadata: [String: String]) {
        var decoder = Self(message)
        let table = message.header
        guard try table.number(0, default: 0 as Int16) == 0 else {
            throw ArrayFault(ArrowError.bigEndian, at: table.offset)
        }
        var (fields, offsets, metadata): ([ArrowField], [Int], [String: String]) = ([], [], [:])
        if let list = try table.vector(1, stride: 4) {
            for index in 0..<list.count {
                let field = try list.table(index)
                offsets.append(field.offset)
                fields.append(try decoder.field(field, depth: 1))
            }
        }
        if let pairs = try table.vector(2, stride: 4) {
            for index in 0..<pairs.count {
                let pair = try pairs.table(index)
                metadata[try decoder.text(pair, 0)] = try decoder.text(pair, 1)
            }
        }
        return (fields, offsets, metadata)
    }

    private mutating func text(_ table: FlatTable, _ field: Int) throws(ArrayFault) -> String {
        let length = try table.textLength(field)
        guard length <= textLeft else {
            throw ArrayFault(ArrowError.damaged("the schema refers to too much text"), at: table.offset)
        }
        textLeft -= length
        return try table.text(field) ?? ""
    }

    private mutating func field(_ table: FlatTable, depth: Int) throws(ArrayFault) -> ArrowField {
        guard depth <= Self.deepest else { throw ArrayFault(ArrowError.tooDeep(limit: Self.deepest), at: table.offset) }
        fieldCount += 1
        guard fieldCount <= Self.mostFields else {
            throw ArrayFault(ArrowError.tooManyFields(limit: Self.mostFields), at: table.offset)
        }
        let name = try text(table, 0)
        var children: [ArrowField] = []
        if let list = try table.vector(5, stride: 4) {
            for index in 0..<list.count { children.append(try field(list.table(index), depth: depth + 1)) }
        }
        let (layout, type) = try layout(of: table, name, children)
        var encoding: ArrowField.DictionaryEncoding?
        if let dictionary = try table.table(4) {
            let indices = try dictionary.table(1).map { table throws(ArrayFault) in try Self.integer(table) }
            encoding = .init(id: try dictionary.number(0, default: 0), indices: indices ?? .int32)
        }
        return ArrowField(
            name: name,
            isOptional: try table.boolean(1),
            layout: layout,
            type: type,
            dictionary: encoding
        )
    }

    private mutating func layout(
        of field: FlatTable,
        _ name: String,
        _ children: [ArrowField]
    ) throws(ArrayFault) -> (ArrowLayout, ColumnType) {
        let code = Int(try field.number(2, default: 0 as UInt8))
        func damaged(_ why: String) -> ArrayFault { ArrayFault(ArrowError.damagedColumn(name, why), at: field.offset) }
        guard let type = try field.table(3) else { throw damaged("it has no type") }
        func numbers(_ number: NumberType) -> (ArrowLayout, ColumnType) { (.numbers(number), .number(number)) }
        func item() throws(ArrayFault) -> ArrowField {
            guard let item = children.first, children.count == 1 else {
                throw damaged("it has \(children.count) fields instead of one for its items")
            }
            return item
        }
        func list(_ layout: (ArrowField) -> ArrowLayout) throws(ArrayFault) -> (ArrowLayout, ColumnType) {
            let item = try item()
            return (layout(item), .list(item.columnField))
        }
        func size() throws(ArrayFault) -> Int {
            let size: Int32 = try type.number(0, default: 0)
            guard size >= 0 else { throw damaged("its values have size \(size)") }
            return Int(size)
        }
        func unsupported(_ name: String, buffers: Int) -> (ArrowLayout, ColumnType) {
            (.unsupported(name, buffers: buffers, children), .nothing)
        }
        switch code {
        case 1: return (.nothing, .nothing)
        case 2: return numbers(try Self.integer(type))
        case 3:
            let precision = Int(try type.number(0, default: 0 as Int16))
            guard 0..<3 ~= precision else { throw damaged("its numbers have precision \(precision)") }
            return numbers([.float16, .float32, .float64][precision])
        case 4: return (.bytes(offsets: .int32), .bytes)
        case 5: return (.bytes(offsets: .int32), .text)
        case 6: return (.booleans, .boolean)
        case 7: return unsupported("decimal", buffers: 2)
        case 8: return numbers(try type.number(0, default: 1 as Int16) == 0 ? .int32 : .int64)
        case 9: return numbers(try type.number(1, default: 32 as Int32) == 32 ? .int32 : .int64)
        case 10:
            let unit = Int(try type.number(0, default: 0 as Int16))
            guard 0..<4 ~= unit else { throw damaged("its timestamps have unit \(unit)") }
            let zone = try text(type, 1)
            let units: [TimestampUnit] = [.seconds, .milliseconds, .microseconds, .nanoseconds]
            return (.numbers(.int64), .timestamp(units[unit], zone: zone.isEmpty ? nil : zone))
        case 11: return unsupported("interval", buffers: 2)
        // A map is a list of records of a key and a value.
        case 12, 17: return try list { .list(offsets: .int32, $0) }
        case 13: return (.record(children), .record(children.map(\.columnField)))
        case 14:
            let isDense = try type.number(0, default: 0 as Int16) == 1
            return unsupported("union", buffers: (isDense ? 2 : 1) + (version == 4 ? 1 : 0))
        case 15: return (.fixedBytes(try size()), .bytes)
        case 16:
            let size = try size()
            return try list { .fixedList(size, $0) }
        case 18: return numbers(.int64)
        case 19: return (.bytes(offsets: .int64), .bytes)
        case 20: return (.bytes(offsets: .int64), .text)
        case 21: return try list { .list(offsets: .int64, $0) }
        case 22: return unsupported("run-end encoded", buffers: 0)
        case 23: return (.views, .bytes)
        case 24: return (.views, .text)
        case 25: return try list { .listViews(offsets: .int32, $0) }
        case 26: return try list { .listViews(offsets: .int64, $0) }
        default: throw ArrayFault(ArrowError.unknownType(name, code), at: field.offset)
        }
    }

    private static func integer(_ type: FlatTable) throws(ArrayFault) -> NumberType {
        let isSigned = try type.boolean(1)
        switch try type.number(0, default: 0 as Int32) {
        case 8: return isSigned ? .int8 : .uint8
        case 16: return isSigned ? .int16 : .uint16
        case 32: return isSigned ? .int32 : .uint32
        case 64: return isSigned ? .int64 : .uint64
        case let width: throw ArrayFault(ArrowError.damaged("integers have \(width) bits"), at: type.offset)
        }
    }
}
