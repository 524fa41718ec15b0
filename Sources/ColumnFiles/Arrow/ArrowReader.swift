package import ArrayFiles

/// Reads a table from an Arrow stream or file, batch by batch.
///
/// A file is read from its beginning too, so that it can come through a pipe: it has the messages of a stream between
/// `ARROW1` and its footer, and each says where it ends, so the footer, which lists them once more, isn't needed. If the
/// dictionaries may come after the batches that refer to them, as in files that polars writes, the file is read twice.
///
/// Source: the Arrow project's "Columnar Format", "Serialization and Interprocess Communication (IPC)".
package struct ArrowReader: ColumnReading {
    /// Appends at most this many next bytes of a file to a buffer, and returns how many; 0 at the end.
    package typealias NextBytes = (inout [UInt8], Int) throws(ArrayFault) -> Int

    package let schema: ColumnSchema
    /// Whether the table is a stream or a file.
    package var form: ArrowForm { messages.form }

    private var messages: ArrowMessages
    private let fields: [ArrowField]
    /// Where each field begins in the file.
    private let fieldOffsets: [Int]
    private var wanted: [Bool]
    /// The fields of dictionaries by number.
    private let dictionaryFields: [Int64: ArrowField]
    private var wantedDictionaries: Set<Int64>
    private var dictionaries: [Int64: Column] = [:]
    private let again: (() throws(ArrayFault) -> NextBytes)?
    /// Whether all dictionaries were read before the first batch.
    private var hasAllDictionaries = false
    private var hasEnded = false

    /// Whether a file that begins with `prefix`, which is at least 8 bytes long, is an Arrow file or stream; not a
    /// stream from before Arrow 0.15, whose beginning is too much like anything else.
    package static func begins(_ prefix: [UInt8]) -> Bool { ArrowMessages.begins(prefix) }

    /// Reads the schema.
    /// - Parameter again: opens the same bytes once more, if they can be read twice.
    package init(
        _ next: @escaping NextBytes,
        again: (() throws(ArrayFault) -> NextBytes)? = nil
    ) throws(ArrayFault) {
        self.again = again
        messages = try ArrowMessages(ArrowInput(next))
        guard let message = try messages.next(), message.kind == .schema else {
            throw ArrayFault(ArrowError.damaged("its first message isn't a schema"), at: messages.form == .file ? 8 : 0)
        }
        let (fields, offsets, metadata) = try ArrowSchemaDecoder.decode(message)
        try messages.skipBody(of: message)
        (self.fields, fieldOffsets) = (fields, offsets)
        schema = ColumnSchema(fields.map(\.columnField), metadata: metadata)
        wanted = fields.map { _ in true }
        var dictionaryFields: [Int64: ArrowField] = [:]
        for (field, offset) in zip(fields, offsets) {
            for field in field.dictionaryFields {
                guard let id = field.dictionary?.id else { continue }
                guard dictionaryFields[id].map({ $0.layout == field.layout }) ?? true else {
                    throw ArrayFault(ArrowError.damaged("dictionary \(id) has several types"), at: offset)
                }
                dictionaryFields[id] = field
            }
        }
        self.dictionaryFields = dictionaryFields
        wantedDictionaries = Set(dictionaryFields.keys)
    }

    /// Reads only the columns of these names. Others come back without values and aren't decompressed; types that
    /// aren't supported may be among them. To be called before the first batch is read.
    package mutating func select(_ names: Set<String>) {
        wanted = fields.map { names.contains($0.name) }
        let selected = fields.filter { names.contains($0.name) }
        wantedDictionaries = Set(selected.flatMap(\.dictionaryFields).compactMap(\.dictionary?.id))
    }

    /// The next rows, or `nil` at the end and after a fault.
    /// - Throws: `ArrowError`, or what reading the bytes throws.
    package mutating func next() throws(ArrayFault) -> ColumnBatch? {
        if hasEnded { return nil }
        // Until the batch has been read, since nothing can follow a fault.
        hasEnded = true
        try checkTypes()
        try readDictionariesAhead()
        while let message = try messages.next() {
            switch message.kind {
            case .schema: throw ArrayFault(ArrowError.damaged("it has a second schema"), at: message.header.offset)
            case .dictionary where hasAllDictionaries: try messages.skipBody(of: message)
            case .dictionary: try readDictionary(message)
            case .batch:
                let start = messages.input.offset
                var decoder = try ArrowBatchDecoder(
                    message.header,
                    body: messages.body(of: message),
                    bodyOffset: start,
                    dictionaries: dictionaries
                )
                let columns = try decoder.columns(fields, wanted: wanted)
                hasEnded = false
                return ColumnBatch(rowCount: decoder.rowCount, columns: columns)
            }
        }
        return nil
    }

    /// Reads the dictionaries of a file that can be read twice.
    private mutating func readDictionariesAhead() throws(ArrayFault) {
        guard messages.form == .file, !wantedDictionaries.isEmpty, !hasAllDictionaries, let again else { return }
        var file = try ArrowReader(again())
        guard file.schema == schema else { throw ArrayFault(ArrowError.damaged("it changed while it was read")) }
        file.wantedDictionaries = wantedDictionaries
        while let message = try file.messages.next() {
            switch message.kind {
            case .dictionary: try file.readDictionary(message)
            // A second schema is reported when the batches are read.
            case .batch, .schema: try file.messages.skipBody(of: message)
            }
        }
        (dictionaries, hasAllDictionaries) = (file.dictionaries, true)
    }

    private func checkTypes() throws(ArrayFault) {
        for (index, field) in fields.enumerated() where wanted[index] {
            guard let type = field.unsupportedType else { continue }
            throw ArrayFault(ArrowError.unsupportedType(field.name, type), at: fieldOffsets[index])
        }
    }

    private mutating func readDictionary(_ message: ArrowMessage) throws(ArrayFault) {
        let table = message.header
        let id: Int64 = try table.number(0, default: 0)
        guard let field = dictionaryFields[id] else {
            throw ArrayFault(ArrowError.damaged("dictionary \(id) isn't in its schema"), at: table.offset)
        }
        guard wantedDictionaries.contains(id) else { return try messages.skipBody(of: message) }
        let values = try dictionary(id, field, message)
        guard dictionaries[id] != nil else { return dictionaries[id] = values }
        if try table.boolean(2) {
            guard dictionaries[id]?.append(values) ?? false else {
                throw ArrayFault(ArrowError.nestedDelta(id), at: table.offset)
            }
        } else {
            guard messages.form == .stream else {
                throw ArrayFault(ArrowError.replacedDictionary(id), at: table.offset)
            }
            dictionaries[id] = values
        }
    }

    private mutating func dictionary(
        _ id: Int64,
        _ field: ArrowField,
        _ message: ArrowMessage
    ) throws(ArrayFault) -> Column {
        guard let header = try message.header.table(1) else {
            throw ArrayFault(ArrowError.damaged("dictionary \(id) has no values"), at: message.header.offset)
        }
        let start = messages.input.offset
        let body = try messages.body(of: message)
        var decoder = try ArrowBatchDecoder(header, body: body, bodyOffset: start, dictionaries: dictionaries)
        var values = field
        values.dictionary = nil
        return try decoder.only(values)
    }
}
