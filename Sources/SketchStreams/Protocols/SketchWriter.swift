package import SketchModel

/// Turns sketches into bytes on the workers, and takes the bytes in order on one task.
package protocol SketchWriter {
    /// Makes a fresh encoder, for one chunk of the stream, on any worker.
    var makeEncoder: @Sendable () -> any SketchEncoder { get }
    /// How chunks come compressed, if the output is one compressed stream.
    var compression: Compression? { get }
    /// Takes the encoded chunks in order.
    /// - Throws: `Fault`
    mutating func write(_ chunk: EncodedChunk) throws
    /// Completes the output. Nothing is under its real name before.
    /// - Returns: what the user should know of the output, in sentences for the summary.
    /// - Throws: `Fault`
    mutating func finish() throws -> [String]
    /// What the output as a whole could not keep, besides what the encoders say. Complete once it is finished.
    var losses: LossReport { get }
}

extension SketchWriter {
    package var compression: Compression? { nil }
    package var losses: LossReport { LossReport() }
}

/// The part of a writer that runs on the workers.
package protocol SketchEncoder {
    /// Appends one sketch's bytes.
    /// - Throws: a `FaultReason` where the format cannot hold the sketch; the pipeline drops what was appended and adds
    ///   the place.
    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws
    /// What could not be kept so far.
    var losses: LossReport { get }
}

/// The sketches of one chunk, encoded.
package struct EncodedChunk: Sendable {
    /// The sketches' bytes one after another.
    package var bytes: [UInt8] = []
    /// The end in `bytes` of each sketch.
    package var ends: [Int] = []
    /// The file name of each sketch where the output is a directory; empty otherwise.
    package var names: [String] = []
    /// Where each sketch came from, for messages about its file name; empty unless the output is a directory.
    package var sources: [SketchSource] = []
    /// What stands in names for what sketches lack (`FileNamePattern.fallbacks`), and how often.
    package var nameFallbacks: [String: Int] = [:]

    /// `bytes` compressed on the worker, if the output is one compressed stream; `bytes` are empty then.
    package var packed: PackedPiece?

    package init() {}
}
