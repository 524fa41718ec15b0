internal import TextNotation

/// Numbers separated by white space.
enum NumberText {
    struct Token {
        /// Its place in the text.
        var range: Range<Int>
        /// `nil` if it isn't a finite number.
        var value: Double?
    }

    /// The next token from `offset`, which is moved past it; `nil` at the end.
    static func next(in text: Span<UInt8>, at offset: inout Int) -> Token? {
        while offset < text.count, isSpace(text[offset]) { offset += 1 }
        if offset == text.count { return nil }
        let start = offset
        let value = DecimalText.parse(text, at: &offset)
        let isWhole = offset == text.count || isSpace(text[offset])
        while offset < text.count, !isSpace(text[offset]) { offset += 1 }
        guard let value, value.isFinite, isWhole else { return Token(range: start..<offset, value: nil) }
        return Token(range: start..<offset, value: value)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }
}
