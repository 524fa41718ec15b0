package import SketchModel
internal import SketchStreams

/// Complete elements of a JSON array, each a drawing: `[{…},`, `{…},{…},` or `{…}]`.
struct JSONElements: SketchChunk {
    let bytes: [UInt8]
    /// Whether the start of the array, possibly after a byte order mark, comes first.
    let isFirst: Bool
    /// Whether the array must end here.
    let isLast: Bool
    /// Whether only the first fault is reported.
    let isDrawingless: Bool
    /// The number of bytes before the chunk on its first line.
    let column: Int
    var spg: SPGFile?

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let text = bytes.span
        var scanner = RecordScanner(spansLines: true, parts: spg?.parts)
        var place = TextPlace(column: column)
        var sketches = 0
        var withUnknownKeys = 0
        defer { if withUnknownKeys > 0 { visitor.losses.add(.unknownKeys, sketches: withUnknownKeys) } }

        var offset = 0
        var isOpen = true
        if isFirst {
            offset = NDJSONSniffer.lengthOfMark(text)
            scanner.skipSpace(text, at: &offset)
            offset += 1
            var ahead = offset
            scanner.skipSpace(text, at: &ahead)
            if ahead < text.count, text[ahead] == UInt8(ascii: "]") {
                isOpen = false
                offset = ahead + 1
            }
        }
        while isOpen {
            scanner.skipSpace(text, at: &offset)
            if offset >= text.count, !isLast { break }
            place.advance(to: offset, in: text)
            let start = offset
            do throws(NDJSONFault) {
                guard offset < text.count else { throw scanner.unexpected("a drawing, '{'", text, at: offset) }
                sketches += 1
                visitor.sketch.removeAll()
                visitor.sketch.source.position = place.position
                try scanner.record(text, at: &offset, into: &visitor.sketch)
                isOpen = try scanner.isFollowedByMore(text, at: &offset)
            } catch {
                place.advance(to: error.offset, in: text)
                offset = start
                isOpen = Self.skipElement(text, at: &offset)
                if isDrawingless {
                    try visitor.refuse(isOpen ? .noneFollows(error.reason) : error.reason, at: place.position)
                    return SourceExtent(lines: place.lines, bytes: text.count, sketches: sketches)
                }
                try visitor.refuse(error.reason, at: place.position)
                continue
            }
            if scanner.hasUnknownKeys { withUnknownKeys += 1 }
            spg?.describe(&visitor.sketch)
            try visitor.visit()
        }
        scanner.skipSpace(text, at: &offset)
        if offset < text.count {
            place.advance(to: offset, in: text)
            let fault = scanner.unexpected("the end of the text", text, at: offset)
            try visitor.refuse(fault.reason, at: place.position)
        }
        place.advance(to: text.count, in: text)
        return SourceExtent(lines: place.lines, bytes: text.count, sketches: sketches)
    }

    /// Moves past the comma after the element at `offset`, or to what ends the array.
    /// - Returns: whether the array continues.
    private static func skipElement(_ text: Span<UInt8>, at offset: inout Int) -> Bool {
        var nesting = ArrayNesting(depth: 1)
        while offset < text.count {
            let step = nesting.step(text[offset])
            offset += 1
            switch step {
            case .inside: break
            case .comma: return true
            case .end: return false
            }
        }
        return false
    }
}

/// A position in text that moves forwards, with its line and column.
package struct TextPlace {
    /// The number of line feeds passed.
    package private(set) var lines = 0
    private var lineStart: Int
    private var offset = 0

    /// `column` is the number of bytes before the text on its first line.
    package init(column: Int) { lineStart = -column }

    package var position: SourcePosition { .text(line: lines + 1, column: offset - lineStart + 1) }

    package mutating func advance(to target: Int, in text: Span<UInt8>) {
        while offset < target {
            if text[offset] == 0x0a {
                lines += 1
                lineStart = offset + 1
            }
            offset += 1
        }
    }
}
