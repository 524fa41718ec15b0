internal import TextNotation

extension JSONScanner {
    /// Reads a number. The caller skips any white space before it.
    @inline(never)
    package func number(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> Double {
        let start = offset
        guard let value = DecimalText.parseJSON(bytes, at: &offset) else {
            throw unexpected("a number", bytes, at: offset)
        }
        try checkEnd(ofNumber: start, bytes, at: offset)
        guard value.isFinite else { throw NDJSONFault(offset: start, reason: .numberTooLarge) }
        return value
    }

    /// Refuses `01`, of which JSON's grammar accepts only the 0.
    private func checkEnd(ofNumber start: Int, _ bytes: Span<UInt8>, at end: Int) throws(NDJSONFault) {
        if bytes[end - 1] == UInt8(ascii: "0"), end < bytes.count, bytes[end] &- 48 < 10 {
            throw NDJSONFault(offset: start, reason: .leadingZero)
        }
    }

    /// Reads `word`, whose first letter has been seen.
    func literal(_ word: StaticString, _ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) {
        guard matches(word, bytes, at: offset) else { throw unexpected("\(word)", bytes, at: offset) }
        offset += word.utf8CodeUnitCount
    }

    private func matches(_ word: StaticString, _ bytes: Span<UInt8>, at offset: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        return word.withUTF8Buffer { letters in
            for index in 0..<count where bytes[offset + index] != letters[index] { return false }
            return true
        }
    }

    /// Reads a value of any kind and discards it. `depth` is the depth of the value around it.
    package mutating func skipValue(_ bytes: Span<UInt8>, at offset: inout Int, depth: Int = 1) throws(NDJSONFault) {
        guard offset < bytes.count else { throw unexpected("a value", bytes, at: offset) }
        switch bytes[offset] {
        case UInt8(ascii: "\""): _ = try string(bytes, at: &offset)
        case UInt8(ascii: "{"):
            try checkDepth(depth + 1, at: offset)
            try object(bytes, at: &offset) { _, scanner, bytes, offset throws(NDJSONFault) in
                try scanner.skipValue(bytes, at: &offset, depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try checkDepth(depth + 1, at: offset)
            try array(bytes, at: &offset) { scanner, bytes, offset throws(NDJSONFault) in
                try scanner.skipValue(bytes, at: &offset, depth: depth + 1)
            }
        case UInt8(ascii: "t"): try literal("true", bytes, at: &offset)
        case UInt8(ascii: "f"): try literal("false", bytes, at: &offset)
        case UInt8(ascii: "n"): try literal("null", bytes, at: &offset)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number(bytes, at: &offset)
        default: throw unexpected("a value", bytes, at: offset)
        }
    }

    /// Discards the value of a key with no meaning here.
    package mutating func skipUnknownValue(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) {
        hasUnknownKeys = true
        try skipValue(bytes, at: &offset)
    }

    private func checkDepth(_ depth: Int, at offset: Int) throws(NDJSONFault) {
        if depth > Self.deepest { throw NDJSONFault(offset: offset, reason: .tooDeep(limit: Self.deepest)) }
    }

    /// Reads a comma, or the bracket that ends the list.
    @inline(__always)
    package func isLast(
        before bracket: UInt8,
        _ name: @autoclosure () -> String,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> Bool {
        skipSpace(bytes, at: &offset)
        if isNext(UInt8(ascii: ","), bytes, at: offset) {
            offset += 1
            return false
        }
        try expect(bracket, name(), bytes, at: &offset)
        return true
    }
}
