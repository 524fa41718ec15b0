internal import ArrayFiles

/// The types of values in Thrift's compact protocol, by their codes.
enum ThriftType: UInt8 {
    case yes = 1
    case no = 2
    case int8 = 3
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case double = 7
    case binary = 8
    case list = 9
    case set = 10
    case map = 11
    case structure = 12
    case uuid = 13
}

/// Reads Thrift's compact protocol, which trusts no length. Source: thrift-compact-protocol.md of Apache Thrift.
struct ThriftReader {
    struct Field {
        var id: Int
        var type: ThriftType
    }

    private let bytes: [UInt8]
    private let end: Int
    /// The offset of `bytes` in the file.
    private let base: Int
    private(set) var position: Int
    private var depth = 0

    private static let depthLimit = 64

    /// Reads `bytes[range]`.
    init(_ bytes: [UInt8], _ range: Range<Int>, base: Int) {
        (self.bytes, self.base) = (bytes, base)
        (position, end) = (range.lowerBound, range.upperBound)
    }

    /// Passes each field of a structure to `take`, which must read or skip its value.
    mutating func structure(
        _ take: (inout ThriftReader, Field) throws(ArrayFault) -> Void
    ) throws(ArrayFault) {
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("it is nested too deep") }
        var id = 0
        while true {
            let header = try byte()
            if header == 0 { break }
            let delta = Int(header >> 4)
            let next = delta == 0 ? Int(truncatingIfNeeded: try zigzag()) : id + delta
            guard let type = ThriftType(rawValue: header & 15), 0...Int(Int16.max) ~= next else {
                throw fault("it has a field of an unknown type")
            }
            id = next
            try take(&self, Field(id: id, type: type))
        }
        depth -= 1
    }

    mutating func structure(
        _ field: Field,
        _ take: (inout ThriftReader, Field) throws(ArrayFault) -> Void
    ) throws(ArrayFault) {
        guard field.type == .structure else { throw wrongType(field) }
        try structure(take)
    }

    mutating func boolean(_ field: Field) throws(ArrayFault) -> Bool {
        guard field.type == .yes || field.type == .no else { throw wrongType(field) }
        return field.type == .yes
    }

    mutating func integer(_ field: Field) throws(ArrayFault) -> Int {
        switch field.type {
        case .int8: Int(Int8(bitPattern: try byte()))
        case .int16, .int32, .int64: Int(try zigzag())
        default: throw wrongType(field)
        }
    }

    mutating func text(_ field: Field) throws(ArrayFault) -> String {
        guard field.type == .binary else { throw wrongType(field) }
        return String(decoding: bytes[try binary()], as: UTF8.self)
    }

    /// Passes the reader to `take` for each item of a list of structures.
    mutating func structures(
        _ field: Field,
        atMost limit: Int = .max,
        _ take: (inout ThriftReader) throws(ArrayFault) -> Void
    ) throws(ArrayFault) {
        guard field.type == .list else { throw wrongType(field) }
        let (count, type) = try listHeader()
        guard type == ThriftType.structure.rawValue || count == 0, count <= limit else {
            throw fault("field \(field.id) is a list of something else, or too long")
        }
        for _ in 0..<count { try take(&self) }
    }

    mutating func skip(_ field: Field) throws(ArrayFault) {
        if field.type != .yes && field.type != .no { try skip(field.type) }
    }

    private mutating func skip(_ type: ThriftType) throws(ArrayFault) {
        switch type {
        case .yes, .no, .int8: _ = try byte()
        case .int16, .int32, .int64: _ = try varint()
        case .double: try advance(8)
        case .uuid: try advance(16)
        case .binary: _ = try binary()
        case .structure: try structure { (reader, field) throws(ArrayFault) in try reader.skip(field) }
        case .list, .set:
            let (count, item) = try listHeader()
            try skipItems(count, [item])
        case .map:
            let count = try size(bytesPerItem: 2)
            guard count > 0 else { return }
            let types = try byte()
            try skipItems(count, [types >> 4, types & 15])
        }
    }

    private mutating func skipItems(_ count: Int, _ codes: [UInt8]) throws(ArrayFault) {
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("it is nested too deep") }
        var types: [ThriftType] = []
        for code in codes {
            guard let type = ThriftType(rawValue: code) else {
                if count == 0 { break }
                throw fault("it has items of an unknown type")
            }
            types.append(type)
        }
        for _ in 0..<count {
            for type in types { try skip(type) }
        }
        depth -= 1
    }

    private mutating func listHeader() throws(ArrayFault) -> (count: Int, type: UInt8) {
        let header = try byte()
        guard header >> 4 < 15 else { return (try size(bytesPerItem: 1), header & 15) }
        guard Int(header >> 4) <= end - position else { throw fault("a list is longer than the rest of it") }
        return (Int(header >> 4), header & 15)
    }

    private mutating func size(bytesPerItem: Int) throws(ArrayFault) -> Int {
        let count = try varint()
        guard count <= UInt64(end - position) / UInt64(bytesPerItem) else {
            throw fault("a list is longer than the rest of it")
        }
        return Int(count)
    }

    private mutating func binary() throws(ArrayFault) -> Range<Int> {
        let count = try varint()
        guard count <= UInt64(end - position) else { throw fault("a text is longer than the rest of it") }
        position += Int(count)
        return (position - Int(count))..<position
    }

    private mutating func advance(_ count: Int) throws(ArrayFault) {
        guard count <= end - position else { throw fault("it ends early") }
        position += count
    }

    private mutating func byte() throws(ArrayFault) -> UInt8 {
        guard position < end else { throw fault("it ends early") }
        position += 1
        return bytes[position - 1]
    }

    private mutating func zigzag() throws(ArrayFault) -> Int64 {
        let bits = try varint()
        return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
    }

    private mutating func varint() throws(ArrayFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7f) << UInt64(shift)
            if next < 0x80 { return value }
        }
        throw fault("a number is too long")
    }

    private func wrongType(_ field: Field) -> ArrayFault { fault("field \(field.id) has the wrong type") }

    func fault(_ why: String) -> ArrayFault { ArrayFault(ParquetError.badMetadata(why), at: base + position) }
}
