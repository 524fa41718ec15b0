internal import MessageFields

/// A list of numbers as differences:
///
///     message CodedNumericRun { repeated sint32 deltas = 1 [packed = true]; float scale = 2 [default = 1]; float offset = 3; }
///
/// A number is `offset + scale * sum`, where `sum` is that of all differences up to its own. It is computed in 64 bits,
/// so that the rounding of `scale` and `offset` to 32 is all that there is.
struct NumericRun {
    private let message: Range<Int>
    let scale: Float
    let offset: Float
    let count: Int
    /// Whether there are other fields.
    let hasOthers: Bool

    /// Checks the message and counts its numbers.
    init(_ bytes: Span<UInt8>, at message: Range<Int>) throws(MessageFault) {
        var (scale, offset, count, hasOthers): (Float, Float, Int, Bool) = (1, 0, 0, false)
        var fields = MessageFields(message)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: try field.forEachNumber(bytes, "differences") { _ in count += 1 }
            case 2: scale = try field.float("a scale")
            case 3: offset = try field.float("an offset")
            default: hasOthers = true
            }
        }
        guard scale.isFinite, offset.isFinite else {
            throw MessageFault(InkMessageError.notFiniteRun, at: message.lowerBound)
        }
        (self.message, self.scale, self.offset) = (message, scale, offset)
        (self.count, self.hasOthers) = (count, hasOthers)
    }

    /// Calls `use` with the sum of the differences up to each number.
    func forEachSum(_ bytes: Span<UInt8>, _ use: (Int64) -> Void) throws(MessageFault) {
        var sum: Int64 = 0
        var fields = MessageFields(message)
        while let field = try fields.next(bytes) {
            guard field.number == 1 else { continue }
            try field.forEachNumber(bytes, "differences") { number in
                // At most 2²⁵ numbers of 32 bits.
                sum += Int64(MessageFields.signed(number))
                use(sum)
            }
        }
    }

    /// Calls `use` with each number.
    func forEach(_ bytes: Span<UInt8>, _ use: (Double) -> Void) throws(MessageFault) {
        let (scale, offset) = (Double(scale), Double(offset))
        try forEachSum(bytes) { use(offset + scale * Double($0)) }
    }
}
