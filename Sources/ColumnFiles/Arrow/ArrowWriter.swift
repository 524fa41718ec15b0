package import ArrayFiles

/// Writes a table as an Arrow stream or file. The same batches give the same bytes; each batch begins, as do its
/// buffers, at a multiple of 64 bytes. Offsets have 32 bits.
///
/// Source: the Arrow project's "Columnar Format", "Serialization and Interprocess Communication (IPC)", and
/// `format/File.fbs`.
package struct ArrowWriter: ColumnWriting {
    package let schema: ColumnSchema
    package let form: ArrowForm
    private let compression: ArrowCompression?
    /// The number of bytes written.
    private var offset = 0
    /// The footer's blocks of 24 bytes: where a batch is, and the lengths of its metadata and its body.
    private var blocks: [UInt8] = []
    private var batchCount = 0

    private static let alignment = 64

    /// - Parameter isCompressed: whether buffers are compressed by Zstandard.
    package init(_ schema: ColumnSchema, form: ArrowForm, isCompressed: Bool = false) {
        (self.schema, self.form, compression) = (schema, form, isCompressed ? .zstd : nil)
    }

    package mutating func begin() throws(ArrayFault) -> [UInt8] {
        var bytes: [UInt8] = form == .file ? ArrowMessages.magic + [0, 0] : []
        offset = bytes.count
        append(ArrowSchemaEncoder.message(1, ArrowSchemaEncoder.schema(schema), bodyLength: 0), to: &bytes)
        return bytes
    }

    /// - Throws: `ArrowError.wrongColumn`, `wrongColumnCount`, `cannotCompress`, and `tooLargeForOffsets` if a column
    ///   has 2³¹ bytes or items or more; the batch must then be written in parts.
    package mutating func write(_ batch: ColumnBatch) throws(ArrayFault) -> [UInt8] {
        var encoder = ArrowBatchEncoder(compression: compression, alignment: Self.alignment)
        try encoder.append(batch, schema.fields)
        let start = offset
        var bytes: [UInt8] = []
        append(ArrowSchemaEncoder.message(3, encoder.header(batch), bodyLength: encoder.body.count), to: &bytes)
        LittleEndian.append(start, count: 8, to: &blocks)
        LittleEndian.append(bytes.count, count: 8, to: &blocks)
        LittleEndian.append(encoder.body.count, count: 8, to: &blocks)
        batchCount += 1
        bytes += encoder.body
        offset += encoder.body.count
        return bytes
    }

    package mutating func finish() throws(ArrayFault) -> [UInt8] {
        var bytes: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]
        guard form == .file else { return bytes }
        let footer = FlatValue.table([
            .short(ArrowSchemaEncoder.version), ArrowSchemaEncoder.schema(schema), .structures([], count: 0),
            .structures(blocks, count: batchCount),
        ]).buffer
        bytes += footer
        LittleEndian.append(footer.count, count: 4, to: &bytes)
        return bytes + ArrowMessages.magic
    }

    /// Appends a message's metadata, so that what follows begins at a multiple of the alignment.
    private mutating func append(_ message: FlatValue, to bytes: inout [UInt8]) {
        var metadata = message.buffer
        let surplus = (offset + 8 + metadata.count) % Self.alignment
        if surplus > 0 { metadata += [UInt8](repeating: 0, count: Self.alignment - surplus) }
        bytes += [0xff, 0xff, 0xff, 0xff]
        LittleEndian.append(metadata.count, count: 4, to: &bytes)
        bytes += metadata
        offset += 8 + metadata.count
    }
}
