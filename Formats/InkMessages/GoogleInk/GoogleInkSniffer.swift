internal import MessageFields
internal import SketchStreams

/// Whether a file's first bytes are messages of strokes. Protocol Buffers have no signature, so the whole structure has to
/// be right: only known fields, of the right types, and runs of equal lengths.
enum GoogleInkSniffer {
    /// The number of values in a run from which on it can hardly be anything else.
    private static let shortestRun = 16

    /// - Parameter isCut: whether more bytes follow.
    static func match(_ prefix: [UInt8], isCut: Bool) -> FormatMatch {
        let bytes = prefix.span
        // The field of the first stroke, or of the first increment.
        guard let first = prefix.first, first & 7 != 3, first & 7 != 4, first < 80 else { return .no }
        let walk = Walk(bytes, bytes.indices, isCut: isCut, isField: isBatchField)
        if let walk,
            let batches = try? InputBatch.read(bytes, at: walk.whole, limit: prefix.count + 1, isCut: isCut),
            areStrokes(batches, isCut: isCut)
        {
            let whole = isCut ? batches.dropLast() : batches[...]
            if whole.contains(where: isComplete) { return .certain }
            // Only one message, which is cut.
            if let last = batches.last, isComplete(last) || walk.cut != nil && last.longestRun >= shortestRun {
                return .certain
            }
            if let cut = walk.cut, isRunHead(bytes, cut) { return .certain }
        }
        return isIncremental(bytes, isCut: isCut) ? .certain : .no
    }

    /// The fields of a message, of which the last may be cut.
    private struct Walk {
        /// The range of the fields that are whole.
        var whole: Range<Int>
        /// The number of the field that is cut, and the range of what there is of it, if it is a run.
        var cut: (number: UInt64, length: UInt64, start: Int)?

        /// `nil` if the bytes are no such message.
        init?(
            _ bytes: Span<UInt8>,
            _ range: Range<Int>,
            isCut: Bool,
            isField: (MessageFields.Field) -> Bool
        ) {
            var fields = MessageFields(range)
            var end = range.lowerBound
            do throws(MessageFault) {
                while let field = try fields.next(bytes) {
                    guard isField(field) else { return nil }
                    end = fields.offset
                }
            } catch {
                guard isCut else { return nil }
                var tail = MessageFields(end..<range.upperBound)
                if let tag = try? tail.nextNumber(bytes), let length = try? tail.nextNumber(bytes) {
                    guard tag & 7 == 2,
                        isField(
                            MessageFields.Field(number: tag >> 3, offset: end, value: .range(tail.offset..<tail.offset))
                        )
                    else {
                        return nil
                    }
                    cut = (tag >> 3, length, tail.offset)
                }
            }
            whole = range.lowerBound..<end
        }
    }

    /// Whether a field of a stroke's message has the type that its number says.
    private static func isBatchField(_ field: MessageFields.Field) -> Bool {
        switch (field.number, field.value) {
        case (1...6, .range), (8, .fourBytes), (9, .fourBytes): true
        case (7, .number(let type)): type < 16
        default: false
        }
    }

    /// Whether no message has fields that it can't have. The last may be cut.
    private static func areStrokes(_ batches: [InputBatch], isCut: Bool) -> Bool {
        batches.allSatisfy { !$0.hasOthers && $0.unitLength >= 0 && $0.hasOnlyKnownRuns }
            && (isCut ? batches.dropLast() : batches[...]).allSatisfy { $0.count == 0 || isComplete($0) }
    }

    private static func isComplete(_ batch: InputBatch) -> Bool {
        batch.count > 0 && batch[.y]?.count == batch.count && batch[.time]?.count == batch.count
    }

    /// Whether a run that is cut is one: its scale comes before its differences, as where this program writes it, or the
    /// differences leave space for just a scale, or a scale and an offset.
    private static func isRunHead(
        _ bytes: Span<UInt8>,
        _ cut: (number: UInt64, length: UInt64, start: Int)
    ) -> Bool {
        var fields = MessageFields(cut.start..<bytes.count)
        var start = cut.start
        var hasScale = false
        while let field = try? fields.next(bytes), field.number == 2 || field.number == 3 {
            guard case .fourBytes(let bits) = field.value, Float(bitPattern: bits).isFinite else { return false }
            hasScale = hasScale || field.number == 2
            start = fields.offset
        }
        var deltas = MessageFields(start..<bytes.count)
        guard let tag = try? deltas.nextNumber(bytes), tag == 1 << 3 | 2,
            let length = try? deltas.nextNumber(bytes), length < 1 << 32, cut.length < 1 << 32
        else { return false }
        let rest = Int(cut.length) - (deltas.offset - cut.start) - Int(length)
        guard hasScale ? rest == 0 : rest == 5 || rest == 10 else { return false }
        var (count, last) = (0, deltas.offset)
        while let number = try? deltas.nextNumber(bytes) {
            guard number <= UInt64(UInt32.max), deltas.offset - last <= 5 else { return false }
            (count, last) = (count + 1, deltas.offset)
        }
        return count >= (hasScale ? shortestRun : 4 * shortestRun)
    }

    /// Whether all fields are increments, one of which has points.
    private static func isIncremental(_ bytes: Span<UInt8>, isCut: Bool) -> Bool {
        func isPart(_ field: MessageFields.Field, _ numbers: ClosedRange<UInt64>) -> Bool {
            if case .range = field.value { numbers ~= field.number } else { false }
        }
        guard let walk = Walk(bytes, bytes.indices, isCut: isCut, isField: { isPart($0, 1...1) }) else { return false }
        var hasPoints = false
        var increments = MessageFields(walk.whole)
        while let increment = try? increments.next(bytes), case .range(let range) = increment.value {
            guard Walk(bytes, range, isCut: false, isField: { isPart($0, 1...2) }) != nil else { return false }
            var parts = MessageFields(range)
            while let part = try? parts.next(bytes), case .range(let inputs) = part.value {
                guard Walk(bytes, inputs, isCut: false, isField: isBatchField) != nil,
                    let batches = try? InputBatch.read(bytes, at: inputs, limit: bytes.count + 1),
                    areStrokes(batches, isCut: false)
                else { return false }
                hasPoints = hasPoints || part.number == 1 && batches.contains(where: isComplete)
            }
        }
        return hasPoints
    }
}
