internal import ArrayFiles

/// What the values of a leaf, or the fields of a group, stand for.
enum LogicalType: Hashable {
    case text
    case list
    case map
    case integer(bits: Int, isSigned: Bool)
    case timestamp(TimestampUnit, isUTC: Bool)
    case float16
    /// Every value is missing.
    case nothing
    /// Decimals, dates, times, identifiers, and what isn't known: such values are read as they are stored.
    case other

    /// The type of `parquet.thrift`'s older ConvertedType.
    init(convertedType code: Int) {
        switch code {
        case 0, 4, 19: self = .text
        case 1, 2: self = .map
        case 3: self = .list
        case 9: self = .timestamp(.milliseconds, isUTC: true)
        case 10: self = .timestamp(.microseconds, isUTC: true)
        case 11...14: self = .integer(bits: 8 << (code - 11), isSigned: false)
        case 15...18: self = .integer(bits: 8 << (code - 15), isSigned: true)
        default: self = .other
        }
    }

    init(_ reader: inout ThriftReader, _ field: ThriftReader.Field) throws(ArrayFault) {
        var type = LogicalType.other
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1, 4, 12: type = .text
            case 2: type = .map
            case 3: type = .list
            case 8: return type = try Self.timestamp(&reader, field)
            case 10: return type = try Self.integer(&reader, field)
            case 11: type = .nothing
            case 15: type = .float16
            default: break
            }
            try reader.skip(field)
        }
        self = type
    }

    private static func timestamp(
        _ reader: inout ThriftReader,
        _ field: ThriftReader.Field
    ) throws(ArrayFault) -> LogicalType {
        var (unit, isUTC): (TimestampUnit?, Bool) = (nil, false)
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: isUTC = try reader.boolean(field)
            case 2:
                try reader.structure(field) { (reader, field) throws(ArrayFault) in
                    switch field.id {
                    case 1: unit = .milliseconds
                    case 2: unit = .microseconds
                    case 3: unit = .nanoseconds
                    default: break
                    }
                    try reader.skip(field)
                }
            default: try reader.skip(field)
            }
        }
        return unit.map { .timestamp($0, isUTC: isUTC) } ?? .other
    }

    private static func integer(
        _ reader: inout ThriftReader,
        _ field: ThriftReader.Field
    ) throws(ArrayFault) -> LogicalType {
        var (bits, isSigned) = (0, true)
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: bits = try reader.integer(field)
            case 2: isSigned = try reader.boolean(field)
            default: try reader.skip(field)
            }
        }
        return .integer(bits: bits, isSigned: isSigned)
    }
}

/// A group or a leaf of the schema, which the footer lists in depth-first order.
struct SchemaElement {
    enum Repetition: Int {
        case required = 0
        case optional = 1
        case repeated = 2
    }

    var name = ""
    var repetition = Repetition.required
    /// `nil` for a group.
    var physicalType: PhysicalType?
    /// The number of bytes of a value of `fixedBytes`.
    var length = 0
    var childCount = 0
    var logicalType: LogicalType?

    init(_ reader: inout ThriftReader) throws(ArrayFault) {
        var element = self
        var converted: LogicalType?
        try reader.structure { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1:
                guard let type = PhysicalType(rawValue: try reader.integer(field)) else {
                    throw reader.fault("a column has an unknown physical type")
                }
                element.physicalType = type
            case 2: element.length = try reader.integer(field)
            case 3:
                guard let repetition = Repetition(rawValue: try reader.integer(field)) else {
                    throw reader.fault("a column has an unknown repetition")
                }
                element.repetition = repetition
            case 4: element.name = try reader.text(field)
            case 5: element.childCount = try reader.integer(field)
            case 6: converted = LogicalType(convertedType: try reader.integer(field))
            case 10: element.logicalType = try LogicalType(&reader, field)
            default: try reader.skip(field)
            }
        }
        if element.logicalType == nil || element.logicalType == .other { element.logicalType = converted }
        self = element
    }
}
