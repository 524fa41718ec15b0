internal import ArrayFiles

/// Turns the body of a message into columns, whose buffers it lists in the order of the schema: a node per array, with
/// its length and the number of its missing values, and its buffers.
///
/// Source: the Arrow project's "Columnar Format" and `format/Message.fbs`.
struct ArrowBatchDecoder {
    let rowCount: Int
    private let header: FlatTable
    private let compression: ArrowCompression?
    private let body: [UInt8]
    /// Where the body begins in the file.
    private let bodyOffset: Int
    private let dictionaries: [Int64: Column]

    private let nodes: FlatVector?
    private let buffers: FlatVector?
    /// How many data buffers each array of views has.
    private let viewCounts: FlatVector?
    private var (node, buffer, viewCount) = (0, 0, 0)

    /// The column that is being decoded.
    private var name = ""
    /// How many values and bytes of text a column may hold.
    private var limit = 0
    private var columnLeft = 0
    private var batchLeft: Int

    /// What a column may hold whatever its size in the file.
    static let freeValues = 1 << 24
    static let valuesPerByte = 16
    /// What a batch's columns together may hold whatever their size in the file.
    static let freeBatchValues = 1 << 26

    /// - Parameters:
    ///   - header: a record batch's.
    ///   - bodyOffset: where the body begins in the file.
    init(_ header: FlatTable, body: [UInt8], bodyOffset: Int, dictionaries: [Int64: Column]) throws(ArrayFault) {
        (self.header, self.body, self.bodyOffset, self.dictionaries) = (header, body, bodyOffset, dictionaries)
        let length: Int64 = try header.number(0, default: 0)
        nodes = try header.vector(1, stride: 16)
        buffers = try header.vector(2, stride: 16)
        viewCounts = try header.vector(4, stride: 8)
        compression = try Self.compression(header)
        batchLeft = Self.freeBatchValues + Self.valuesPerByte * min(body.count, 1 << 56)
        let most = Self.freeValues + Self.valuesPerByte * min(body.count, 1 << 56)
        guard length >= 0 else { throw ArrayFault(ArrowError.damaged("a batch has \(length) rows"), at: header.offset) }
        guard length <= most else { throw ArrayFault(ArrowError.tooManyRows(limit: most), at: header.offset) }
        rowCount = Int(length)
        try checkBuffers()
    }

    private static func compression(_ header: FlatTable) throws(ArrayFault) -> ArrowCompression? {
        guard let table = try header.table(3) else { return nil }
        guard try table.number(1, default: 0 as Int8) == 0 else {
            throw ArrayFault(ArrowError.damaged("its buffers aren't compressed one by one"), at: table.offset)
        }
        switch try table.number(0, default: 0 as Int8) {
        case 0: return .lz4
        case 1: return .zstd
        case let code: throw ArrayFault(ArrowError.unknownCompression(Int(code)), at: table.offset)
        }
    }

    /// Checks that every buffer is in the body, and that they don't use any part of it twice as far as their lengths
    /// tell: reading the same bytes for thousands of columns would multiply them.
    private func checkBuffers() throws(ArrayFault) {
        guard let buffers else { return }
        var total = 0
        for index in 0..<buffers.count {
            let (start, length): (Int64, Int64) = (try buffers.number(index), try buffers.number(index, at: 8))
            guard start >= 0, length >= 0, length <= body.count, start <= Int64(body.count) - length else {
                throw ArrayFault(ArrowError.damaged("a buffer is outside its message"), at: buffers.offset(of: index))
            }
            total += Int(length)
            guard total <= body.count else {
                throw ArrayFault(
                    ArrowError.damaged("a message's buffers are longer than its body"),
                    at: buffers.offset(of: index)
                )
            }
        }
    }

    /// The columns of the fields that are wanted; the others' are columns without values.
    mutating func columns(_ fields: [ArrowField], wanted: [Bool]) throws(ArrayFault) -> [Column] {
        var columns: [Column] = []
        columns.reserveCapacity(fields.count)
        for (field, isWanted) in zip(fields, wanted) {
            if isWanted {
                columns.append(try column(field))
            } else {
                _ = try skip(field)
                columns.append(Column(count: rowCount, .nothing))
            }
        }
        try checkEnd()
        return columns
    }

