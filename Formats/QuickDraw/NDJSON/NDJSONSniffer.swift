internal import SketchModel
internal import SketchStreams

/// Recognises QuickDraw's JSON by the start of a text.
package enum NDJSONSniffer {
    enum Finding: Equatable {
        /// The first drawing's first stroke has this many arrays; 2 for a drawing without strokes.
        case arrays(Int)
        /// It may be a drawing, but its strokes lie beyond the prefix.
        case unknownYet(hasKnownKey: Bool)
        /// It is something else.
        case none
    }

    /// The length of a UTF-8 byte order mark at the start.
    package static func lengthOfMark(_ text: Span<UInt8>) -> Int {
        text.count >= 3 && text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf ? 3 : 0
    }

    /// Whether the first byte that isn't white space opens an array.
    static func isArray(_ source: BytesBeforeFault) -> Bool {
        var count = 4096
        while true {
            let prefix = source.peek(count)
            var offset = lengthOfMark(prefix.span)
            JSONScanner(spansLines: true).skipSpace(prefix.span, at: &offset)
            if offset < prefix.count { return prefix[offset] == UInt8(ascii: "[") }
            if prefix.count < count || count >= 1 << 20 { return false }
            count *= 16
        }
    }

    static func arraysOfFirstStroke(in prefix: [UInt8]) -> Finding {
        let text = prefix.span
        var scanner = JSONScanner(spansLines: true)
        var offset = lengthOfMark(text)
        scanner.skipSpace(text, at: &offset)
        if scanner.isNext(UInt8(ascii: "["), text, at: offset) {
            offset += 1
            scanner.skipSpace(text, at: &offset)
        }
        guard offset < text.count else { return .unknownYet(hasKnownKey: false) }
        guard text[offset] == UInt8(ascii: "{") else { return .none }
        offset += 1
        var hasKnownKey = false
        do throws(NDJSONFault) {
            while true {
                scanner.skipSpace(text, at: &offset)
                let range = try scanner.string(text, at: &offset)
                let key = range.map { RecordKeys(text.extracting($0)) } ?? RecordKeys(scanner.decoded.span)
                hasKnownKey = hasKnownKey || !key.isEmpty
                scanner.skipSpace(text, at: &offset)
                try scanner.expect(UInt8(ascii: ":"), "':'", text, at: &offset)
                scanner.skipSpace(text, at: &offset)
                if key == .drawing { return try .arrays(arrays(text, at: &offset, scanner: &scanner)) }
                try scanner.skipValue(text, at: &offset)
                if try scanner.isLast(before: UInt8(ascii: "}"), "',' or '}'", text, at: &offset) { return .none }
            }
        } catch {
            // A fault at the very end is due to the cut of the prefix; one before it belongs to the text, and the
            // reader reports it.
            return error.offset < text.count && !hasKnownKey ? .none : .unknownYet(hasKnownKey: hasKnownKey)
        }
    }

    /// Counts the arrays of the first stroke of the drawing at `offset`.
    private static func arrays(
        _ text: Span<UInt8>,
        at offset: inout Int,
        scanner: inout JSONScanner
    ) throws(NDJSONFault) -> Int {
        try scanner.expect(UInt8(ascii: "["), "'['", text, at: &offset)
        scanner.skipSpace(text, at: &offset)
        if scanner.isNext(UInt8(ascii: "]"), text, at: offset) { return 2 }
        try scanner.expect(UInt8(ascii: "["), "'['", text, at: &offset)
        var count = 0
        repeat {
            scanner.skipSpace(text, at: &offset)
            try scanner.skipValue(text, at: &offset)
            count += 1
        } while try !scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", text, at: &offset)
        return count
    }
}
