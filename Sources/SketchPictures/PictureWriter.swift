package import SketchModel
package import SketchStreams
package import SketchTransforms

/// Turns sketches into the bytes of pictures on the workers, and takes the bytes in order on one task.
package protocol PictureWriter {
    /// Makes a fresh encoder, for one chunk of the stream, on any worker.
    var makeEncoder: @Sendable () -> any PictureEncoder { get }
    /// Whether chunks come deflated.
    var takesDeflated: Bool { get }
    /// Whether what is written tells a sketch's place in the whole input, for `SketchPipeline.run`.
    var needsIndex: Bool { get }
    /// What must come last of all steps before the writer takes the sketches.
    var steps: [TransformStep] { get }
    /// Takes the pictures of a chunk, in order.
    /// - Throws: `Fault`
    mutating func write(_ chunk: DrawnChunk) throws
    /// Completes the output. Nothing is under its real name before.
    /// - Returns: what the user should know of the output, in sentences for the summary.
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
    /// - Throws: a `FaultReason` where there can be none; the consumer drops what was appended.
    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws
}

/// The pictures of one chunk of sketches.
package struct DrawnChunk: Sendable {
    /// The pictures' bytes one after another.
    package var bytes: [UInt8] = []
    package var entries: [Entry] = []
    /// `bytes` deflated on the worker, where the writer takes them so; `bytes` are empty then.
    package var deflated: DeflatedPiece?
    /// What stands in names for what sketches lack (`FileNamePattern.fallbacks`), and how often.
    package var nameFallbacks: [String: Int] = [:]

    /// Whose picture it is, and where it ends in `bytes`.
    package struct Entry: Sendable {
        package var end: Int
        package var label: String?
        package var id: UInt64?
        /// The file's name where the output is a directory.
        package var name: String?
        package var source: SketchSource
    }

    package init() {}
}

/// The verb `render`: draws sketches on the workers.
package struct PictureConsumer: SketchConsumer {
    private var encoder: any PictureEncoder
    private let names: FileNamePattern?
    private let deflates: Bool
    private var chunk = DrawnChunk()

    /// - Parameters:
    ///   - names: how files are named, where the output is a directory with a file a sketch.
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
