internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Writes an array, or an archive of the arrays train, valid and test. How many sketches there are must be known before
/// the first byte, so they wait in a temporary file.
struct StrokeArrayWriter: SketchWriter {
    let sink: ByteSink
    let layout: RowLayout
    let options: StrokeArrayOptions
    private let isArchive: Bool
    private let spool: SpoolFile
    private var sketches = 0
    private var longest = 0

    init(_ output: SketchOutput, format: String, layout: RowLayout, options: StrokeArrayOptions) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        self.sink = sink
        self.layout = layout
        self.options = options
        isArchive = PathText.fileExtension(sink.name) != "npy"
        if !isArchive, options.splits != nil {
            throw Fault(source: sink.name, reason: StrokeArrayError.splitsOfOneArray)
        }
        if options.startRow, layout.origin == .explicit {
            throw Fault(source: sink.name, reason: StrokeArrayError.startRowWithExplicitOrigin)
        }
        spool = SpoolFile()
    }

    var makeEncoder: @Sendable () -> any SketchEncoder { { [layout] in StrokeRowEncoder(layout: layout) } }

    mutating func write(_ chunk: EncodedChunk) throws {
        sketches += chunk.ends.count
        if !layout.isPickled {
            var start = 0
            for end in chunk.ends {
                longest = max(longest, (end - start - 4) / layout.rowSize)
                start = end
            }
        }
        try spool.write(chunk.bytes)
    }

    mutating func finish() throws -> [String] {
        var notes = ["origin: \(layout.origin.rawValue) (option origin)"]
        if isArchive {
            let members = try writeArchive(memberCounts())
            notes.append("members written, drawn with seed \(options.seed): \(members)")
        } else {
            var buffer = OutputBuffer(sink)
            var array = assembler(sketches)
            try array.begin { piece throws(Fault) in try buffer.write(piece) }
            try forEachItem { item throws(Fault) in
                try array.add(item) { piece throws(Fault) in try buffer.write(piece) }
            }
            try array.end { piece throws(Fault) in try buffer.write(piece) }
            try buffer.flush()
        }
        try sink.finish()
        return notes
    }

    private func memberCounts() throws(Fault) -> [Int] {
        do {
            return try SplitDraw.counts(options.splits ?? .shares([0.9, 0.05, 0.05]), of: sketches)
        } catch {
            throw Fault(source: sink.name, reason: error)
        }
    }

    func assembler(_ count: Int) -> ArrayAssembler {
        ArrayAssembler(
            layout: layout,
            count: count,
            length: layout.maxLength ?? longest,
            hasStartRow: options.startRow
        )
    }

    /// Hands the spooled sketches over, in order.
    func forEachItem(_ use: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        try spool.forEachPiece { piece throws(Fault) in
            var offset = 0
            while offset + 4 <= piece.count {
                var length = 0
                for index in 0..<4 { length |= Int(piece[offset + index]) << (8 * index) }
                guard offset + 4 + length <= piece.count else { break }
                try use(piece[(offset + 4)..<(offset + 4 + length)])
                offset += 4 + length
            }
            return offset
        }
    }
}

/// Gathers small pieces before they are written.
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
