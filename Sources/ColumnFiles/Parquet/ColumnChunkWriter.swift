internal import ArrayFiles

/// The bytes of a chunk, and what the footer says about it.
struct WrittenChunk: Sendable {
    var bytes: [UInt8] = []
    /// The number of bytes before compression, those of the headers included.
    var unpackedSize = 0
    /// The number of entries, missing values and empty lists included.
    var entryCount = 0
    var missingCount = 0
    /// Where the first data page begins, after the dictionary if there is one.
    var dataStart = 0
    var encodings: [ParquetEncoding] = []
}

/// Writes the pages of a chunk.
struct ColumnChunkWriter {
    private let leaf: WritingLeaf
    private let codec: ParquetCodec
    private let levels: LeafLevels
    private let values: WritingValues
    private let encoding: Encoding
    private var chunk = WrittenChunk()

    /// The number of bytes of values that a page holds, unless one row takes more.
    private static let pageSize = 1 << 20

    private enum Encoding {
        case plain
        /// Numbers of one byte, whose dictionary has all of them, so that the indices are the bytes themselves.
        case bytes(signed: Bool)
        case texts(TextDictionary)
    }

    /// The chunk of a leaf.
    static func chunk(_ leaf: WritingLeaf, of batch: ColumnBatch, _ codec: ParquetCodec) throws(ArrayFault)
        -> WrittenChunk
    {
        var writer = try ColumnChunkWriter(leaf, batch, codec)
        try writer.writeDictionary()
        try writer.writePages()
        return writer.chunk
    }

    private init(_ leaf: WritingLeaf, _ batch: ColumnBatch, _ codec: ParquetCodec) throws(ArrayFault) {
        (self.leaf, self.codec) = (leaf, codec)
        var levels = LeafLevels(rowCount: batch.rowCount)
        let column = try Self.follow(leaf, batch, &levels)
        self.levels = levels
        values = try WritingValues(column, levels.places, type: leaf.type, name: leaf.name)
        switch values {
        case .numbers(.uint8, _): encoding = .bytes(signed: false)
        case .numbers(.int8, _): encoding = .bytes(signed: true)
        case .texts(let offsets, let data) where leaf.type == .text:
            encoding = TextDictionary(offsets: offsets, data: data).map { .texts($0) } ?? .plain
        default: encoding = .plain
        }
        chunk.entryCount = levels.count
        chunk.missingCount = levels.count - values.count
    }

    /// Goes from the batch to the leaf's column, and makes the levels on the way.
    private static func follow(
        _ leaf: WritingLeaf,
        _ batch: ColumnBatch,
        _ levels: inout LeafLevels
    ) throws(ArrayFault) -> Column {
        var column = Column(count: batch.rowCount, .record(batch.columns))
        for step in leaf.steps {
            switch step {
            case .field(let place):
                switch column.values {
                case .nothing: break
                case .record(let fields) where place < fields.count && fields[place].count == column.count:
                    column = fields[place]
                default: throw ArrayFault(ParquetError.wrongColumn(leaf.name, expected: "records of its type"))
                }
            case .optional: levels.enterOptional(column)
            case .required:
                guard levels.areComplete(in: column) else {
                    throw ArrayFault(ParquetError.missingValue(column: leaf.name))
                }
            case .items:
                switch column.values {
                case .nothing:
                    levels.enterItems([])
                    column = Column(count: 0, .nothing)
                case .list(let offsets, let items):
                    levels.enterItems(offsets)
                    column = items
                default: throw ArrayFault(ParquetError.wrongColumn(leaf.name, expected: "lists"))
                }
            }
        }
        return column
    }

    private mutating func writeDictionary() throws(ArrayFault) {
        var page: [UInt8] = []
        let count: Int
        switch encoding {
        case .plain:
            chunk.encodings = [.plain, .rle]
            return
        case .bytes(let isSigned):
            count = 256
            for value in isSigned ? -128..<128 : 0..<256 { LittleEndian.append(value, count: 4, to: &page) }
        case .texts(let dictionary):
            count = dictionary.texts.count
            guard case .texts(_, let data) = values else { return }
            for text in dictionary.texts { WritingValues.append(text, of: data, to: &page) }
        }
        chunk.encodings = [.plain, .rle, .rleDictionary]
        try append(page, .dictionary, count: count, .plain)
        chunk.dataStart = chunk.bytes.count
    }

