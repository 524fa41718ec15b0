internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Writes an array, or an archive of the arrays train, valid and test. How many sketches there are must be known before
/// the first byte, so they wait in a temporary file.
struct StrokeArrayWriter: SketchWriter {
    private let sink: ByteSink
    private let layout: RowLayout
    private let options: StrokeArrayOptions
    private let isArchive: Bool
    private let spool: SpoolFile
    private var sketches = 0
    private var longest = 0

    private static let members = ["train", "valid", "test"]

    init(_ output: SketchOutput, format: String, layout: RowLayout, options: StrokeArrayOptions) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        self.sink = sink
        self.layout = layout
        self.options = options
        isArchive = PathText.fileExtension(sink.name) != "npy"
        if !isArchive, options.hasSplits { throw Fault(source: sink.name, reason: StrokeArrayError.splitsOfOneArray) }
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
        var notes = ["origin: \(layout.origin.rawValue) (see --origin)"]
        if isArchive {
            let counts = try memberCounts()
            try writeArchive(counts)
            let sizes = zip(Self.members, counts).map { "\($0) (\($1))" }.joined(separator: ", ")
            notes.append("members written, drawn with seed \(options.seed): \(sizes)")
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
            return try SplitDraw.counts(options.splits, of: sketches)
        } catch {
            throw Fault(source: sink.name, reason: error)
        }
    }

    private func assembler(_ count: Int) -> ArrayAssembler {
        ArrayAssembler(
            layout: layout,
            count: count,
            length: layout.maxLength ?? longest,
            hasStartRow: options.startRow
        )
    }

    /// Hands the spooled sketches over, in order.
    private func forEachItem(_ use: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
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

    // MARK: Archive

    private struct Measure {
        var checksum = Checksum()
        var size = 0

        mutating func add(_ bytes: ArraySlice<UInt8>) {
            checksum.add(bytes)
            size += bytes.count
        }
    }

    private func writeArchive(_ counts: [Int]) throws(Fault) {
        var measures = [Measure](repeating: Measure(), count: counts.count)
        var arrays = counts.map(assembler)
        var draw = SplitDraw(counts: counts, seed: options.seed)
        for index in counts.indices { try arrays[index].begin { measures[index].add($0) } }
        try forEachItem { item throws(Fault) in
            let index = draw.next()
            try arrays[index].add(item) { measures[index].add($0) }
        }
        for index in counts.indices { try arrays[index].end { measures[index].add($0) } }

        var directory = ZipDirectory()
        for (index, name) in Self.members.enumerated() {
            let measure = measures[index]
            if options.compress {
                try writeDeflated(name + ".npy", index, counts, measure, &directory)
            } else {
                try sink.write(
                    directory.header(
                        name: name + ".npy",
                        size: measure.size,
                        packedSize: measure.size,
                        checksum: measure.checksum.value,
                        isDeflated: false
                    )
                )
                var buffer = OutputBuffer(sink)
                try forEachPiece(of: index, counts) { piece throws(Fault) in try buffer.write(piece) }
                try buffer.flush()
            }
        }
        // A start row is a first row that moves to the origin.
        let origin = options.startRow ? Origin.explicit : layout.origin
        try sink.write(directory.end(comment: StrokeArrayReader.originComment + origin.rawValue))
    }

    private func writeDeflated(
        _ name: String,
        _ index: Int,
        _ counts: [Int],
        _ measure: Measure,
        _ directory: inout ZipDirectory
    ) throws(Fault) {
        let packed = SpoolFile()
        var deflater = Deflater()
        var waiting: [UInt8] = []
        var output: [UInt8] = []
        try forEachPiece(of: index, counts) { piece throws(Fault) in
            waiting.append(contentsOf: piece)
            guard waiting.count >= 1 << 18 else { return }
            deflater.deflate(waiting[...], isLast: false, into: &output)
            waiting.removeAll(keepingCapacity: true)
            try packed.write(output)
            output.removeAll(keepingCapacity: true)
        }
        deflater.deflate(waiting[...], isLast: true, into: &output)
        try packed.write(output)
        try sink.write(
            directory.header(
                name: name,
                size: measure.size,
                packedSize: packed.count,
                checksum: measure.checksum.value,
                isDeflated: true
            )
        )
        try packed.forEachPiece { piece throws(Fault) in
            try sink.write(piece)
            return piece.count
        }
    }

    /// The bytes of one member, in pieces.
    private func forEachPiece(
        of member: Int,
        _ counts: [Int],
        _ use: (ArraySlice<UInt8>) throws(Fault) -> Void
    ) throws(Fault) {
        var array = assembler(counts[member])
        var draw = SplitDraw(counts: counts, seed: options.seed)
        try array.begin(use)
        try forEachItem { item throws(Fault) in
            if draw.next() == member { try array.add(item, use) }
        }
        try array.end(use)
    }
}

/// Gathers small pieces before they are written.
struct OutputBuffer {
    private let sink: ByteSink
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
