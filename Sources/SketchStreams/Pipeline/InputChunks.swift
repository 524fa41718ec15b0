package import SketchModel

/// The chunks of all inputs, one input after another.
struct InputChunks {
    private var inputs: InputWalk
    /// Whether there is only one file, or standard input.
    private let isSingle: Bool
    private let formats: FormatChoice
    private let labels: LabelPolicy
    private let readableExtensions: Set<String>
    private var current: (source: ByteSource, reader: any SketchReader, label: (String, LabelOrigin)?)?
    /// The number of inputs named, if all of them are files.
    let files: Int?
    private let keepsRecords: Bool
    /// The form of the records that are kept, once the format of an input is known.
    private var recordForm: RecordForm?
    /// The current input's index among all files, from 0.
    private var place = -1
    private var bytesBefore = 0

    private let tell: (SketchInput, any SketchFormat) -> Void

    private(set) var opened = 0
    /// The number of files in directories that hold no drawings.
    private(set) var passedOver = 0
    private(set) var formatCounts: [String: Int] = [:]
    private(set) var notes: [(source: String, text: String)] = []
    /// The bytes of all inputs, known only for a single file; asking for the sizes of a million files would take long.
    var totalBytes: Int? { isSingle ? current?.source.size : nil }

    /// - Parameter tell: called with each input that is opened, and its format.
    init(_ pipeline: SketchPipeline, tell: @escaping (SketchInput, any SketchFormat) -> Void) {
        self.tell = tell
        inputs = InputWalk(pipeline.inputs)
        readableExtensions = pipeline.formats.readableExtensions
        isSingle = pipeline.inputs.count == 1 && pipeline.inputs.first?.isDirectory == false
        files = pipeline.inputs.count > 1 && !pipeline.inputs.contains { $0.isDirectory } ? pipeline.inputs.count : nil
        keepsRecords = pipeline.keepsRecords
        formats = pipeline.formats
        labels = pipeline.labels
    }

    /// The number of the file that is being read, from 1.
    var file: Int { max(1, place + 1) }

    var bytesTaken: Int { bytesBefore + (current?.source.bytesTaken ?? 0) }

    /// The next chunk, or `nil` at the end of the last input.
    /// - Throws: `Fault`; the next call continues with the next input.
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
        guard input.isFound else { return try openNamed(input) }
        do {
            let source = try ByteSource(path: input.path)
            // An empty file holds no drawings, whatever its name.
            if isNamedAsDrawings(input), try source.peek(1).isEmpty { return takeEmpty(input) }
            if let format = try formats.sniff(found: source) { return try open(input, source, format) }
        } catch let fault as Fault {
            // A file that can't be opened is a fault if its name suggests that it holds drawings.
            let holdsNone = (fault.reason as? any DrawinglessReason)?.meansNoDrawings
            guard holdsNone ?? !isNamedAsDrawings(input) else { throw fault }
        }
        passedOver += 1
    }

    private func isNamedAsDrawings(_ input: SketchInput) -> Bool {
        readableExtensions.contains(PathText.fileExtension(input.path))
    }

    private mutating func openNamed(_ input: SketchInput) throws {
        let source = try ByteSource(path: input.path)
        if try source.peek(1).isEmpty { return takeEmpty(input) }
        try open(input, source, formats.sniff(source))
    }

    private mutating func takeEmpty(_ input: SketchInput) {
        opened += 1
        inputs.take()
        notes.append((input.path, "is empty, so it holds no sketches"))
    }

    private mutating func open(_ input: SketchInput, _ source: ByteSource, _ format: any SketchFormat) throws {
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
        inputs.take()
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

/// Why the records of inputs cannot be kept.
package enum RecordError: FaultReason, Hashable {
    /// A single record of the format isn't a file.
    case noRecords(format: String)
    /// An earlier input has records of another form.
    case mixed

    package var message: String {
        switch self {
        case .noRecords(let format): "a record of \(format) cannot be kept by itself"
        case .mixed: "its records and those of the inputs before it cannot be kept in one file"
        }
    }

    package var advice: String? {
        if case .mixed = self { "use separate runs for lines of JSON, rows of CSV and packed records" } else { nil }
    }

    package var kind: FaultKind { .wrongUsage }
}
