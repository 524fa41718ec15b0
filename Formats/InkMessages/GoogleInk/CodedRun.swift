/// Numbers as a `CodedNumericRun` holds them: `offset + scale * numbers[i]`.
struct CodedRun {
    private(set) var scale: Float
    private(set) var offset: Float
    private(set) var numbers: [Int32]
    /// Whether it holds the numbers exactly.
    private(set) var isExact: Bool

    /// The largest size of a number, whose differences then fit in 32 bits.
    private static let largest: Int64 = 1 << 30 - 1

    init(scale: Float, numbers: [Int32], isExact: Bool) {
        (self.scale, offset, self.numbers, self.isExact) = (scale, 0, numbers, isExact)
    }

    /// The coarsest run that holds the values exactly, if there is one with one of the offsets 0 and the least value, or one
    /// whose scale is a power of ten; otherwise one whose scale is at most 2⁻²¹ of the values' extent, with errors of at most half the scale.
    /// - Throws: `InkMessageError.coordinateTooLarge` beyond the range of 32-bit floating point.
    init(_ values: some Collection<Double>, leastFirst: Bool) throws(InkMessageError) {
        for value in values where !Float(value).isFinite { throw .coordinateTooLarge(value) }
        let least = Float(values.min() ?? 0)
        for offset in leastFirst ? [least, 0] : [0, least] {
            guard let run = Self(exactly: values, offset: offset) else { continue }
            self = run
            return
        }
        for decimal in DecimalScale.all {
            guard let run = Self(exactly: values, decimal) else { continue }
            self = run
            return
        }
        let origin = Double(least)
        let extent = values.reduce(0) { max($0, abs($1 - origin)) }
        // Not less than the least positive number of 32 bits.
        let exponent = max(extent == 0 ? 0 : extent.exponent - 21, -149)
        let step = Double(sign: .plus, exponent: exponent, significand: 1)
        (scale, offset, isExact) = (Float(step), least, false)
        numbers = values.map { Int32((($0 - origin) / step).rounded()) }
    }

    /// The coarsest run with an offset: its scale is the greatest common divisor of the distances from the offset, as
    /// multiples of their lowest bit.
    private init?(exactly values: some Collection<Double>, offset: Float) {
        let origin = Double(offset)
        var (lowest, highest) = (Int.max, Int.min)
        for value in values {
            let distance = value - origin
            guard origin + distance == value else { return nil }
            guard distance != 0 else { continue }
            lowest = min(lowest, distance.lowestBit)
            highest = max(highest, distance.exponent)
        }
        guard lowest < .max else {
            (scale, self.offset, isExact) = (1, offset, true)
            numbers = values.map { _ in 0 }
            return
        }
        guard highest - lowest < 62 else { return nil }
        let multiples = values.map {
            Int64(Double(sign: .plus, exponent: -lowest, significand: $0 - origin))
        }
        let divisor = multiples.reduce(0, Self.greatestCommonDivisor)
        guard let scale = Float(exactly: Double(sign: .plus, exponent: lowest, significand: Double(divisor))),
            multiples.allSatisfy({ ($0 / divisor).magnitude <= Self.largest })
        else { return nil }
        (self.scale, self.offset, isExact) = (scale, offset, true)
        numbers = multiples.map { Int32($0 / divisor) }
    }

    /// A run of decimal fractions.
    private init?(exactly values: some Collection<Double>, _ decimal: DecimalScale) {
        for value in values {
            let number = (value * decimal.divisor).rounded()
            guard abs(number) <= Double(Self.largest), number / decimal.divisor == value else { return nil }
        }
        (scale, offset, isExact) = (decimal.scale, 0, true)
        numbers = values.map { Int32(($0 * decimal.divisor).rounded()) }
    }

    private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
        var (a, b) = (abs(first), abs(second))
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}

extension Double {
    /// The exponent of the lowest bit that is set. The number is finite and not 0.
    fileprivate var lowestBit: Int {
        let bits = isNormal ? significandBitPattern | 1 << 52 : significandBitPattern
        return (isNormal ? exponent - 52 : -1074) + bits.trailingZeroBitCount
    }
}