    /// A column of its own, as a dictionary's values are.
    mutating func only(_ field: ArrowField) throws(ArrayFault) -> Column {
        let column = try column(field)
        try checkEnd()
        return column
    }

    private func checkEnd() throws(ArrayFault) {
        for (list, used, what) in [(nodes, node, "arrays"), (buffers, buffer, "buffers")] {
            let count = list?.count ?? 0
            guard count == used else {
                throw ArrayFault(
                    ArrowError.damaged("a message has \(count) \(what), but its schema takes \(used)"),
                    at: header.offset
                )
            }
        }
    }

    private mutating func column(_ field: ArrowField) throws(ArrayFault) -> Column {
        name = field.name
        var copy = self
        limit = Self.freeValues + Self.valuesPerByte * (try copy.skip(field))
        columnLeft = limit
        return try array(field, count: .exactly(rowCount))
    }

    /// Passes over an array and its parts.
    /// - Returns: the number of bytes that they take up in the body.
    private mutating func skip(_ field: ArrowField) throws(ArrayFault) -> Int {
        node += 1
        var (buffers, children) = (2, field.children)
        if field.dictionary != nil {
            children = []
        } else {
            switch field.layout {
            case .nothing: buffers = 0
            case .booleans, .numbers, .fixedBytes, .list: buffers = 2
            case .bytes, .listViews: buffers = 3
            case .views: buffers = 2 + (try nextViewCount())
            case .fixedList, .record: buffers = 1
            case .unsupported(_, let count, _): buffers = count
            }
        }
        var size = 0
        for _ in 0..<buffers { size += try nextBuffer().count }
        for child in children { size += try skip(child) }
        return size
    }

    private mutating func nextViewCount() throws(ArrayFault) -> Int {
        defer { viewCount += 1 }
        guard let viewCounts, let buffers, viewCount < viewCounts.count else {
            throw ArrayFault(ArrowError.damaged("a message lacks a number of buffers"), at: header.offset)
        }
        let count: Int64 = try viewCounts.number(viewCount)
        guard count >= 0, count <= buffers.count else {
            throw ArrayFault(
                ArrowError.damaged("an array has \(count) buffers"),
                at: viewCounts.offset(of: viewCount)
            )
        }
        return Int(count)
    }

    // MARK: Arrays

    private enum Length {
        case exactly(Int)
        case atLeast(Int)
    }

    private func damaged(_ why: String, at offset: Int? = nil) -> ArrayFault {
        ArrayFault(ArrowError.damagedColumn(name, why), at: offset ?? header.offset)
    }

    /// Counts values and bytes of text towards what the column may hold.
    private mutating func spend(_ count: Int, at offset: Int) throws(ArrayFault) {
        guard count <= columnLeft, count <= batchLeft else {
            throw ArrayFault(ArrowError.expands(name, limit: limit), at: offset)
        }
        columnLeft -= count
        batchLeft -= count
    }

    /// The length of the next array, and whether any of its values are missing.
    private mutating func nextNode(_ length: Length) throws(ArrayFault) -> (count: Int, hasMissing: Bool) {
        defer { node += 1 }
        guard let nodes, node < nodes.count else { throw damaged("it has no array in the message") }
        let offset = nodes.offset(of: node)
        let (count, missing): (Int64, Int64) = (try nodes.number(node), try nodes.number(node, at: 8))
        switch length {
        case .exactly(let expected):
            guard count == expected else { throw damaged("it has \(count) values instead of \(expected)", at: offset) }
        case .atLeast(let least):
            guard count >= least else { throw damaged("it has \(count) items, but lists of \(least)", at: offset) }
        }
        guard 0...count ~= missing else { throw damaged("\(missing) of its \(count) values are missing", at: offset) }
        try spend(Int(count), at: offset)
        return (Int(count), missing > 0)
    }

