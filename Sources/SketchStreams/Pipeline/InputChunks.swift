internal import SketchModel

/// The chunks of all inputs, one input after another.
struct InputChunks {
    private var inputs: InputWalk
    /// Whether there is one file, or standard input.
    private let isSingle: Bool
    private let formats: FormatChoice
    private let labels: LabelPolicy
    private var current: (source: ByteSource, reader: any SketchReader, label: (String, LabelOrigin)?)?
    /// How many inputs were named, where all are files.
    let files: Int?
    private let keepsRecords: Bool
    /// The form of the records that are kept, once an input is of a format.
    private var recordForm: RecordForm?
    /// The current input's place among all files, from 0.
    private var place = -1
    private var bytesBefore = 0

    private let tell: (SketchInput, any SketchFormat) -> Void

    private(set) var opened = 0
    private(set) var formatCounts: [String: Int] = [:]
    private(set) var notes: [(source: String, text: String)] = []
    /// Bytes of all inputs, known where there is one file; asking for the sizes of a million files would take long.
    var totalBytes: Int? { isSingle ? current?.source.size : nil }

    /// - Parameter tell: called with each input that is opened, and its format.
    init(_ pipeline: SketchPipeline, tell: @escaping (SketchInput, any SketchFormat) -> Void) {
        self.tell = tell
        inputs = InputWalk(pipeline.inputs, fileExtensions: pipeline.formats.readableExtensions)
        isSingle = pipeline.inputs.count == 1 && pipeline.inputs.first?.isDirectory == false
        files = pipeline.inputs.count > 1 && !pipeline.inputs.contains { $0.isDirectory } ? pipeline.inputs.count : nil
        keepsRecords = pipeline.keepsRecords
        formats = pipeline.formats
        labels = pipeline.labels
    }

    /// The file that is being read, from 1.
    var file: Int { max(1, place + 1) }

    var bytesTaken: Int { bytesBefore + (current?.source.bytesTaken ?? 0) }

    /// The next chunk, or `nil` at the end of the last input.
    /// - Throws: `Fault`; the next call goes on with the next input.
    mutating func next() throws -> InputChunk? {
        while true {
            if current == nil {
                place += 1
                guard let input = try inputs.next() else { return nil }
                try open(input)
            }
            do {
                if let chunk = try current?.reader.nextChunk() {
                    return InputChunk(
                        chunk: chunk,
                        input: place,
                        name: current?.source.name ?? "",
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
        guard try !source.peek(1).isEmpty else {
            opened += 1
            notes.append((input.path, "is empty, and so holds no sketches"))
            return
        }
        let format = try formats.sniff(source)
        guard format.canRead else {
            throw Fault(source: input.path, reason: StreamError.cannotReadFormat(format.name))
        }
        if keepsRecords {
            guard let form = format.records else {
                throw Fault(source: input.path, reason: RecordError.noRecords(format: format.name))
            }
            guard recordForm == nil || recordForm == form else {
                throw Fault(source: input.path, reason: RecordError.mixed)
            }
            recordForm = form
        }
        let reader = try format.makeReader(source)
        opened += 1
        formatCounts[format.name, default: 0] += 1
        tell(input, format)
        current = (source, reader, labels.label(for: input))
    }

    private mutating func close() {
        guard let current else { return }
        bytesBefore += current.source.bytesTaken
        notes += current.reader.notes.map { (current.source.name, $0) }
        self.current = nil
    }
}
