internal import SketchModel
internal import SketchStreams

/// Writes pages as one document, gzipped in pieces that don't depend on how pages arrive.
struct XournalWriter: SketchWriter {
    let encoding = SketchEncoding { XournalEncoder() }
    private let sink: ByteSink
    private var file = GzippedText()
    private var hasBegun = false

    private static let beginning = """
        <?xml version="1.0" standalone="no"?>
        <xournal creator="Croquis" fileversion="4">
        <title>Xournal++ document - see https://xournalpp.github.io/</title>

        """

    /// - Throws: `Fault` with `StreamError.needsSingleFile`.
    init(_ output: SketchOutput, format: String) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        self.sink = sink
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        try begin()
        try write(chunk.bytes)
    }

    mutating func finish() throws(Fault) -> [String] {
        try begin()
        try write(Array("</xournal>\n".utf8))
        if !sink.isCompressed { try sink.write(packed { text throws(StreamError) in try text.end() }) }
        try sink.finish()
        return []
    }

    private mutating func begin() throws(Fault) {
        if hasBegun { return }
        hasBegun = true
        try write(Array(Self.beginning.utf8))
    }

    /// An output whose name asks for compression compresses by itself.
    private mutating func write(_ bytes: [UInt8]) throws(Fault) {
        if sink.isCompressed { return try sink.write(bytes) }
        try sink.write(packed { text throws(StreamError) in try text.add(bytes) })
    }

    private mutating func packed(
        _ pack: (inout GzippedText) throws(StreamError) -> [UInt8]
    ) throws(Fault) -> [UInt8] {
        do throws(StreamError) {
            return try pack(&file)
        } catch {
            throw Fault(source: sink.name, reason: error)
        }
    }
}

/// Compresses a text to one gzip member without a date, in blocks of equal length.
struct GzippedText {
    private static let blockLength = 1 << 20

    private var member = GzipMember()
    /// What isn't compressed yet: less than a block.
    private var pending: [UInt8] = []
    private var hasHeader = false

    /// All of a text, gzipped.
    static func of(_ text: [UInt8]) throws(StreamError) -> [UInt8] {
        var file = GzippedText()
        return try file.add(text) + file.end()
    }

    /// Adds a piece of the text.
    /// - Returns: the bytes of the file that are ready.
    mutating func add(_ text: [UInt8]) throws(StreamError) -> [UInt8] {
        var bytes = header()
        pending += text
        var start = 0
        while pending.count - start >= Self.blockLength {
            bytes += try deflated(Array(pending[start..<(start + Self.blockLength)]))
            start += Self.blockLength
        }
        pending.removeFirst(start)
        return bytes
    }

    /// Ends the text.
    /// - Returns: the rest of the file.
    mutating func end() throws(StreamError) -> [UInt8] {
        let bytes = try header() + deflated(pending)
        pending = []
        return bytes + member.trailer
    }

    private mutating func header() -> [UInt8] {
        if hasHeader { return [] }
        hasHeader = true
        return GzipMember.header
    }

    private mutating func deflated(_ block: [UInt8]) throws(StreamError) -> [UInt8] {
        let piece = try DeflatedPiece(block)
        member.add(piece)
        return piece.bytes
    }
}
