/// The parts of JSON (RFC 8259) that more than one reader here needs. Each takes the text and a position in it, which
/// it moves past what it read; after a fault, the position is undefined.
package struct JSONScanner {
    /// Whether a line feed is white space, as in a file that is one array, or ends the text, as in lines.
    let spansLines: Bool
    /// The last string that had escapes.
    package private(set) var decoded: [UInt8] = []
    /// Whether there was a key with no meaning here since this was last reset.
    package var hasUnknownKeys = false

    package static let deepest = 64

    package init(spansLines: Bool) { self.spansLines = spansLines }

    @inline(__always)
    package func skipSpace(_ bytes: Span<UInt8>, at offset: inout Int) {
        guard offset < bytes.count, bytes[offset] <= 0x20 else { return }
        skipLongSpace(bytes, at: &offset)
    }

    @inline(never)
    private func skipLongSpace(_ bytes: Span<UInt8>, at offset: inout Int) {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0d: offset += 1
            case 0x0a where spansLines: offset += 1
            default: return
            }
        }
    }

    @inline(__always)
    package func isNext(_ byte: UInt8, _ bytes: Span<UInt8>, at offset: Int) -> Bool {
        offset < bytes.count && bytes[offset] == byte
    }

    @inline(__always)
    package func expect(_ byte: UInt8, _ name: @autoclosure () -> String, _ bytes: Span<UInt8>, at offset: inout Int)
        throws(NDJSONFault)
    {
        guard isNext(byte, bytes, at: offset) else { throw unexpected(name(), bytes, at: offset) }
        offset += 1
    }

    @inline(never)
    package func unexpected(_ expected: String, _ bytes: Span<UInt8>, at offset: Int) -> NDJSONFault {
        let found: UInt8? = offset < bytes.count ? bytes[offset] : nil
        return NDJSONFault(offset: offset, reason: .unexpected(expected: expected, found: found))
    }

    /// Reads a string.
    /// - Returns: the range of its text between the quotes, or `nil` if it has escapes; `decoded` then holds its text.
    package mutating func string(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> Range<Int>? {
        try expect(UInt8(ascii: "\""), "a string", bytes, at: &offset)
        let start = offset
        var seen: UInt8 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                if seen >= 0x80 { try checkUTF8(bytes.extracting(start..<offset), from: start) }
                offset += 1
                return start..<(offset - 1)
            }
            if byte == UInt8(ascii: "\\") {
                offset = start
                try escapedString(bytes, at: &offset)
                return nil
            }
            if byte < 0x20 { throw controlCharacter(bytes, at: offset) }
            seen |= byte
            offset += 1
        }
        throw unexpected("the end of a string", bytes, at: offset)
    }

    private mutating func escapedString(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) {
        decoded.removeAll(keepingCapacity: true)
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                // Escapes are ASCII and yield whole characters, so the raw text is as valid as the decoded one.
                try checkUTF8(bytes.extracting(start..<(offset - 1)), from: start)
                return
            case UInt8(ascii: "\\"): try escape(bytes, at: &offset)
            case 0..<0x20: throw controlCharacter(bytes, at: offset - 1)
            default: decoded.append(byte)
            }
        }
        throw unexpected("the end of a string", bytes, at: offset)
    }

    private func controlCharacter(_ bytes: Span<UInt8>, at offset: Int) -> NDJSONFault {
        let byte = bytes[offset]
        if byte == 0x0a, !spansLines { return unexpected("the end of a string", bytes, at: offset) }
        return NDJSONFault(offset: offset, reason: .controlCharacter(byte))
    }

    private func checkUTF8(_ text: Span<UInt8>, from start: Int) throws(NDJSONFault) {
        do {
            _ = try UTF8Span(validating: text)
        } catch {
            throw NDJSONFault(offset: start + error.byteOffsets.lowerBound, reason: .invalidUTF8)
        }
    }

    /// Reads what follows a backslash.
    private mutating func escape(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) {
        let start = offset - 1
        guard offset < bytes.count else { throw unexpected("the end of a string", bytes, at: offset) }
        let letter = bytes[offset]
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0c)
        case UInt8(ascii: "n"): decoded.append(0x0a)
        case UInt8(ascii: "r"): decoded.append(0x0d)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal(bytes, at: offset + 1) else {
                throw NDJSONFault(offset: start, reason: .badEscape)
            }
            offset += 5
            try appendScalar(unit, bytes, at: &offset, escapedAt: start)
            return
        default: throw NDJSONFault(offset: start, reason: .badEscape)
        }
        offset += 1
    }

    private mutating func appendScalar(
        _ unit: UInt32,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        escapedAt start: Int
    ) throws(NDJSONFault) {
        var value = unit
        if 0xd800..<0xdc00 ~= unit, isNext(UInt8(ascii: "\\"), bytes, at: offset),
            isNext(UInt8(ascii: "u"), bytes, at: offset + 1), let low = hexadecimal(bytes, at: offset + 2),
            0xdc00..<0xe000 ~= low
        {
            value = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
            offset += 6
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw NDJSONFault(offset: start, reason: .unpairedSurrogate)
        }
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private func hexadecimal(_ bytes: Span<UInt8>, at offset: Int) -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in offset..<(offset + 4) {
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