    private mutating func array(_ field: ArrowField, count length: Length) throws(ArrayFault) -> Column {
        let (count, hasMissing) = try nextNode(length)
        if field.dictionary == nil, case .nothing = field.layout { return Column(count: count, .nothing) }
        let validity = try validity(count: count, hasMissing: hasMissing)
        if let encoding = field.dictionary { return try encoded(encoding, count: count, validity: validity) }
        func column(_ values: Column.Values) -> Column { Column(count: count, validity: validity, values) }
        switch field.layout {
        case .nothing: return column(.nothing)
        case .booleans: return column(.booleans(ArrowBuffers.booleans(in: try bits(count), count: count)))
        case .numbers(let type): return column(.numbers(type, Array(try bytes(count: count, size: type.size))))
        case .bytes(let type):
            let place = bodyPlace
            let offsets = try offsets(type, count: count)
            let data = try texts()
            guard (offsets.last ?? 0) <= data.count else { throw damaged("a value ends outside its bytes", at: place) }
            return column(.bytes(offsets: offsets, data: Array(data)))
        case .views: return column(try views(count: count, validity: validity))
        case .fixedBytes(let size):
            let offset = bodyPlace
            let (total, overflow) = count.multipliedReportingOverflow(by: size)
            try spend(overflow ? .max : total, at: offset)
            let data = Array(try bytes(count: total, size: 1))
            return column(.bytes(offsets: Self.offsets(count: count, size: size), data: data))
        case .list(let type, let item):
            let offsets = try offsets(type, count: count)
            return column(.list(offsets: offsets, items: try array(item, count: .atLeast(offsets.last ?? 0))))
        case .listViews(let type, let item):
            return column(try listViews(type, of: item, count: count, validity: validity))
        case .fixedList(let size, let item):
            let (total, overflow) = count.multipliedReportingOverflow(by: size)
            if overflow { throw ArrayFault(ArrowError.expands(name, limit: limit), at: header.offset) }
            let items = try array(item, count: .atLeast(total))
            return column(.list(offsets: Self.offsets(count: count, size: size), items: items))
        case .record(let fields):
            var columns: [Column] = []
            for field in fields { columns.append(try array(field, count: .exactly(count))) }
            return column(.record(columns))
        case .unsupported(let type, _, _):
            throw ArrayFault(ArrowError.unsupportedType(name, type), at: header.offset)
        }
    }

    private static func offsets(count: Int, size: Int) -> [Int] { (0...count).map { $0 * size } }

    /// Offsets that never decrease, one more of them than values.
    private mutating func offsets(_ type: NumberType, count: Int) throws(ArrayFault) -> [Int] {
        let place = bodyPlace
        // An array without values may leave out its only offset.
        if count == 0 {
            _ = try nextBuffer()
            return [0]
        }
        let numbers = ArrowBuffers.integers(type, in: try bytes(count: count + 1, size: type.size), count: count + 1)
        guard numbers[0] >= 0, ArrowBuffers.areAscending(numbers) else {
            throw damaged("its offsets decrease", at: place)
        }
        return numbers
    }

    /// Values in a dictionary.
    private mutating func encoded(
        _ encoding: ArrowField.DictionaryEncoding,
        count: Int,
        validity: [UInt8]?
    ) throws(ArrayFault) -> Column {
        let place = bodyPlace
        let buffer = try bytes(count: count, size: encoding.indices.size)
        let numbers = ArrowBuffers.integers(encoding.indices, in: buffer, count: count)
        let values = dictionaries[encoding.id]
        guard let column = Column.dictionary(numbers, validity: validity, values: values ?? Column(count: 0, .nothing))
        else {
            if values == nil { throw ArrayFault(ArrowError.missingDictionary(name, encoding.id), at: place) }
            throw damaged("a value isn't in its dictionary", at: place)
        }
        return column
    }

    /// Lists that begin anywhere in their items: references to the items, in the order of the lists.
    private mutating func listViews(
        _ type: NumberType,
        of item: ArrowField,
        count: Int,
        validity: [UInt8]?
    ) throws(ArrayFault) -> Column.Values {
        let place = bodyPlace
        let starts = ArrowBuffers.integers(type, in: try bytes(count: count, size: type.size), count: count)
        let lengths = ArrowBuffers.integers(type, in: try bytes(count: count, size: type.size), count: count)
        let items = try array(item, count: .atLeast(0))
        var (offsets, indices) = ([0], [Int]())
        offsets.reserveCapacity(count + 1)
        for index in 0..<count {
            if Column.hasValue(at: index, in: validity) {
                let (start, length) = (starts[index], lengths[index])
                guard start >= 0, length >= 0, length <= items.count, start <= items.count - length else {
                    throw damaged("a list is outside its items", at: place)
                }
                try spend(length, at: place)
                indices.append(contentsOf: start..<(start + length))
            }
            offsets.append(indices.count)
        }
        guard let listed = Column.dictionary(indices, validity: nil, values: items) else {
            throw damaged("a list is outside its items", at: place)
        }
        return .list(offsets: offsets, items: listed)
    }

