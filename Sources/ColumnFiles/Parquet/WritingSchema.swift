/// A leaf that is to be written, and the way to it.
struct WritingLeaf {
    /// The names of the groups on the way, those of lists included, and of the leaf.
    var path: [String]
    /// The steps from the batch to the leaf.
    var steps: [Step] = []
    var type: ColumnType = .nothing
    var maxRepetition: UInt8 = 0
    var maxDefinition: UInt8 = 0

    enum Step {
        /// To the column or field at a place.
        case field(Int)
        /// To values that exist.
        case optional
        /// To values that must exist.
        case required
        case items
    }

    var name: String { path.joined(separator: ".") }

    var physicalType: PhysicalType { PhysicalType(type) }
}

extension PhysicalType {
    init(_ type: ColumnType) {
        self =
            switch type {
            case .boolean: .boolean
            case .number(.float16): .fixedBytes
            case .number(.float32): .float
            case .number(.float64): .double
            case .number(.int64), .number(.uint64), .timestamp: .int64
            case .text, .bytes: .byteArray
            default: .int32
            }
    }
}

/// A schema as Parquet's groups and leaves.
struct WritingSchema {
    private(set) var leaves: [WritingLeaf] = []
    private let fields: [ColumnField]

    init(_ fields: [ColumnField]) {
        self.fields = fields
        for (place, field) in fields.enumerated() {
            add(field, WritingLeaf(path: [field.name], steps: [.field(place)]))
        }
    }

    private mutating func add(_ field: ColumnField, _ way: WritingLeaf) {
        var way = way
        if field.isOptional || field.type == .nothing {
            way.steps.append(.optional)
            way.maxDefinition += 1
        } else {
            way.steps.append(.required)
        }
        switch field.type {
        case .list(let item):
            way.steps.append(.items)
            way.path += ["list", "element"]
            way.maxDefinition += 1
            way.maxRepetition += 1
            add(item, way)
        case .record(let fields):
            for (place, field) in fields.enumerated() {
                var way = way
                way.path.append(field.name)
                way.steps.append(.field(place))
                add(field, way)
            }
        default:
            way.type = field.type
            leaves.append(way)
        }
    }

    /// Writes the elements as a list, the root first.
    func write(_ id: Int, to thrift: inout ThriftWriter) {
        var elements: [(inout ThriftWriter) -> Void] = []
        elements.append { thrift in
            thrift.text(4, "schema")
            thrift.int32(5, fields.count)
        }
        for field in fields { Self.add(field, named: field.name, to: &elements) }
        thrift.structures(id, elements) { $1(&$0) }
    }

    private static func add(
        _ field: ColumnField,
        named name: String,
        to elements: inout [(inout ThriftWriter) -> Void]
    ) {
        let repetition: SchemaElement.Repetition = field.isOptional || field.type == .nothing ? .optional : .required
        switch field.type {
        case .list(let item):
            elements.append { thrift in
                thrift.int32(3, repetition.rawValue)
                thrift.text(4, name)
                thrift.int32(5, 1)
                thrift.int32(6, 3)
                thrift.structure(10) { $0.structure(3) { _ in } }
            }
            elements.append { thrift in
                thrift.int32(3, SchemaElement.Repetition.repeated.rawValue)
                thrift.text(4, "list")
                thrift.int32(5, 1)
            }
            add(item, named: "element", to: &elements)
        case .record(let fields):
            elements.append { thrift in
                thrift.int32(3, repetition.rawValue)
                thrift.text(4, name)
                thrift.int32(5, fields.count)
            }
            for field in fields { add(field, named: field.name, to: &elements) }
        default:
            elements.append { thrift in
                thrift.int32(1, PhysicalType(field.type).rawValue)
                if field.type == .number(.float16) { thrift.int32(2, 2) }
                thrift.int32(3, repetition.rawValue)
                thrift.text(4, name)
                writeType(field.type, to: &thrift)
            }
        }
    }

    /// Writes the converted type and the logical type of a leaf.
    private static func writeType(_ type: ColumnType, to thrift: inout ThriftWriter) {
        switch type {
        case .text:
            thrift.int32(6, 0)
            thrift.structure(10) { $0.structure(1) { _ in } }
        case .nothing: thrift.structure(10) { $0.structure(11) { _ in } }
        case .number(.float16): thrift.structure(10) { $0.structure(15) { _ in } }
        case .number(let number) where !number.isFloat:
            let isSigned = number.rawValue.hasPrefix("int")
            thrift.int32(6, (isSigned ? 15 : 11) + number.size.trailingZeroBitCount)
            thrift.structure(10) {
                $0.structure(10) {
                    $0.int8(1, Int8(8 * number.size))
                    $0.boolean(2, isSigned)
                }
            }
        case .timestamp(let unit, let zone):
            let code =
                switch unit {
                case .seconds, .milliseconds: 1
                case .microseconds: 2
                case .nanoseconds: 3
                }
            // The older types are of times in UTC, and there is none of nanoseconds.
            if code < 3, zone != nil { thrift.int32(6, 8 + code) }
            thrift.structure(10) {
                $0.structure(8) {
                    $0.boolean(1, zone != nil)
                    $0.structure(2) { $0.structure(code) { _ in } }
                }
            }
        default: break
        }
    }
}
