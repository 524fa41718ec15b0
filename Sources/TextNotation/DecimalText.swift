internal import Platform

/// Numbers as text: read with correct rounding, written with the fewest digits that read back the same.
public enum DecimalText {
    /// Reads the longest number that begins at `offset`, and moves `offset` past it.
    ///
    /// The grammar is that of SVG 1.1 numbers: `[+-]? (digits [. digits?] | . digits) ([eE] [+-]? digits)?`. An `e`
    /// without digits after it is left alone.
    /// - Returns: the nearest `Double`, infinite if it is out of range; `nil`, with `offset` unchanged, if no number
    ///   begins there.
    public static func parse(_ bytes: Span<UInt8>, at offset: inout Int) -> Double? {
        parse(bytes, at: &offset, strict: false)
    }

    /// Reads a number in the grammar of JSON (RFC 8259): no `+`, no leading zeros, digits on both sides of a point.
    public static func parseJSON(_ bytes: Span<UInt8>, at offset: inout Int) -> Double? {
        parse(bytes, at: &offset, strict: true)
    }

    @inline(__always)
    private static func parse(_ bytes: Span<UInt8>, at offset: inout Int, strict: Bool) -> Double? {
        let start = offset
        var cursor = offset
        func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] &- 48 < 10 }
        func isByte(_ index: Int, _ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

        let isNegative = isByte(cursor, UInt8(ascii: "-"))
        if isNegative || (!strict && isByte(cursor, UInt8(ascii: "+"))) { cursor += 1 }

        var mantissa = DecimalMantissa()
        let firstDigit = cursor
        if strict, isByte(cursor, UInt8(ascii: "0")) {
            cursor += 1
        } else {
            mantissa.take(bytes, at: &cursor)
        }
        let wholeDigits = cursor - firstDigit
        if strict && wholeDigits == 0 { return nil }
        if isByte(cursor, UInt8(ascii: ".")), isDigit(cursor + 1) || (!strict && wholeDigits > 0) {
            cursor += 1
            mantissa.takeFraction(bytes, at: &cursor)
        }
        if wholeDigits == 0, cursor == firstDigit { return nil }

        var exponent = 0
        if cursor < bytes.count, bytes[cursor] | 32 == UInt8(ascii: "e") {
            var ahead = cursor + 1
            let isBelowOne = isByte(ahead, UInt8(ascii: "-"))
            if isBelowOne || isByte(ahead, UInt8(ascii: "+")) { ahead += 1 }
            if isDigit(ahead) {
                while isDigit(ahead) {
                    // Far beyond what any mantissa that fits in memory could bring back into range.
                    if exponent < 1 << 48 { exponent = exponent * 10 + Int(bytes[ahead] &- 48) }
                    ahead += 1
                }
                if isBelowOne { exponent.negate() }
                cursor = ahead
            }
        }

        offset = cursor
        if let magnitude = mantissa.magnitude(exponent: exponent) { return isNegative ? -magnitude : magnitude }
        return systemParse(bytes, start..<cursor)
    }

    /// The C library's result for the same bytes: correctly rounded, whatever the length.
    private static func systemParse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double {
        var text: [CChar] = []
        text.reserveCapacity(range.count + 1)
        for index in range { text.append(CChar(bitPattern: bytes[index])) }
        text.append(0)
        return strtod(text, nil)
    }

    /// Appends `value` with the fewest digits that read back the same; whole numbers below 2⁵³ have neither a point nor
    /// an exponent. `value` is finite.
    public static func append(_ value: Double, to bytes: inout [UInt8]) {
        if let whole = Int(exactly: value), whole.magnitude < 1 << 53 {
            if whole == 0, value.sign == .minus { bytes.append(UInt8(ascii: "-")) }
            append(whole, to: &bytes)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    /// Appends a whole number.
    public static func append(_ value: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(UInt64(value.magnitude), to: &bytes)
    }

    /// Appends a whole number.
    public static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        if value < 10 {
            bytes.append(48 &+ UInt8(truncatingIfNeeded: value))
            return
        }
        var count = 1
        var bound: UInt64 = 10
        while value >= bound {
            count += 1
            let (product, overflows) = bound.multipliedReportingOverflow(by: 10)
            if overflows { break }
            bound = product
        }
        var rest = value
        var place = bytes.count + count
        bytes.append(contentsOf: repeatElement(48, count: count))
        var digits = bytes.mutableSpan
        while rest > 0 {
            place -= 1
            let quotient = rest / 10
            digits[place] = 48 &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
            rest = quotient
        }
    }
}

extension DecimalText {
    /// A number with a fixed number of decimals; `–` if it isn't finite, or from 1e12 on.
    public static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite, value.magnitude < 1e12 else { return "–" }
        return fixed(units: Int((value * power(digits)).rounded()), digits: digits)
    }

    /// A count of units of the last digit: 931 with one digit is `93.1`.
    public static func fixed(units: Int, digits: Int) -> String {
        let text = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return (units < 0 ? "-" : "") + padded.dropLast(digits) + (digits > 0 ? "." : "") + padded.suffix(digits)
    }

    /// A number with at most this many decimals, without trailing zeros or an exponent.
    /// - Parameter limit: the magnitude is clamped to it.
    public static func short(_ value: Double, digits: Int, limit: Double = 1e9) -> String {
        var bytes: [UInt8] = []
        append(rounded(value, digits: digits, limit: limit), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The nearest number with this many decimals; 0, never -0, if that is zero or `value` isn't finite.
    public static func rounded(_ value: Double, digits: Int, limit: Double = 1e9) -> Double {
        guard value.isFinite else { return 0 }
        let scale = power(digits)
        let rounded = (min(max(value, -limit), limit) * scale).rounded() / scale
        return rounded == 0 ? 0 : rounded
    }

    private static func power(_ digits: Int) -> Double {
        var power = 1.0
        for _ in 0..<digits { power *= 10 }
        return power
    }
}