    private mutating func writePages() throws(ArrayFault) {
        let valueSize =
            switch encoding {
            case .plain: max(1, values.plainSize / max(1, values.count))
            case .bytes: 1
            case .texts: 2
            }
        let limit = max(1, Self.pageSize / valueSize)
        var (start, firstValue) = (0, 0)
        while start < levels.count {
            // A page begins with a row.
            var end = min(levels.count, start + limit)
            while end < levels.count, leaf.maxRepetition > 0, levels.repetitions[end] != 0 { end += 1 }
            firstValue = try writePage(start..<end, firstValue: firstValue)
            start = end
        }
    }

    /// Writes a page of entries.
    /// - Returns: the number of values that have been written.
    private mutating func writePage(_ entries: Range<Int>, firstValue: Int) throws(ArrayFault) -> Int {
        var page: [UInt8] = []
        var endValue = firstValue + entries.count
        if leaf.maxRepetition > 0 {
            Self.appendLevels(levels.repetitions[entries], limit: leaf.maxRepetition, to: &page)
        }
        if leaf.maxDefinition > 0 {
            let definitions = levels.definitions[entries]
            Self.appendLevels(definitions, limit: leaf.maxDefinition, to: &page)
            for level in definitions { endValue &-= level == leaf.maxDefinition ? 0 : 1 }
        }
        let range = firstValue..<endValue
        switch encoding {
        case .plain:
            try values.appendPlain(range, to: &page, name: leaf.name)
            try append(page, .data, count: entries.count, .plain)
        case .bytes(let isSigned):
            guard case .numbers(_, let bytes) = values else { break }
            page.append(8)
            HybridWriter.appendBytes(isSigned ? bytes[range].map { $0 ^ 0x80 }[...] : bytes[range], to: &page)
            try append(page, .data, count: entries.count, .rleDictionary)
        case .texts(let dictionary):
            page.append(UInt8(dictionary.width))
            HybridWriter.append(dictionary.indices[range], width: dictionary.width, to: &page)
            try append(page, .data, count: entries.count, .rleDictionary)
        }
        return endValue
    }

    private static func appendLevels(_ levels: ArraySlice<UInt8>, limit: UInt8, to page: inout [UInt8]) {
        let start = page.count
        LittleEndian.append(0, count: 4, to: &page)
        HybridWriter.append(levels, width: 8 - limit.leadingZeroBitCount, to: &page)
        let length = page.count - start - 4
        for index in 0..<4 { page[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
    }

    private mutating func append(
        _ page: [UInt8],
        _ kind: PageHeader.Kind,
        count: Int,
        _ encoding: ParquetEncoding
    ) throws(ArrayFault) {
        let packed: [UInt8]
        do throws(PageCompression.Failure) {
            packed = try PageCompression.pack(page, codec)
        } catch {
            throw ArrayFault(ParquetError.cannotCompress(error.why))
        }
        guard max(page.count, packed.count, count) <= Int(Int32.max) else {
            throw ArrayFault(ParquetError.tooLarge(column: leaf.name))
        }
        var header = ThriftWriter()
        header.structure {
            $0.int32(1, kind.rawValue)
            $0.int32(2, page.count)
            $0.int32(3, packed.count)
            if kind == .dictionary {
                $0.structure(7) {
                    $0.int32(1, count)
                    $0.int32(2, encoding.rawValue)
                }
            } else {
                $0.structure(5) {
                    $0.int32(1, count)
                    $0.int32(2, encoding.rawValue)
                    $0.int32(3, ParquetEncoding.rle.rawValue)
                    $0.int32(4, ParquetEncoding.rle.rawValue)
                }
            }
        }
        chunk.bytes += header.bytes
        chunk.bytes += packed
        chunk.unpackedSize += header.bytes.count + page.count
    }
}
