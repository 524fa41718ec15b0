/// The digits of a decimal number as they are read, and the nearest double.
struct DecimalMantissa {
    /// The digits as a whole number; at most nineteen, which always fit.
    private var digits: UInt64 = 0
    private var count = 0
    /// The power of ten that `digits` must be multiplied by, due to the point and to digits left out.
    private var scale = 0
    /// Whether a digit other than zero was left out.
    private var isCut = false

    private static let mostDigits = 19

    /// Adds the digits before the point.
    @inline(__always)
    mutating func take(_ bytes: Span<UInt8>, at cursor: inout Int) { take(bytes, at: &cursor, step: 0) }

    /// Adds the digits after the point.
    @inline(__always)
    mutating func takeFraction(_ bytes: Span<UInt8>, at cursor: inout Int) { take(bytes, at: &cursor, step: -1) }

    /// `step` is what each digit adds to the power of ten.
    @inline(__always)
    private mutating func take(_ bytes: Span<UInt8>, at cursor: inout Int, step: Int) {
        while count <= Self.mostDigits - 8, let eight = DigitBlock.eight(bytes, at: cursor) {
            digits = digits &* 100_000_000 &+ eight
            if digits != 0 { count += 8 }
            scale += 8 * step
            cursor += 8
        }
        while cursor < bytes.count {
            let digit = bytes[cursor] &- 48
            guard digit < 10 else { return }
            if count < Self.mostDigits {
                digits = digits &* 10 &+ UInt64(digit)
                if digits != 0 { count += 1 }
                scale += step
            } else {
                if digit != 0 { isCut = true }
                scale += 1 + step
            }
            cursor += 1
        }
    }

    /// The double nearest to the digits times ten to the power of `exponent`; `nil` if that needs more than the
    /// arithmetic here.
    func magnitude(exponent: Int) -> Double? {
        if isCut { return nil }
        if digits == 0 { return 0 }
        let power = scale + exponent
        if power == 0 { return Double(digits) }
        // Both are exact, so the single operation rounds once (Clinger, "How to Read Floating Point Numbers
        // Accurately").
        if digits < 1 << 53, -22...22 ~= power {
            let whole = Double(digits)
            return power < 0 ? whole / Self.powers[-power] : whole * Self.powers[power]
        }
        if power < 0, power >= -19 { return Self.quotient(digits, byTenTo: -power) }
        return nil
    }

    /// `dividend` / 10^`exponent`, rounded to nearest, ties to even. `dividend` > 0, 0 < `exponent` < 20.
    ///
    /// The quotient of 128 by 64 bits is exact in all its 64 bits, and a remainder can only break a tie.
    private static func quotient(_ dividend: UInt64, byTenTo exponent: Int) -> Double {
        let divisor = wholePowers[exponent]
        let dividendShift = dividend.leadingZeroBitCount
        let divisorShift = divisor.leadingZeroBitCount
        let high = dividend << UInt64(dividendShift)
        let low = divisor << UInt64(divisorShift)
        // With the top bits of both set, the quotient of `high`·2⁶³ by `low` is in 2⁶²…2⁶⁴.
        let (quotient, remainder) = low.dividingFullWidth((high >> 1, high << 63))
        let sticky: UInt64 = remainder == 0 ? 0 : 1
        // At least nine bits lie below the 53 that are kept, so a sticky lowest bit rounds as the remainder would.
        let rounded = Double(quotient | sticky)
        let binaryExponent = divisorShift - dividendShift - 63
        return rounded * Double(bitPattern: UInt64(bitPattern: Int64(1023 + binaryExponent)) << 52)
    }

    private static let wholePowers: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
    /// The powers of ten that a double holds exactly.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