    private mutating func views(count: Int, validity: [UInt8]?) throws(ArrayFault) -> Column.Values {
        let place = bodyPlace
        let views = try bytes(count: count, size: 16)
        var sources: [ArraySlice<UInt8>] = []
        for _ in 0..<(try nextViewCount()) { sources.append(try texts()) }
        var (offsets, data) = ([0], [UInt8]())
        offsets.reserveCapacity(count + 1)
        let words = ArrowBuffers.integers(Int32.self, in: views, count: 4 * count)
        for index in 0..<count {
            if Column.hasValue(at: index, in: validity) {
                let length = words[4 * index]
                let (source, start) = (words[4 * index + 2], words[4 * index + 3])
                guard length >= 0 else { throw damaged("a text has length \(length)", at: place) }
                try spend(length, at: place)
                if length <= 12 {
                    let start = views.startIndex + 16 * index + 4
                    data.append(contentsOf: views[start..<(start + length)])
                } else {
                    guard sources.indices ~= source, start >= 0, start <= sources[source].count - length else {
                        throw damaged("a value is outside its bytes", at: place)
                    }
                    let start = sources[source].startIndex + start
                    data.append(contentsOf: sources[source][start..<(start + length)])
                }
            }
            offsets.append(data.count)
        }
        return .bytes(offsets: offsets, data: data)
    }

    // MARK: Buffers

    /// Where the next buffer begins in the file.
    private var bodyPlace: Int {
        guard let buffers, buffer < buffers.count, let start = try? buffers.number(buffer) as Int64 else {
            return header.offset
        }
        return bodyOffset + Int(start)
    }

    private mutating func nextBuffer() throws(ArrayFault) -> Range<Int> {
        defer { buffer += 1 }
        guard let buffers, buffer < buffers.count else { throw damaged("it lacks a buffer in the message") }
        let (start, length): (Int64, Int64) = (try buffers.number(buffer), try buffers.number(buffer, at: 8))
        return Int(start)..<Int(start + length)
    }

    /// A buffer of fixed-size values, without what follows them.
    private mutating func bytes(count: Int, size: Int) throws(ArrayFault) -> ArraySlice<UInt8> {
        let place = bodyPlace
        let buffer = try contents(of: nextBuffer(), atMost: 8 * min(limit, 1 << 56) + 64)
        let (needed, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow, buffer.count >= needed else {
            throw damaged("a buffer has \(buffer.count) bytes instead of \(count) × \(size)", at: place)
        }
        return buffer.prefix(needed)
    }

    private mutating func bits(_ count: Int) throws(ArrayFault) -> ArraySlice<UInt8> {
        try bytes(count: (count + 7) / 8, size: 1)
    }

    private mutating func validity(count: Int, hasMissing: Bool) throws(ArrayFault) -> [UInt8]? {
        if hasMissing { return Array(try bits(count)) }
        _ = try nextBuffer()
        return nil
    }

    /// A buffer of texts or bytes, whose size counts towards what the column may hold.
    private mutating func texts() throws(ArrayFault) -> ArraySlice<UInt8> {
        let place = bodyPlace
        let data = try contents(of: nextBuffer(), atMost: min(columnLeft, batchLeft))
        try spend(data.count, at: place)
        return data
    }

    private func contents(of range: Range<Int>, atMost most: Int) throws(ArrayFault) -> ArraySlice<UInt8> {
        guard let compression, !range.isEmpty else { return body[range] }
        let offset = bodyOffset + range.lowerBound
        guard range.count >= 8 else { throw damaged("a compressed buffer has \(range.count) bytes", at: offset) }
        let length = ArrowBuffers.integers(Int64.self, in: body[range], count: 1)[0]
        // -1 for a buffer that isn't compressed.
        if length == -1 { return body[range.dropFirst(8)] }
        guard length >= 0 else { throw damaged("a compressed buffer holds \(length) bytes", at: offset) }
        guard length <= most else { throw ArrayFault(ArrowError.expands(name, limit: limit), at: offset) }
        guard let bytes = compression.decompress(body[range.dropFirst(8)], count: length) else {
            throw damaged("a compressed buffer is damaged", at: offset)
        }
        return bytes[...]
    }
}
