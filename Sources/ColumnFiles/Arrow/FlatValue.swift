internal import ArrayFiles

/// A value to be written as FlatBuffers: each table comes before what it refers to, so that references lead forward,
/// and right after its vtable.
indirect enum FlatValue {
    /// The lowest `size` bytes of a number, which its table must align to that size.
    case number(Int64, size: Int)
    case text(String)
    /// The fields in the order of the schema; `nil` leaves one out.
    case table([FlatValue?])
    /// Tables.
    case list([FlatValue])
    /// Items of whole multiples of 8 bytes.
    case structures([UInt8], count: Int)

    static func short(_ value: Int) -> FlatValue { .number(Int64(value), size: 2) }
    static func boolean(_ value: Bool) -> FlatValue { .number(value ? 1 : 0, size: 1) }

    /// The bytes of a buffer whose root is this table.
    var buffer: [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 0]
        Self.refer(from: 0, to: self, in: &bytes)
        return bytes
    }

    /// Appends a value and writes the distance to it at `place`.
    private static func refer(from place: Int, to value: FlatValue, in bytes: inout [UInt8]) {
        let position = value.append(to: &bytes)
        for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: (position - place) >> (8 * index)) }
    }

    /// - Returns: the place that a reference to the value must lead to.
    private func append(to bytes: inout [UInt8]) -> Int {
        switch self {
        case .number: return bytes.count
        case .text(let text):
            Self.align(&bytes, to: 4)
            let start = bytes.count
            LittleEndian.append(text.utf8.count, count: 4, to: &bytes)
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
            return start
        case .table(let fields): return Self.append(fields, to: &bytes)
        case .list(let items):
            Self.align(&bytes, to: 4)
            let start = bytes.count
            LittleEndian.append(items.count, count: 4, to: &bytes)
            bytes.append(contentsOf: repeatElement(0, count: 4 * items.count))
            for (index, item) in items.enumerated() { Self.refer(from: start + 4 + 4 * index, to: item, in: &bytes) }
            return start
        case .structures(let items, let count):
            Self.align(&bytes, to: 8, after: 4)
            let start = bytes.count
            LittleEndian.append(count, count: 4, to: &bytes)
            bytes.append(contentsOf: items)
            return start
        }
    }

    private static func append(_ fields: [FlatValue?], to bytes: inout [UInt8]) -> Int {
        // The widest fields come first, so that none needs padding: the table's own start is 4 bytes before a
        // multiple of 8.
        let order = fields.indices.filter { fields[$0] != nil }
            .sorted { (-(fields[$0]?.size ?? 0), $0) < (-(fields[$1]?.size ?? 0), $1) }
        var distances = [Int](repeating: 0, count: fields.count)
        var size = 4
        for index in order {
            distances[index] = size
            size += fields[index]?.size ?? 0
        }
        let length = 4 + 2 * fields.count
        align(&bytes, to: 8, after: length + 4)
        let vtable = bytes.count
        LittleEndian.append(length, count: 2, to: &bytes)
        LittleEndian.append(size, count: 2, to: &bytes)
        for distance in distances { LittleEndian.append(distance, count: 2, to: &bytes) }
        let start = bytes.count
        LittleEndian.append(start - vtable, count: 4, to: &bytes)
        for index in order {
            guard let field = fields[index] else { continue }
            if case .number(let value, let size) = field {
                LittleEndian.append(value, count: size, to: &bytes)
            } else {
                bytes.append(contentsOf: [0, 0, 0, 0])
            }
        }
        for index in fields.indices {
            guard let field = fields[index] else { continue }
            if case .number = field { continue }
            refer(from: start + distances[index], to: field, in: &bytes)
        }
        return start
    }

    /// The number of bytes in a table: those of a number or of a reference.
    private var size: Int {
        if case .number(_, let size) = self { size } else { 4 }
    }

    /// Pads so that what follows the next `count` bytes begins at a multiple of `alignment`.
    private static func align(_ bytes: inout [UInt8], to alignment: Int, after count: Int = 0) {
        let surplus = (bytes.count + count) % alignment
        if surplus > 0 { bytes.append(contentsOf: repeatElement(0, count: alignment - surplus)) }
    }
}
