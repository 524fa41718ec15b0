package import SketchModel

/// Cuts an input into chunks that can be decoded independently. Runs on one task, so cutting must be cheap.
package protocol SketchReader {
    /// The next piece of the input, or `nil` at its end. About a quarter of a MiB, or one drawing.
    /// - Throws: `Fault`, with a position in the whole input.
    mutating func nextChunk() throws(Fault) -> (any SketchChunk)?

    /// What the reader decided by examining the data, and why, in sentences for the summary. Complete once the last
    /// chunk has been taken.
    var notes: [String] { get }
}

/// A reason that may say that an input holds no drawings at all: such a file is then ignored if it was found in a
/// directory.
package protocol DrawinglessReason: FaultReason {
    var meansNoDrawings: Bool { get }
}

extension SketchReader {
    package var notes: [String] { [] }
}

/// A piece of an input, decoded by any worker.
package protocol SketchChunk: Sendable {
    /// Its size in the input, for the progress line and for grouping small chunks into one task.
    var byteCount: Int { get }

    /// Decodes the records in order, each into `visitor.sketch`, which is reused.
    ///
    /// For each record: call `visitor.sketch.removeAll()`, set `visitor.sketch.source.position`, fill the sketch and
    /// call `visitor.visit()`. For a record that can't be read: call `visitor.refuse(reason, at:)`, and continue with
    /// the next one if the format allows it. Positions count from the start of the chunk: its first line is 1, its
    /// first byte and record are 0.
    /// - Returns: how much of the input the chunk takes up, which moves the positions of the following chunks.
    /// - Throws: whatever `visit` and `refuse` throw, unchanged; readers throw nothing of their own.
    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent
}

/// Receives the sketches of a chunk.
package struct SketchVisitor: ~Copyable {
    /// The sketch being filled. Its buffers are kept from one record to the next.
    package var sketch: Sketch
    /// What reading could not keep, such as unknown keys or filled shapes.
    package var losses = LossReport()
    /// What the user should know about a record that could still be read; the summary counts them by text.
    package var warnings: [Warning] = []
    /// Whether readers should set `sketch.source.record` and pass the record to `refuse`.
    package let keepsRecords: Bool
    package let consume: (inout Sketch) throws -> Void
    package let fault: (SourcePosition, any FaultReason, _ record: [UInt8]?) throws -> Void

    package init(
        sketch: Sketch,
        keepsRecords: Bool = false,
        consume: @escaping (inout Sketch) throws -> Void,
        fault: @escaping (SourcePosition, any FaultReason, _ record: [UInt8]?) throws -> Void
    ) {
        self.sketch = sketch
        self.keepsRecords = keepsRecords
        self.consume = consume
        self.fault = fault
    }

    /// Passes on the sketch that was just filled.
    @inlinable
    package mutating func visit() throws { try handOn() }

    @usableFromInline
    mutating func handOn() throws { try consume(&sketch) }

    /// Reports a record that can't be read.
    /// - Parameter record: its bytes, if its end is known; evaluated only if the run keeps records.
    package mutating func refuse(
        _ reason: any FaultReason,
        at position: SourcePosition,
        record: @autoclosure () -> [UInt8]? = nil
    ) throws {
        try fault(position, reason, keepsRecords ? record() : nil)
    }

    /// Reports something odd in a record that could still be read.
    package mutating func warn(_ text: String, at position: SourcePosition) {
        warnings.append(Warning(position: position, text: text))
    }
}

/// Something odd that didn't prevent reading.
package struct Warning: Sendable, Hashable {
    package var position: SourcePosition
    package var text: String

    package init(position: SourcePosition, text: String) {
        self.position = position
        self.text = text
    }
}
