package import SketchModel

/// What a verb does with the sketches that come out of the pipeline. One is made for each chunk, and runs on any worker.
package protocol SketchConsumer: SendableMetatype {
    associatedtype Output: Sendable

    /// Takes a sketch, which it may change.
    /// - Throws: a `FaultReason` where it cannot be taken; the pipeline adds the place.
    mutating func consume(_ sketch: inout Sketch) throws
    /// What the chunk gave, once its last sketch was consumed.
    /// - Throws: a `FaultReason` if it cannot be brought to its end, which ends the run.
    consuming func finish() throws -> Output
}
