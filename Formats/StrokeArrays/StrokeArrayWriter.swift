internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Writes an array, or an archive of the arrays train, valid and test. The number of sketches must be known before the
/// first byte, so they wait in a temporary file.
struct StrokeArrayWriter: SketchWriter {
    let sink: ByteSink
    let layout: RowLayout
    let options: StrokeArrayOptions
    private(set) var tally = OutputTally()
    private let isArchive: Bool
    private let spool: SpoolFile

    init(_ output: SketchOutput, format: String, layout: RowLayout, options: StrokeArrayOptions) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        self.sink = sink
        self.options = options
        isArchive = PathText.fileExtension(sink.name) != "npy"
        if options.startRow, layout.origin == .explicit {
            throw Fault(source: sink.name, reason: StrokeArrayError.startRowWithExplicitOrigin)
        }
        self.layout = layout
        spool = SpoolFile()
    }

    var encoding: SketchEncoding { SketchEncoding { [layout] in StrokeRowEncoder(layout: layout) } }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        tally.add(chunk.bytes)
        try spool.write(chunk.bytes)
    }

    /// The type of all numbers.
    var type: ElementType { layout.type ?? (tally.floats == 0 ? .int16 : .float32) }

    /// Whether labels, and with them ids, are written. A file with one label has it in its name.
    var hasLabels: Bool {
        isArchive && tally.hasSeveralLabels && 4 * tally.longestLabel <= ValueColumn.largestText
    }

    var losses: LossReport {
        var report = LossReport()
        if hasLabels { return report }
        if tally.labelled > 0 { report.add(.label, sketches: tally.labelled) }
        if tally.withID > 0 { report.add(.id, sketches: tally.withID) }
        return report
    }

    mutating func finish() throws(Fault) -> [String] {
        var notes = ["origin: \(layout.origin.rawValue) (option origin)"]
        if let note = typeNote { notes.append(note) }
        if isArchive {
            notes.append("members written: \(try writeArchive())")
        } else {
            var buffer = OutputBuffer(sink)
            let array = assembler(tally.sketches)
            try array.begin { piece throws(Fault) in try buffer.write(piece) }
            try forEachSketch { sketch throws(Fault) in
                try array.add(sketch) { piece throws(Fault) in try buffer.write(piece) }
            }
            try array.end { piece throws(Fault) in try buffer.write(piece) }
            try buffer.flush()
        }
        try sink.finish()
        return notes
    }

    /// The type that was chosen, and why.
    private var typeNote: String? {
        guard layout.type == nil else { return nil }
        if tally.floats == 0 { return "dtype: int16, which loses nothing" }
        return "dtype: float32, since \(tally.floats) of \(tally.sketches) sketches have fractions or offsets that "
            + "int16 cannot hold"
    }

    func assembler(_ count: Int) -> ArrayAssembler {
        ArrayAssembler(
            layout: layout,
            type: type,
            count: count,
            length: layout.maxLength ?? tally.longest,
            hasStartRow: options.startRow
        )
    }

    /// Passes on the spooled sketches, in order.
    func forEachSketch(_ use: (SpooledSketch) throws(Fault) -> Void) throws(Fault) {
        try spool.forEachPiece { piece throws(Fault) in
            var offset = 0
            while let sketch = SpooledSketch(piece, at: offset) {
                try use(sketch)
                offset += sketch.byteCount
            }
            return offset
        }
    }
}

/// Collects small pieces before they are written.
struct OutputBuffer {
    let sink: ByteSink
    private var bytes: [UInt8] = []
    private static let size = 1 << 20

    init(_ sink: ByteSink) {
        self.sink = sink
        bytes.reserveCapacity(Self.size + 4096)
    }

    mutating func write(_ piece: ArraySlice<UInt8>) throws(Fault) {
        bytes.append(contentsOf: piece)
        if bytes.count >= Self.size { try flush() }
    }

    mutating func flush() throws(Fault) {
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
