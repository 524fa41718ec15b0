internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// Writes records, and beside them the names of their classes. All files of an output share the numbers.
struct TFRecordWriter: SketchWriter {
    let encoding: SketchEncoding
    private let format: String
    private let sink: ByteSink
    private var classes: RecordClasses

    /// - Parameter order: how classes are numbered; `nil` for the order of their first appearance.
    init(_ output: SketchOutput, format: String, order: ClassOrder?) throws(Fault) {
        let encoding = SketchEncoding { TFRecordEncoder(classes: order?.list) }
        try self.init(output, format: format, classes: RecordClasses(order), encoding: encoding)
    }

    private init(
        _ output: SketchOutput,
        format: String,
        classes: RecordClasses,
        encoding: SketchEncoding
    ) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        (self.sink, self.format, self.classes, self.encoding) = (sink, format, classes, encoding)
        try sink.reserveCompanion(RecordFileName.classesEnding)
    }

    func next(_ output: SketchOutput) throws(Fault) -> (any SketchWriter)? {
        try TFRecordWriter(output, format: format, classes: classes, encoding: encoding)
    }

    var steps: [TransformStep] { classes.census?.steps ?? [] }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(chunk.bytes.count + 64 * chunk.ends.count)
        for sketch in chunk.ends.indices {
            append(PendingRecord(chunk.bytes[chunk.range(of: sketch)]), to: &bytes)
        }
        try sink.write(bytes)
    }

    private mutating func append(_ record: PendingRecord, to bytes: inout [UInt8]) {
        var number: [UInt8] = []
        if !record.label.isEmpty, let index = classes.number(of: record.label) {
            ExampleBytes.append([index], named: "class_index", to: &number)
        }
        let entries = record.entries.count + number.count
        let length = ExampleBytes.featuresSize(entries: entries) + entries
        RecordFrame.append(length: length, to: &bytes) {
            ExampleBytes.appendFeatures(entries: entries, to: &$0)
            $0.append(contentsOf: record.entries)
            $0.append(contentsOf: number)
        }
    }

    mutating func finish() throws(Fault) -> [String] {
        let list = classes.list
        guard !list.names.isEmpty else {
            try sink.finish()
            return []
        }
        let path = try sink.finish(with: CompanionFile(ending: RecordFileName.classesEnding, bytes: list.text))
        let missing = "; their names are not written, since the output is not a named file"
        return [list.note(namedIn: path) + (sink.isNamed ? "" : missing)]
    }
}
