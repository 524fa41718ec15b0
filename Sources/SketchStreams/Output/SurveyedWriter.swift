package import SketchModel
package import SketchTransforms

/// What a writer has to know of all sketches before it writes the first, such as the labels in use.
package protocol OutputSurvey: Sendable {
    /// Takes the encoded chunks in order.
    mutating func add(_ chunk: EncodedChunk)
}

extension SketchFormat {
    /// A writer that can be used by itself: if it needs a survey, it keeps the chunks until the survey is complete.
    /// - Throws: `Fault`
    package func openWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        SurveyedWriter.surveying(try makeWriter(output))
    }
}

/// Keeps all encoded chunks in a temporary file until a writer's survey is complete, and then passes them on.
struct SurveyedWriter: SketchWriter {
    private var writer: any SketchWriter
    private var surveyed: any OutputSurvey
    private let spool = SpoolFile()

    /// The writer, or one that makes the survey for it if it needs one.
    static func surveying(_ writer: any SketchWriter) -> any SketchWriter {
        guard let survey = writer.survey else { return writer }
        return SurveyedWriter(writer: writer, surveyed: survey)
    }

    private init(writer: any SketchWriter, surveyed: any OutputSurvey) {
        (self.writer, self.surveyed) = (writer, surveyed)
    }

    var encoding: SketchEncoding { writer.encoding }
    var needsIndex: Bool { writer.needsIndex }
    var directory: OutputDirectory? { writer.directory }
    var steps: [TransformStep] { writer.steps }
    var losses: LossReport { writer.losses }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        surveyed.add(chunk)
        try spool.write(ChunkBytes.bytes(of: chunk))
    }

    mutating func finish() throws(Fault) -> [String] {
        try writer.begin(surveyed)
        try spool.forEachPiece { piece throws(Fault) in
            var offset = 0
            while let chunk = ChunkBytes.chunk(piece, at: &offset) { try writer.write(chunk) }
            return offset
        }
        return try writer.finish()
    }
}

/// The bytes, ends and shared name of an encoded chunk, for use within this process only.
private enum ChunkBytes {
    /// The number of sketches, of bytes, and of bytes of the shared name.
    private static let headSize = 3 * MemoryLayout<Int>.size

    static func bytes(of chunk: EncodedChunk) -> [UInt8] {
        let name = Array((chunk.sharedName ?? "").utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headSize + 8 * chunk.ends.count + name.count + chunk.bytes.count)
        for number in [chunk.ends.count, chunk.bytes.count, name.count] { append(number, to: &bytes) }
        for end in chunk.ends { append(end, to: &bytes) }
        bytes += name
        bytes += chunk.bytes
        return bytes
    }

    /// The chunk at `offset`, which is moved past it; `nil` if the chunk isn't complete.
    static func chunk(_ bytes: [UInt8], at offset: inout Int) -> EncodedChunk? {
        guard bytes.count - offset >= headSize else { return nil }
        let count = number(bytes, at: offset)
        let size = number(bytes, at: offset + 8)
        let nameSize = number(bytes, at: offset + 16)
        var place = offset + headSize
        guard bytes.count - place >= 8 * count + nameSize + size else { return nil }
        var chunk = EncodedChunk()
        chunk.ends.reserveCapacity(count)
        for _ in 0..<count {
            chunk.ends.append(number(bytes, at: place))
            place += 8
        }
        if nameSize > 0 { chunk.sharedName = String(decoding: bytes[place..<(place + nameSize)], as: UTF8.self) }
        place += nameSize
        chunk.bytes = Array(bytes[place..<(place + size)])
        offset = place + size
        return chunk
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Int.self) }
    }
}
