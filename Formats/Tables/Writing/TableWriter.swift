internal import ArrayFiles
internal import ColumnFiles
internal import SketchModel
internal import SketchStreams

/// Writes a table in batches: Parquet's row groups, Arrow's record batches. The types of its columns and the numbers of
/// its classes are the same in all files of an output.
struct TableWriter: SketchWriter {
    let encoding: SketchEncoding
    let survey: (any OutputSurvey)? = TableSurvey()
    private let sink: ByteSink
    private let options: TableOptions
    private let makeFile: (ColumnSchema) -> any ColumnWriting
    /// The size at which a batch is full.
    private let batchSize: Int
    private var schema: TableSchema?
    private var builder: TableBuilder?
    private var file: (any ColumnWriting)?
    private var notes: [String] = []

    init(
        _ output: SketchOutput,
        format: String,
        options: TableOptions,
        batchSize: Int,
        makeFile: @escaping (ColumnSchema) -> any ColumnWriting
    ) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        (self.sink, self.options, self.batchSize, self.makeFile) = (sink, options, batchSize, makeFile)
        encoding = SketchEncoding { TableEncoder(numbers: options.numbers, classes: options.classes.list) }
    }

    mutating func begin(_ survey: any OutputSurvey) throws(Fault) {
        guard let survey = survey as? TableSurvey else { return }
        var classes: [String]?
        if !survey.labels.isEmpty {
            let list = options.classes.classes(of: survey.labels.lazy.map { String(decoding: $0, as: UTF8.self) })
            classes = list.names
            notes.append(list.note())
        }
        let schema = TableSchema(survey, classes: classes)
        self.schema = schema
        let reason = options.numbers == nil ? ", which loses nothing" : ", as chosen"
        notes.append("numbers: coordinates are \(schema.coordinates.rawValue)\(reason)")
        builder = TableBuilder(schema)
        var file = makeFile(schema.columns)
        try put { () throws(ArrayFault) in try file.begin() }
        self.file = file
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        let bytes = chunk.bytes.span.bytes
        for index in chunk.ends.indices {
            builder?.append(TableRow(bytes, at: chunk.range(of: index).lowerBound), from: chunk.bytes)
            if builder?.byteCount ?? 0 >= batchSize { try endBatch() }
        }
    }

    private mutating func endBatch() throws(Fault) {
        guard let schema, let full = builder, full.rowCount > 0 else { return }
        builder = TableBuilder(schema)
        let batch = full.batch()
        try put { () throws(ArrayFault) in try file?.write(batch) ?? [] }
    }

    mutating func finish() throws(Fault) -> [String] {
        try endBatch()
        try put { () throws(ArrayFault) in try file?.finish() ?? [] }
        try sink.finish()
        return notes
    }

    private func put(_ make: () throws(ArrayFault) -> [UInt8]) throws(Fault) {
        let bytes: [UInt8]
        do throws(ArrayFault) {
            bytes = try make()
        } catch {
            throw Fault(source: sink.name, reason: error.reason)
        }
        try sink.write(bytes)
    }
}
