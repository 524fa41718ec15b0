#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Numbers as text: read correctly rounded, written in the fewest digits that read back the same.
public enum DecimalText {
    /// Reads the longest number that begins at `offset`, and moves `offset` behind it.
    ///
    /// The grammar is that of SVG 1.1 numbers: `[+-]? (digits [. digits?] | . digits) ([eE] [+-]? digits)?`. An `e`
    /// without digits after it is left alone. JSON is stricter; its scanner checks the first characters itself.
    /// - Returns: the nearest `Double`, infinite where it is beyond the range; `nil`, with `offset` as it was, where no
    ///   number begins there.
    public static func parse(_ bytes: Span<UInt8>, at offset: inout Int) -> Double? {
        let start = offset
        var cursor = offset
        func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] &- 48 < 10 }
        if cursor < bytes.count, bytes[cursor] == 45 || bytes[cursor] == 43 { cursor += 1 }
        var digits = 0
        while isDigit(cursor) {
            cursor += 1
            digits += 1
        }
        if cursor < bytes.count, bytes[cursor] == 46, digits > 0 || isDigit(cursor + 1) {
            cursor += 1
            while isDigit(cursor) {
                cursor += 1
                digits += 1
            }
        }
        guard digits > 0 else { return nil }
        if cursor < bytes.count, bytes[cursor] | 32 == 101 {
            var ahead = cursor + 1
            if ahead < bytes.count, bytes[ahead] == 45 || bytes[ahead] == 43 { ahead += 1 }
            if isDigit(ahead) {
                while isDigit(ahead) { ahead += 1 }
                cursor = ahead
            }
        }
        var text = [CChar]()
        for index in start..<cursor { text.append(CChar(bitPattern: bytes[index])) }
        text.append(0)
        offset = cursor
        return strtod(text, nil)
    }

    /// Appends `value` in the fewest digits that read back the same; whole numbers without a point.
    public static func append(_ value: Double, to bytes: inout [UInt8]) {
        if let whole = Int(exactly: value), whole.magnitude < 1 << 53 {
            append(whole, to: &bytes)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    /// Appends a whole number.
    public static func append(_ value: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: value.description.utf8)
    }
}
