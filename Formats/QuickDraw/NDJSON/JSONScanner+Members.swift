/// Reads objects and arrays value by value, with one closure call per value, for what is rare in a file.
extension JSONScanner {
    /// Reads the value of a key, or an element, and moves the offset past it.
    package typealias Reading = (inout JSONScanner, Span<UInt8>, inout Int) throws(NDJSONFault) -> Void

    /// Reads an object. `read` takes the value of each key.
    package mutating func object(
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        _ read: (String, inout JSONScanner, Span<UInt8>, inout Int) throws(NDJSONFault) -> Void
    ) throws(NDJSONFault) {
        try expect(UInt8(ascii: "{"), "'{'", bytes, at: &offset)
        skipSpace(bytes, at: &offset)
        if isNext(UInt8(ascii: "}"), bytes, at: offset) {
            offset += 1
            return
        }
        repeat {
            skipSpace(bytes, at: &offset)
            let key = try text(bytes, at: &offset)
            skipSpace(bytes, at: &offset)
            try expect(UInt8(ascii: ":"), "':'", bytes, at: &offset)
            skipSpace(bytes, at: &offset)
            try read(key, &self, bytes, &offset)
        } while try !isLast(before: UInt8(ascii: "}"), "',' or '}'", bytes, at: &offset)
    }

    /// Reads an array. `read` takes each element.
    package mutating func array(_ bytes: Span<UInt8>, at offset: inout Int, _ read: Reading) throws(NDJSONFault) {
        try expect(UInt8(ascii: "["), "'['", bytes, at: &offset)
        skipSpace(bytes, at: &offset)
        if isNext(UInt8(ascii: "]"), bytes, at: offset) {
            offset += 1
            return
        }
        repeat {
            skipSpace(bytes, at: &offset)
            try read(&self, bytes, &offset)
        } while try !isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset)
    }

    /// Reads a string as a separate text.
    package mutating func text(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> String {
        guard let range = try string(bytes, at: &offset) else { return String(decoding: decoded, as: UTF8.self) }
        return String(decoding: range.map { bytes[$0] }, as: UTF8.self)
    }

    /// Reads `null`.
    /// - Returns: whether it was there.
    package func null(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> Bool {
        guard isNext(UInt8(ascii: "n"), bytes, at: offset) else { return false }
        try literal("null", bytes, at: &offset)
        return true
    }

    /// Reads `true` or `false`.
    package func boolean(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> Bool {
        if isNext(UInt8(ascii: "t"), bytes, at: offset) {
            try literal("true", bytes, at: &offset)
            return true
        }
        if isNext(UInt8(ascii: "f"), bytes, at: offset) {
            try literal("false", bytes, at: &offset)
            return false
        }
        throw unexpected("true, false or null", bytes, at: offset)
    }
}
