/// Writes Thrift's compact protocol. Source: thrift-compact-protocol.md of Apache Thrift.
struct ThriftWriter {
    private(set) var bytes: [UInt8] = []
    private var lastID = 0

    mutating func boolean(_ id: Int, _ value: Bool) { header(id, value ? .yes : .no) }

    mutating func int8(_ id: Int, _ value: Int8) {
        header(id, .int8)
        bytes.append(UInt8(bitPattern: value))
    }

    mutating func int16(_ id: Int, _ value: Int) { integer(id, .int16, value) }

    mutating func int32(_ id: Int, _ value: Int) { integer(id, .int32, value) }

    mutating func int64(_ id: Int, _ value: Int) { integer(id, .int64, value) }

    mutating func text(_ id: Int, _ value: String) {
        header(id, .binary)
        item(value)
    }

    mutating func structure(_ id: Int, _ fields: (inout ThriftWriter) -> Void) {
        header(id, .structure)
        structure(fields)
    }

    /// A structure that isn't a field: the whole message, or an item of a list.
    mutating func structure(_ fields: (inout ThriftWriter) -> Void) {
        let outer = lastID
        lastID = 0
        fields(&self)
        bytes.append(0)
        lastID = outer
    }

    mutating func structures<Item>(_ id: Int, _ items: [Item], _ fields: (inout ThriftWriter, Item) -> Void) {
        list(id, .structure, count: items.count)
        for item in items { structure { fields(&$0, item) } }
    }

    mutating func integers(_ id: Int, _ items: [Int]) {
        list(id, .int32, count: items.count)
        for item in items { varint(zigzag(item)) }
    }

    mutating func texts(_ id: Int, _ items: [String]) {
        list(id, .binary, count: items.count)
        for text in items { item(text) }
    }

    private mutating func item(_ text: String) {
        varint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func integer(_ id: Int, _ type: ThriftType, _ value: Int) {
        header(id, type)
        varint(zigzag(value))
    }

    private func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }

    private mutating func list(_ id: Int, _ type: ThriftType, count: Int) {
        header(id, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | type.rawValue)
        } else {
            bytes.append(0xf0 | type.rawValue)
            varint(UInt64(count))
        }
    }

    /// - Parameter id: greater than the last one's, by at most 15.
    private mutating func header(_ id: Int, _ type: ThriftType) {
        bytes.append(UInt8(id - lastID) << 4 | type.rawValue)
        lastID = id
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
