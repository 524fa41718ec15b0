package import ArrayFiles

/// How the pages of a file are compressed.
package enum ParquetCompression: String, Sendable, Hashable, CaseIterable {
    case none, snappy, gzip, zstd

    fileprivate var codec: ParquetCodec {
        switch self {
        case .none: .uncompressed
        case .snappy: .snappy
        case .gzip: .gzip
        case .zstd: .zstd
        }
    }
}

/// Writes a Parquet file, a row group per batch. Source: the specification of Apache Parquet, format version 2.
///
/// Lists have the three levels of the standard, with items named `element`, whatever the names are in the schema.
/// Timestamps in seconds become milliseconds.
package struct ParquetWriter: ColumnWriting, Sendable {
    private let schema: ColumnSchema
    private let leaves: [WritingLeaf]
    private let codec: ParquetCodec
    private let createdBy: String
    /// The offset of the next byte of the file.
    private var offset = 0
    private var rowCount = 0
    private var groups: [PlacedGroup] = []

    /// A row group as bytes, before its place in the file is known.
    package struct RowGroup: Sendable {
        package let rowCount: Int
        fileprivate let chunks: [WrittenChunk]
    }

    /// What the footer says about a row group.
    private struct PlacedGroup {
        var rowCount: Int
        var offset: Int
        /// Without their bytes.
        var chunks: [(chunk: WrittenChunk, offset: Int, size: Int)]
    }

    /// - Parameter createdBy: the name of the program, and its version.
    package init(_ schema: ColumnSchema, compression: ParquetCompression = .zstd, createdBy: String) {
        self.schema = schema
        self.createdBy = createdBy
        leaves = WritingSchema(schema.fields).leaves
        codec = compression.codec
    }

    package mutating func begin() throws(ArrayFault) -> [UInt8] {
        offset = 4
        return Array("PAR1".utf8)
    }

    package mutating func write(_ batch: ColumnBatch) throws(ArrayFault) -> [UInt8] { add(try encode(batch)) }

    /// The bytes of a row group, which can be made for several at the same time, and then be passed to `add` in order.
    package func encode(_ batch: ColumnBatch) throws(ArrayFault) -> RowGroup {
        var chunks: [WrittenChunk] = []
        guard batch.rowCount > 0 else { return RowGroup(rowCount: 0, chunks: []) }
        for leaf in leaves { chunks.append(try ColumnChunkWriter.chunk(leaf, of: batch, codec)) }
        return RowGroup(rowCount: batch.rowCount, chunks: chunks)
    }

    /// The bytes of a row group at the end of the file so far; none if it has no rows.
    package mutating func add(_ group: RowGroup) -> [UInt8] {
        guard group.rowCount > 0 else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(group.chunks.reduce(0) { $0 + $1.bytes.count })
        var placed = PlacedGroup(rowCount: group.rowCount, offset: offset, chunks: [])
        for var chunk in group.chunks {
            placed.chunks.append((chunk, offset + bytes.count, chunk.bytes.count))
            bytes += chunk.bytes
            chunk.bytes = []
            placed.chunks[placed.chunks.count - 1].chunk = chunk
        }
        groups.append(placed)
        rowCount += group.rowCount
        offset += bytes.count
        return bytes
    }

    package mutating func finish() throws(ArrayFault) -> [UInt8] {
        var footer = ThriftWriter()
        footer.structure {
            $0.int32(1, 2)
            WritingSchema(schema.fields).write(2, to: &$0)
            $0.int64(3, rowCount)
            $0.structures(4, Array(groups.enumerated())) { write($1.element, number: $1.offset, to: &$0) }
            if !schema.metadata.isEmpty {
                $0.structures(5, schema.metadata.sorted { $0.key < $1.key }) {
                    $0.text(1, $1.key)
                    $0.text(2, $1.value)
                }
            }
            $0.text(6, createdBy)
        }
        var bytes = footer.bytes
        guard bytes.count <= Int(Int32.max) else { throw ArrayFault(ParquetError.tooLargeFooter) }
        LittleEndian.append(bytes.count, count: 4, to: &bytes)
        bytes += "PAR1".utf8
        return bytes
    }

    private func write(_ group: PlacedGroup, number: Int, to thrift: inout ThriftWriter) {
        thrift.structures(1, Array(zip(leaves, group.chunks))) { thrift, item in
            // No metadata outside the footer.
            thrift.int64(2, 0)
            thrift.structure(3) { write(item.0, item.1.chunk, item.1.offset, item.1.size, to: &$0) }
        }
        thrift.int64(2, group.chunks.reduce(0) { $0 + $1.chunk.unpackedSize })
        thrift.int64(3, group.rowCount)
        thrift.int64(5, group.offset)
        thrift.int64(6, group.chunks.reduce(0) { $0 + $1.size })
        if number <= Int(Int16.max) { thrift.int16(7, number) }
    }

    private func write(
        _ leaf: WritingLeaf,
        _ chunk: WrittenChunk,
        _ offset: Int,
        _ size: Int,
        to thrift: inout ThriftWriter
    ) {
        thrift.int32(1, leaf.physicalType.rawValue)
        thrift.integers(2, chunk.encodings.map(\.rawValue))
        thrift.texts(3, leaf.path)
        thrift.int32(4, codec.rawValue)
        thrift.int64(5, chunk.entryCount)
        thrift.int64(6, chunk.unpackedSize)
        thrift.int64(7, size)
        thrift.int64(9, offset + chunk.dataStart)
        if chunk.dataStart > 0 { thrift.int64(11, offset) }
        thrift.structure(12) { $0.int64(3, chunk.missingCount) }
    }
}
