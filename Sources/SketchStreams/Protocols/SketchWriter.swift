package import SketchModel
package import SketchTransforms

/// Turns sketches into bytes on the workers, and takes the bytes in order on one task.
package protocol SketchWriter {
    /// How the workers encode sketches for it.
    var encoding: SketchEncoding { get }
    /// Whether the output depends on a sketch's index in the whole input, for `SketchPipeline.run`.
    var needsIndex: Bool { get }
    /// Where the files go, if each sketch has its own.
    var directory: OutputDirectory? { get }
    /// Steps that have to run after all others, before the writer takes the sketches.
    var steps: [TransformStep] { get }
    /// An empty survey, if the writer has to know something of all sketches before it writes the first. The chunks then
    /// wait until the survey is complete.
    var survey: (any OutputSurvey)? { get }
    /// Takes the survey of all chunks before the first of them, if there is one.
    /// - Throws: `Fault`
    mutating func begin(_ survey: any OutputSurvey) throws(Fault)
    /// Takes the encoded chunks in order.
    /// - Throws: `Fault`
    mutating func write(_ chunk: EncodedChunk) throws(Fault)
    /// Completes the output, which gets its name only now.
    /// - Returns: what the user should know about the output, in sentences for the summary.
    /// - Throws: `Fault`
    mutating func finish() throws(Fault) -> [String]
    /// A writer for the next file of the same output, which goes on from this one, for example with the same numbers for
    /// the same classes; `nil` if the files have nothing in common. Called once this one is finished.
    /// - Throws: `Fault`
    func next(_ output: SketchOutput) throws(Fault) -> (any SketchWriter)?
    /// What the output as a whole could not keep, in addition to what the encoders report. Valid once it is finished.
    var losses: LossReport { get }
}

extension SketchWriter {
    package var needsIndex: Bool { encoding.fileNames != nil || encoding.sharedNames != nil }
    package var directory: OutputDirectory? { nil }
    package var losses: LossReport { LossReport() }
    package var steps: [TransformStep] { [] }
    package var survey: (any OutputSurvey)? { nil }
    package mutating func begin(_ survey: any OutputSurvey) throws(Fault) {}
    package func next(_ output: SketchOutput) throws(Fault) -> (any SketchWriter)? { nil }
}

extension SketchEncoder {
    package var losses: LossReport { LossReport() }
}

/// The part of a writer that runs on the workers.
package protocol SketchEncoder {
    /// Appends one sketch's bytes.
    /// - Throws: a `FaultReason` if the format can't hold the sketch; the pipeline drops what was appended and adds the
    ///   place.
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
    /// The name of the file that all these sketches are in, if there are several such files.
    package var sharedName: String?
    /// The file name of each sketch if the output is a directory; empty otherwise.
    package var names: [String] = []
    /// The source of each sketch, for messages about its file; empty unless the output is a directory or the writer keeps
    /// labels.
    package var sources: [SketchSource] = []
    /// The label of each sketch, and its id, if the writer keeps them; empty otherwise.
    package var labels: [String?] = []
    package var ids: [UInt64?] = []
    /// What names contain in place of what sketches lack (`FileNamePattern.fallbacks`), and how often.
    package var nameFallbacks: [String: Int] = [:]

    /// `bytes` compressed on the worker, if the output is one compressed stream; `bytes` is then empty.
    package var packed: PackedPiece?
    /// What the encoder could not keep.
    package var losses = LossReport()

    package init() {}

    /// The range of each sketch in `bytes`.
    package func range(of sketch: Int) -> Range<Int> { (sketch == 0 ? 0 : ends[sketch - 1])..<ends[sketch] }

    /// `packed`, if it is deflated.
    package var deflated: DeflatedPiece? { if case .deflated(let piece) = packed { piece } else { nil } }
}
