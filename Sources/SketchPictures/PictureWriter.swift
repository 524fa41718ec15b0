package import SketchModel
package import SketchStreams
package import SketchTransforms

/// Turns sketches into the bytes of pictures on the workers, and writes the bytes in order on one task.
package protocol PictureWriter {
    /// Makes a new encoder for one chunk of the stream, on any worker.
    var makeEncoder: @Sendable () -> any PictureEncoder { get }
    /// Whether chunks arrive deflated.
    var takesDeflated: Bool { get }
    /// Whether the output depends on a sketch's index in the whole input, for `SketchPipeline.run`.
    var needsIndex: Bool { get }
    /// The steps that must come last before the writer gets the sketches.
    var steps: [TransformStep] { get }
    /// Writes the pictures of a chunk, in order.
    /// - Throws: `Fault`
    mutating func write(_ chunk: DrawnChunk) throws
    /// Completes the output, which gets its real name only now.
    /// - Returns: notes on the output for the user, as sentences for the summary.
    /// - Throws: `Fault`
    mutating func finish() throws -> [String]
}

extension PictureWriter {
    package var takesDeflated: Bool { false }
    package var needsIndex: Bool { false }
    package var steps: [TransformStep] { [] }
}

/// The part of a picture writer that runs on the workers.
package protocol PictureEncoder: Sendable {
    /// Appends one sketch's picture.
    /// - Throws: a `FaultReason` if the picture cannot be made; the consumer discards what was appended.
    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws
}

/// The pictures of one chunk of sketches.
package struct DrawnChunk: Sendable {
    /// The pictures' bytes one after another.
    package var bytes: [UInt8] = []
    package var entries: [Entry] = []
    /// `bytes` deflated on the worker, if the writer wants them so; `bytes` is empty then.
    package var deflated: DeflatedPiece?
    /// The fallbacks used in names for fields that sketches lack (`FileNamePattern.fallbacks`), and how often each was
    /// used.
    package var nameFallbacks: [String: Int] = [:]

    /// Which sketch a picture shows, and where it ends in `bytes`.
    package struct Entry: Sendable {
        package var end: Int
        package var label: String?
        package var id: UInt64?
        /// The file's name, if the output is a directory.
        package var name: String?
        package var source: SketchSource
    }

    package init() {}
}

/// The work of the verb `render`: draws sketches on the workers.
package struct PictureConsumer: SketchConsumer {
    private var encoder: any PictureEncoder
    private let names: FileNamePattern?
    private let deflates: Bool
    private var chunk = DrawnChunk()

    /// - Parameters:
    /// - names: how files are named, if the output is a directory with one file per sketch.
    ///   - deflates: `PictureWriter.takesDeflated`.
    package init(encoder: any PictureEncoder, names: FileNamePattern?, deflates: Bool = false) {
        self.encoder = encoder
        self.names = names
        self.deflates = deflates
    }

    package mutating func consume(_ sketch: inout Sketch) throws {
        let before = chunk.bytes.count
        let name = try names?.name(for: sketch)
        do {
            try encoder.encode(sketch, into: &chunk.bytes)
        } catch {
            chunk.bytes.removeLast(chunk.bytes.count - before)
            throw error
        }
        for fallback in names?.fallbacks(for: sketch) ?? [] { chunk.nameFallbacks[fallback, default: 0] += 1 }
        chunk.entries.append(
            DrawnChunk.Entry(
                end: chunk.bytes.count,
                label: sketch.metadata.label,
                id: sketch.metadata.id,
                name: name,
                source: sketch.source
            )
        )
    }

    package consuming func finish() throws -> DrawnChunk {
        if deflates {
            chunk.deflated = try DeflatedPiece(chunk.bytes)
            chunk.bytes = []
        }
        return chunk
    }
}
