internal import ArrayFiles

/// Turns the columns of a batch into the body of a message and the lists that say what is where in it.
struct ArrowBatchEncoder {
    private let compression: ArrowCompression?
    private let alignment: Int
    private(set) var body: [UInt8] = []
    /// 16 bytes per array: its length and the number of its missing values.
    private var nodes: [UInt8] = []
    /// 16 bytes per buffer: where it is in the body, and its length.
    private var buffers: [UInt8] = []

    init(compression: ArrowCompression?, alignment: Int) {
        (self.compression, self.alignment) = (compression, alignment)
    }

    /// The record batch of what has been appended.
    func header(_ batch: ColumnBatch) -> FlatValue {
        .table([
            .number(Int64(batch.rowCount), size: 8), .structures(nodes, count: nodes.count / 16),
            .structures(buffers, count: buffers.count / 16),
            // Zstandard is codec 1; the method is the default.
            compression.map { _ in .table([.number(1, size: 1)]) },
        ])
    }

    mutating func append(_ batch: ColumnBatch, _ fields: [ColumnField]) throws(ArrayFault) {
        guard batch.columns.count == fields.count else {
            throw ArrayFault(ArrowError.wrongColumnCount(found: batch.columns.count, expected: fields.count))
        }
        for (column, field) in zip(batch.columns, fields) { try append(column, field, count: batch.rowCount) }
    }

    private mutating func append(_ column: Column, _ field: ColumnField, count: Int) throws(ArrayFault) {
        let wrong = ArrayFault(ArrowError.wrongColumn(field.name, field.type))
        guard column.count == count, (column.validity?.count ?? .max) >= (count + 7) / 8 else { throw wrong }
        if case .nothing = field.type {
            guard case .nothing = column.values else { throw wrong }
            return appendNode(count, missing: count)
        }
        try appendValidity(of: column)
        switch (field.type, column.values) {
        case (_, .nothing): try appendBlank(field, count: count)
        case (.boolean, .booleans(let booleans)):
            guard booleans.count >= count else { throw wrong }
            var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
            for index in 0..<count where booleans[index] { bits[index >> 3] |= 1 << UInt8(index & 7) }
            try appendBuffer(bits)
        case (.number(let type), .numbers(let found, let numbers)):
            guard type == found, numbers.count / type.size >= count else { throw wrong }
            try appendBuffer(numbers.prefix(count * type.size))
        case (.timestamp, .numbers(.int64, let numbers)):
            guard numbers.count / 8 >= count else { throw wrong }
            try appendBuffer(numbers.prefix(count * 8))
        case (.text, .bytes(let offsets, let data)), (.bytes, .bytes(let offsets, let data)):
            guard let (start, end) = Self.ends(offsets, count), start >= 0, end <= data.count else { throw wrong }
            try appendOffsets(offsets, field, from: start, to: end)
            try appendBuffer(data[start..<end])
        case (.list(let item), .list(let offsets, let items)):
            guard let (start, end) = Self.ends(offsets, count), start >= 0, end <= items.count else { throw wrong }
            // Not moved to begin at 0, since the items aren't cut.
            try appendOffsets(offsets, field, from: 0, to: end)
            try append(items, item, count: items.count)
        case (.record(let fields), .record(let columns)):
            guard fields.count == columns.count else { throw wrong }
            for (column, field) in zip(columns, fields) { try append(column, field, count: count) }
        default: throw wrong
        }
    }

    /// The first and the last offset.
    private static func ends(_ offsets: [Int], _ count: Int) -> (Int, Int)? {
        guard offsets.count == count + 1, let first = offsets.first, let last = offsets.last, first <= last else {
            return nil
        }
        return (first, last)
    }

    private mutating func appendNode(_ count: Int, missing: Int) {
        LittleEndian.append(count, count: 8, to: &nodes)
        LittleEndian.append(missing, count: 8, to: &nodes)
    }

    /// Appends the node, and the bits that say which values are missing, which are left out if none is.
    private mutating func appendValidity(of column: Column) throws(ArrayFault) {
        let count = column.count
        if case .nothing = column.values {
            appendNode(count, missing: count)
            return try appendBuffer([UInt8](repeating: 0, count: (count + 7) / 8))
        }
        var bits = Array((column.validity ?? []).prefix((count + 7) / 8))
        // Bits beyond the last value may be anything.
        if count % 8 > 0, !bits.isEmpty { bits[bits.count - 1] &= 1 << UInt8(count % 8) - 1 }
        let missing = column.validity == nil ? 0 : bits.reduce(count) { $0 - $1.nonzeroBitCount }
        appendNode(count, missing: missing)
        try appendBuffer(missing == 0 ? [] : bits)
    }

    /// Appends the offsets, less `start`, in 32 bits.
    private mutating func appendOffsets(
        _ offsets: [Int],
        _ field: ColumnField,
        from start: Int,
        to end: Int
    ) throws(ArrayFault) {
        guard end - start <= Int(Int32.max) else { throw ArrayFault(ArrowError.tooLargeForOffsets(field.name)) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 4 * offsets.count) { target, initialized in
            let target = UnsafeMutableRawBufferPointer(target)
            for (index, offset) in offsets.enumerated() {
                target.storeBytes(
                    of: Int32(truncatingIfNeeded: offset - start).littleEndian,
                    toByteOffset: 4 * index,
                    as: Int32.self
                )
            }
            initialized = 4 * offsets.count
        }
        try appendBuffer(bytes)
    }

    /// Appends the buffers after the validity for values that are all missing.
    private mutating func appendBlank(_ field: ColumnField, count: Int) throws(ArrayFault) {
        func zeros(_ size: Int) -> [UInt8] { [UInt8](repeating: 0, count: size * count) }
        switch field.type {
        case .nothing: break
        case .boolean: try appendBuffer([UInt8](repeating: 0, count: (count + 7) / 8))
        case .number(let type): try appendBuffer(zeros(type.size))
        case .timestamp: try appendBuffer(zeros(8))
        case .text, .bytes:
            try appendBuffer(zeros(4) + [0, 0, 0, 0])
            try appendBuffer([])
        case .list(let item):
            try appendBuffer(zeros(4) + [0, 0, 0, 0])
            try append(Column(count: 0, .nothing), item, count: 0)
        case .record(let fields):
            for field in fields { try append(Column(count: count, .nothing), field, count: count) }
        }
    }

    private mutating func appendBuffer(_ bytes: [UInt8]) throws(ArrayFault) { try appendBuffer(bytes[...]) }

    private mutating func appendBuffer(_ bytes: ArraySlice<UInt8>) throws(ArrayFault) {
        let start = body.count
        if compression != nil, !bytes.isEmpty {
            let frame = try ArrowCompression.zstdFrame(bytes)
            // -1 for bytes that compression would make longer.
            let isShorter = frame.count < bytes.count
            LittleEndian.append(isShorter ? bytes.count : -1, count: 8, to: &body)
            if isShorter { body += frame } else { body += bytes }
        } else {
            body += bytes
        }
        LittleEndian.append(start, count: 8, to: &buffers)
        LittleEndian.append(body.count - start, count: 8, to: &buffers)
        let surplus = body.count % alignment
        if surplus > 0 { body.append(contentsOf: repeatElement(0, count: alignment - surplus)) }
    }
}
