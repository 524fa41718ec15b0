internal import SketchModel
internal import SketchStreams

/// Writes the header, and the records below it.
struct CSVWriter: SketchWriter {
    private var records: StreamingWriter
    private let output: SketchOutput
    private var hasHeader = false

    init(_ output: SketchOutput, format: String, layout: FileLayout) throws(Fault) {
        self.output = output
        records = try StreamingWriter(output, format: format, layout: layout) { CSVEncoder() }
    }

    var encoding: SketchEncoding { records.encoding }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        try writeHeader()
        try records.write(chunk)
    }

    mutating func finish() throws(Fault) -> [String] {
        try writeHeader()
        return try records.finish()
    }

    private mutating func writeHeader() throws(Fault) {
        guard !hasHeader, case .stream(let sink) = output else { return }
        hasHeader = true
        try sink.write(Array(CSVEncoder.header.utf8))
    }
}
