internal import SketchModel
internal import SketchStreams

/// Complete lines, each a drawing or blank.
struct NDJSONLines: SketchChunk {
    let bytes: [UInt8]
    /// Whether a byte order mark may come first.
    let skipsMark: Bool
    /// Whether only the first fault is reported.
    let isDrawingless: Bool
    var spg: SPGFile?

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let text = bytes.span
        var scanner = RecordScanner(spansLines: false, parts: spg?.parts)
        var extent = SourceExtent(lines: 0, bytes: text.count, sketches: 0)
        var withUnknownKeys = 0
        defer { if withUnknownKeys > 0 { visitor.losses.add(.unknownKeys, sketches: withUnknownKeys) } }

        var lineStart = 0
        var offset = skipsMark ? NDJSONSniffer.lengthOfMark(text) : 0
        while offset < text.count {
            scanner.skipSpace(text, at: &offset)
            if offset < text.count, text[offset] != 0x0a {
                extent.sketches += 1
                let start = offset
                visitor.sketch.removeAll()
                visitor.sketch.source.position = .text(line: extent.lines + 1, column: offset - lineStart + 1)
                do throws(NDJSONFault) {
                    try scanner.record(text, at: &offset, into: &visitor.sketch)
                    scanner.skipSpace(text, at: &offset)
                    guard offset == text.count || text[offset] == 0x0a else {
                        throw scanner.unexpected("the end of the line", text, at: offset)
                    }
                } catch {
                    let position = SourcePosition.text(line: extent.lines + 1, column: error.offset - lineStart + 1)
                    let reason = isDrawingless ? reason(error.reason, of: start, in: text) : error.reason
                    try visitor.refuse(reason, at: position, record: line(from: lineStart, through: start))
                    if isDrawingless { return extent }
                    // A fault may lie beyond the line feed that revealed it.
                    offset = start
                    while offset < text.count, text[offset] != 0x0a { offset += 1 }
                    if offset < text.count {
                        offset += 1
                        extent.lines += 1
                        lineStart = offset
                    }
                    continue
                }
                if scanner.hasUnknownKeys { withUnknownKeys += 1 }
                spg?.describe(&visitor.sketch)
                if visitor.keepsRecords { visitor.sketch.source.record = line(from: lineStart, through: start) }
                try visitor.visit()
            }
            if offset < text.count {
                offset += 1
                extent.lines += 1
                lineStart = offset
            }
        }
        return extent
    }

    /// The line that begins at `start` and contains `offset`, without its line feed and a byte order mark.
    private func line(from start: Int, through offset: Int) -> [UInt8] {
        let start = start == 0 && skipsMark ? NDJSONSniffer.lengthOfMark(bytes.span) : start
        let end = bytes[offset...].firstIndex(of: 0x0a) ?? bytes.count
        return Array(bytes[start..<end])
    }

    /// The fault of the line at `start`, if no other fault is reported.
    private func reason(_ reason: NDJSONError, of start: Int, in text: Span<UInt8>) -> NDJSONError {
        var offset = start
        while offset < text.count, text[offset] != 0x0a { offset += 1 }
        JSONScanner(spansLines: true).skipSpace(text, at: &offset)
        return offset < text.count ? .noneFollows(reason) : reason
    }
}

/// A drawing that is too long to be read.
struct OverlongRecord: SketchChunk {
    let extent: SourceExtent
    let limit: Int
    let column: Int

    init(_ extent: SourceExtent, limit: Int, column: Int = 1) {
        self.extent = extent
        self.limit = limit
        self.column = column
    }

    var byteCount: Int { extent.bytes }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        try visitor.refuse(NDJSONError.tooLong(limit: limit), at: .text(line: 1, column: column))
        return extent
    }
}
