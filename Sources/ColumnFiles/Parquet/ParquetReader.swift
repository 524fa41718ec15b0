package import ArrayFiles

/// Reads a Parquet file, a row group per batch. Source: the specification of Apache Parquet, format version 2.
///
/// Values without a type of their own here (decimals, dates, times, identifiers) come out as the plain numbers or bytes
/// that are stored. Maps are lists of records. Texts with a dictionary come out as `Column.Values.dictionary`.
/// Statistics, indexes and Bloom filters aren't read.
package struct ParquetReader: ColumnReading {
    package let schema: ColumnSchema
    /// The number of the file's row groups.
    package var rowGroupCount: Int { metadata.rowGroups.count }
    package let rowCount: Int

    private let file: any RandomAccessBytes
    private let metadata: ParquetMetadata
    private let parquetSchema: ParquetSchema
    /// The offset of the footer, before which all pages are.
    private let dataEnd: Int
    private var nextGroup = 0
    private var selected: Set<String>?

    /// The largest footer that is read, in bytes.
    private static let footerLimit = 1 << 28

    /// - Throws: `ArrayFault` if the footer can't be read.
    package init(_ file: any RandomAccessBytes) throws(ArrayFault) {
        let footer = try Self.footer(file)
        var bytes: [UInt8] = []
        try file.read(footer, into: &bytes)
        guard bytes.count == footer.count else {
            throw ArrayFault(ParquetError.truncated("the footer"), at: file.count)
        }
        self.file = file
        dataEnd = footer.lowerBound
        metadata = try ParquetMetadata(bytes, at: footer.lowerBound)
        parquetSchema = try ParquetSchema(metadata.elements, at: footer.lowerBound)
        rowCount = try Self.check(metadata, leafCount: parquetSchema.leaves.count, footer: footer)
        var keyValues = metadata.keyValues
        // The same schema again, in Arrow's words.
        keyValues["ARROW:schema"] = nil
        schema = ColumnSchema(parquetSchema.columns.map(\.field), metadata: keyValues)
    }

    private static func footer(_ file: any RandomAccessBytes) throws(ArrayFault) -> Range<Int> {
        guard file.count >= 12 else { throw ArrayFault(ParquetError.notParquet) }
        var ends: [UInt8] = []
        try file.read(0..<4, into: &ends)
        try file.read((file.count - 8)..<file.count, into: &ends)
        guard ends.count == 12 else { throw ArrayFault(ParquetError.truncated("the footer"), at: file.count) }
        if ends.suffix(4).elementsEqual("PARE".utf8) {
            throw ArrayFault(ParquetError.encryptedFooter, at: file.count - 4)
        }
        guard ends.prefix(4).elementsEqual("PAR1".utf8), ends.suffix(4).elementsEqual("PAR1".utf8) else {
            throw ArrayFault(ParquetError.notParquet)
        }
        let length = ends.span.bytes.readUInt32(at: 4) ?? 0
        guard length <= min(file.count - 12, footerLimit) else {
            throw ArrayFault(ParquetError.badMetadata("its length is \(length) bytes"), at: file.count - 8)
        }
        return (file.count - 8 - length)..<(file.count - 8)
    }

    /// Checks the row groups, and returns the number of rows in all of them.
    private static func check(
        _ metadata: ParquetMetadata,
        leafCount: Int,
        footer: Range<Int>
    ) throws(ArrayFault) -> Int {
        func bad(_ why: String) -> ArrayFault { ArrayFault(ParquetError.badMetadata(why), at: footer.lowerBound) }
        var (rowCount, size) = (0, 0)
        for group in metadata.rowGroups {
            guard group.chunks.count == leafCount else {
                throw bad("a row group has \(group.chunks.count) columns, not \(leafCount)")
            }
            var limit = leafCount > 0 ? ColumnChunkReader.entryLimit(compressedSize: footer.lowerBound) : 0
            for chunk in group.chunks {
                limit = min(limit, max(0, chunk.valueCount))
                size += min(max(0, chunk.compressedSize), footer.lowerBound)
                // Else a small file could have the same column read again and again.
                guard size <= footer.lowerBound else { throw bad("its columns take up more bytes than the file has") }
            }
            let (sum, overflow) = rowCount.addingReportingOverflow(group.rowCount)
            guard 0...limit ~= group.rowCount, !overflow else {
                throw bad("a row group has \(group.rowCount) rows, but not as many values")
            }
            rowCount = sum
        }
        return rowCount
    }

    /// Decodes only the columns of these names from now on. The others come out as `Column.Values.nothing`.
    package mutating func select(_ names: Set<String>) { selected = names }

    package mutating func next() throws(ArrayFault) -> ColumnBatch? {
        guard nextGroup < rowGroupCount else { return nil }
        nextGroup += 1
        return try rowGroup(nextGroup - 1)
    }

    /// A row group by its number, which must exist.
    package func rowGroup(_ number: Int) throws(ArrayFault) -> ColumnBatch {
        let group = metadata.rowGroups[number]
        let wanted = parquetSchema.columns.filter { selected?.contains($0.field.name) ?? true }
        let chunks = wanted.flatMap { group.chunks[$0.leaves] }
        let packedSize = chunks.reduce(0) { $0 + min(max(0, $1.compressedSize), dataEnd) }
        let (valueLimit, sizeLimit) = (1 << 26 + 16 * packedSize, 1 << 28 + 64 * packedSize)
        guard chunks.reduce(0, { $0 + min(max(0, $1.valueCount), valueLimit + 1) }) <= valueLimit else {
            throw ArrayFault(ParquetError.rowGroupOfTooManyValues(limit: valueLimit))
        }
        var (columns, unpackedSize): ([Column], Int) = ([], 0)
        for node in parquetSchema.columns {
            guard selected?.contains(node.field.name) ?? true else {
                columns.append(Column(count: group.rowCount, .nothing))
                continue
            }
            var entries: [LeafEntries] = []
            for leaf in node.leaves {
                let (leaf, chunk) = (parquetSchema.leaves[leaf], group.chunks[leaf])
                let next = try ColumnChunkReader.entries(of: leaf, chunk, in: file, dataEnd: dataEnd)
                unpackedSize += next.unpackedSize
                guard unpackedSize <= sizeLimit else {
                    throw ArrayFault(ParquetError.rowGroupOfTooManyBytes(limit: sizeLimit))
                }
                entries.append(next)
            }
            var assembly = ColumnAssembly(entries, firstLeaf: node.leaves.lowerBound, rowCount: group.rowCount)
            columns.append(try assembly.column(node))
        }
        return ColumnBatch(rowCount: group.rowCount, columns: columns)
    }
}
