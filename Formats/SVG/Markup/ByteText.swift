internal import TextNotation

/// Text as bytes: the basic parsing steps for path data, lists of numbers and styles.
extension Span where Element == UInt8 {
    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && hasPrefix(text, at: 0) }

    /// Whether it equals `text`, which is in lower case, ignoring case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for index in indices where self[index].lowercased != wanted[index] { return false }
            return true
        }
    }

    func hasPrefix(_ text: StaticString, at offset: Int) -> Bool {
        guard count - offset >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for index in wanted.indices where self[offset + index] != wanted[index] { return false }
            return true
        }
    }

    /// Whether `text` comes right before `offset`.
    func endsWith(_ text: StaticString, at offset: Int) -> Bool {
        offset >= text.utf8CodeUnitCount && hasPrefix(text, at: offset - text.utf8CodeUnitCount)
    }

    func skipSpace(_ offset: inout Int) {
        while offset < count, self[offset].isSpace { offset += 1 }
    }

    /// Skips white space with at most one comma in it, and returns whether there was one.
    @discardableResult
    func skipSeparator(_ offset: inout Int) -> Bool {
        skipSpace(&offset)
        guard offset < count, self[offset] == UInt8(ascii: ",") else { return false }
        offset += 1
        skipSpace(&offset)
        return true
    }

    /// Reads a finite number at `offset` and moves past it; `nil`, with `offset` unchanged, if there is none.
    func number(_ offset: inout Int) -> Double? {
        let start = offset
        guard let value = DecimalText.parse(self, at: &offset), value.isFinite else {
            offset = start
            return nil
        }
        return value
    }

    /// Whether a number may begin at `offset`.
    func beginsNumber(at offset: Int) -> Bool {
        guard offset < count else { return false }
        let byte = self[offset]
        return byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    }

    /// The range without the white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isSpace { start += 1 }
        while end > start, self[end - 1].isSpace { end -= 1 }
        return start..<end
    }

    /// The parts between white space.
    func words() -> [Range<Int>] {
        var words: [Range<Int>] = []
        var offset = 0
        while true {
            skipSpace(&offset)
            guard offset < count else { return words }
            let start = offset
            while offset < count, !self[offset].isSpace { offset += 1 }
            words.append(start..<offset)
        }
    }

    /// The text as a string, with anything that isn't UTF-8 replaced.
    var string: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// Space, tab, line feed, form feed or carriage return.
    var isSpace: Bool { self == 0x20 || self == 0x0a || self == 0x09 || self == 0x0d || self == 0x0c }
    var isDigit: Bool { self &- 48 < 10 }
    var isLetter: Bool { (self | 32) &- 97 < 26 }
    var lowercased: UInt8 { self &- 65 < 26 ? self | 32 : self }
}
