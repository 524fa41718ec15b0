package import SketchModel

/// What a verb does with the sketches that come out of the pipeline. One is made per chunk, and runs on any worker.
package protocol SketchConsumer: SendableMetatype {
    associatedtype Output: Sendable

    /// Takes a sketch, which it may change.
    /// - Throws: a `FaultReason` if it can't be taken; the pipeline adds the place.
    mutating func consume(_ sketch: inout Sketch) throws
    /// The result for the chunk, after its last sketch was consumed.
    /// - Throws: a `FaultReason` if it can't be completed, which ends the run.
    consuming func finish() throws -> Output
}
