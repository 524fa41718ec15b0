internal import MessageFields

/// A list of numbers as differences:
///
///     message CodedNumericRun { repeated sint32 deltas = 1 [packed = true]; float scale = 2 [default = 1]; float offset = 3; }
///
/// A number is `offset + scale * sum`, where `sum` is that of all differences up to its own. It is computed in 64 bits,
/// so that the rounding of `scale` and `offset` to 32 is all that there is. Without an offset, a scale that is 32 bits of a
/// power of ten, such as 0.01, is taken as exactly that.
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

    /// Calls `use` with each number.
    func forEach(_ bytes: Span<UInt8>, _ use: (Double) -> Void) throws(MessageFault) {
        if self.offset == 0, let decimal = DecimalScale.all.first(where: { $0.scale == self.scale }) {
            return try forEachSum(bytes) { use(Double($0) / decimal.divisor) }
        }
        let (scale, offset) = (Double(self.scale), Double(self.offset))
        try forEachSum(bytes) { use(offset + scale * Double($0)) }
    }

    /// Calls `use` with the sum of the differences up to each number.
    private func forEachSum(_ bytes: Span<UInt8>, _ use: (Int64) -> Void) throws(MessageFault) {
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
}

/// A scale that is a power of ten, as near to it as 32 bits are.
struct DecimalScale {
    let scale: Float
    /// What whole numbers are divided by, exactly.
    let divisor: Double

    /// The scales from a tenth to a thousand-millionth.
    static let all = [1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9].map {
        DecimalScale(scale: Float(1 / $0), divisor: $0)
    }
}
