internal import SketchModel

/// The chunks of all inputs, one input after another.
struct InputChunks {
    private let inputs: [SketchInput]
    private let formats: FormatChoice
    private let inputFormat: (any SketchFormat)?
    private let labels: LabelPolicy
    private var nextInput = 0
    private var current: (source: ByteSource, reader: any SketchReader, label: (String, LabelOrigin)?)?
    private var bytesBefore = 0

    private(set) var opened = 0
    private(set) var formatCounts: [String: Int] = [:]
    private(set) var notes: [(source: String, text: String)] = []
    /// Bytes of all inputs, known where there is one file; asking for the sizes of a million files would take long.
    var totalBytes: Int? { inputs.count == 1 ? current?.source.size : nil }

    init(_ pipeline: SketchPipeline) {
        inputs = pipeline.inputs
        formats = pipeline.formats
        inputFormat = pipeline.inputFormat
        labels = pipeline.labels
    }

    var bytesTaken: Int { bytesBefore + (current?.source.bytesTaken ?? 0) }

    /// The next chunk, or `nil` at the end of the last input.
    /// - Throws: `Fault`; the next call goes on with the next input.
    mutating func next() throws -> InputChunk? {
        while true {
            if current == nil {
                guard nextInput < inputs.count else { return nil }
                nextInput += 1
                try open(inputs[nextInput - 1])
            }
            do {
                if let chunk = try current?.reader.nextChunk() {
                    return InputChunk(
                        chunk: chunk,
                        input: nextInput - 1,
                        name: inputs[nextInput - 1].path,
                        label: current?.label
                    )
                }
            } catch {
                close()
                throw error
            }
            close()
        }
    }

    private mutating func open(_ input: SketchInput) throws {
        let source = try ByteSource(path: input.path)
        let format = try inputFormat ?? formats.sniff(source)
        guard format.canRead else {
            throw Fault(source: input.path, reason: StreamError.cannotReadFormat(format.name))
        }
        let reader = try format.makeReader(source)
        opened += 1
        formatCounts[format.name, default: 0] += 1
        current = (source, reader, labels.label(for: input, layout: format.layout))
    }

    private mutating func close() {
        guard let current else { return }
        bytesBefore += current.source.bytesTaken
        notes += current.reader.notes.map { (current.source.name, $0) }
        self.current = nil
    }
}
