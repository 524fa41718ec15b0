package import SketchModel

/// Cuts an input into chunks that can be decoded apart from each other. Runs on one task: cutting must be cheap.
package protocol SketchReader {
    /// The next piece of the input, or `nil` at its end. A quarter of a MiB or so, or one drawing, at a time.
    /// - Throws: `Fault`, with a position in the whole input.
    mutating func nextChunk() throws -> (any SketchChunk)?

    /// What the reader decided by looking at the data, and why, in sentences for the summary. Complete once the last
    /// chunk was taken.
    var notes: [String] { get }
}

/// A reason of a reader that may say that an input holds no drawings at all: one that was found in a directory is then
/// passed over.
package protocol DrawinglessReason: FaultReason {
    var meansNoDrawings: Bool { get }
}

extension SketchReader {
    package var notes: [String] { [] }
}

/// A piece of an input, decoded by whichever worker is free.
package protocol SketchChunk: Sendable {
    /// Its size in the input, for the progress line and for gathering small chunks into one task.
    var byteCount: Int { get }

    /// Decodes the records in order, each into `visitor.sketch`, which is reused.
    ///
    /// For each record: `visitor.sketch.removeAll()`, set `visitor.sketch.source.position`, fill it, `visitor.visit()`.
    /// For a record that cannot be read: `visitor.refuse(reason, at:)`, and go on with the next one where the format
    /// allows it. Positions count from the chunk's beginning: its first line is 1, its first byte and record 0.
    /// - Returns: how much of the input the chunk makes up, which moves the positions of those after it.
    /// - Throws: whatever `visit` and `refuse` throw, unchanged; readers throw nothing of their own.
    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent
}

/// What a chunk hands its sketches to.
package struct SketchVisitor: ~Copyable {
    /// The sketch being filled. Its buffers are kept from one record to the next.
    package var sketch: Sketch
    /// What reading could not keep, such as unknown keys or filled shapes.
    package var losses = LossReport()
    /// What the user should know of a record that was read all the same; counted by text in the summary.
    package var warnings: [Warning] = []
    /// Whether readers are to set `sketch.source.record`, and to give the record to `refuse`.
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

    /// Hands on the sketch that was just filled.
    @inlinable
    package mutating func visit() throws { try handOn() }

    @usableFromInline
    mutating func handOn() throws { try consume(&sketch) }

    /// Reports a record that cannot be read.
    /// - Parameter record: its bytes, if its end is known; asked for only where a run keeps them.
    package mutating func refuse(
        _ reason: any FaultReason,
        at position: SourcePosition,
        record: @autoclosure () -> [UInt8]? = nil
    ) throws {
        try fault(position, reason, keepsRecords ? record() : nil)
    }

    /// Reports something odd in a record that was read all the same.
    package mutating func warn(_ text: String, at position: SourcePosition) {
        warnings.append(Warning(position: position, text: text))
    }
}

/// Something odd that did not stop the reading.
package struct Warning: Sendable, Hashable {
    package var position: SourcePosition
    package var text: String

    package init(position: SourcePosition, text: String) {
        self.position = position
        self.text = text
    }
}
