internal import MessageFields

/// The messages of a file, by stroke.
struct InputMessages {
    /// The messages whose points make up each stroke.
    private(set) var strokes: [[InputBatch]] = []
    /// Whether there are points that were only predicted.
    private(set) var hasPredictions = false
    /// Whether there are fields of other numbers.
    private(set) var hasOthers = false

    /// The most strokes of a file, so that a few bytes each can't fill the memory.
    static let mostStrokes = 1 << 18

    init(_ bytes: Span<UInt8>) throws(MessageFault) {
        let file = bytes.indices
        if try Self.isIncremental(bytes) {
            strokes = [try readIncrements(bytes)]
        } else {
            strokes = try InputBatch.read(bytes, at: file, limit: Self.mostStrokes).map { [$0] }
        }
        hasOthers = hasOthers || strokes.joined().contains { $0.hasOthers }
    }

    /// Whether the file is one message of the other kind: then all its fields have the number 1, while the message of a
    /// stroke also has a field 2.
    private static func isIncremental(_ bytes: Span<UInt8>) throws(MessageFault) -> Bool {
        var fields = MessageFields(bytes.indices)
        var isEmpty = true
        while let field = try fields.next(bytes) {
            guard field.number == 1 else { return false }
            isEmpty = false
        }
        return !isEmpty
    }

    /// Reads the inputs of one stroke as they came in, several messages long:
    ///
    ///     message IncrementalStrokeInputs { message Increment { CodedStrokeInputBatch real = 1; predicted = 2; } repeated Increment increments = 1; }
    private mutating func readIncrements(_ bytes: Span<UInt8>) throws(MessageFault) -> [InputBatch] {
        var batches: [InputBatch] = []
        var increments = MessageFields(bytes.indices)
        while let increment = try increments.next(bytes) {
            var parts = MessageFields(try increment.range("an increment"))
            while let part = try parts.next(bytes) {
                switch part.number {
                case 1:
                    let limit = Self.mostStrokes - batches.count
                    batches += try InputBatch.read(bytes, at: part.range("real inputs"), limit: limit)
                case 2:
                    let range = try part.range("predicted inputs")
                    let predicted = try InputBatch.read(bytes, at: range, limit: Self.mostStrokes)
                    hasPredictions = hasPredictions || predicted.contains { $0.count > 0 }
                default: hasOthers = true
                }
            }
        }
        return batches
    }
}
