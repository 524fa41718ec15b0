internal import SketchModel
internal import SketchStreams

/// Complete records, each a drawing or a blank line.
struct CSVRecords: SketchChunk {
    let bytes: [UInt8]
    /// Where the records begin: after the header in a file's first chunk.
    let start: Int
    let header: CSVHeader

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let text = bytes.span
        var splitter = CSVSplitter(limit: header.columns.count)
        var scanner = CSVRecordScanner(header)
        var headerPlace = TextPlace(column: 0)
        headerPlace.advance(to: start, in: text)
        var extent = SourceExtent(lines: headerPlace.lines, bytes: text.count, sketches: 0)
        var withUnknownColumns = 0
        defer { if withUnknownColumns > 0 { visitor.losses.add(.unknownColumns, sketches: withUnknownColumns) } }

        var offset = start
        while offset < text.count {
            let first = offset
            let before = SourceExtent(lines: extent.lines)
            visitor.sketch.removeAll()
            visitor.sketch.source.position = .text(line: before.lines + 1, column: 1)
            do throws(CSVFault) {
                offset = try splitter.record(text, from: first)
                extent.lines += splitter.lineFeeds
                if splitter.isBlank { continue }
                extent.sketches += 1
                try scanner.record(splitter, text, from: first, into: &visitor.sketch)
            } catch {
                if offset == first {
                    // The record's quotes are wrong, so that only its first line is left out.
                    extent.sketches += 1
                    let end = CSVSplitter.nextLine(text, from: first)
                    if end != nil { extent.lines += 1 }
                    offset = end ?? text.count
                }
                var place = TextPlace(column: 0)
                place.advance(to: error.offset - first, in: text.extracting(first..<text.count))
                let position = place.position.moved(past: before)
                try visitor.refuse(error.reason, at: position, record: record(first..<offset))
                continue
            }
            if scanner.hasUnknownValues { withUnknownColumns += 1 }
            if visitor.keepsRecords { visitor.sketch.source.record = record(first..<offset) }
            try visitor.visit()
        }
        return extent
    }

    /// The bytes of a record without the line feed that ends it.
    private func record(_ range: Range<Int>) -> [UInt8] {
        let end = range.upperBound
        return Array(bytes[range.lowerBound..<(bytes[end - 1] == 0x0a ? end - 1 : end)])
    }
}

extension Loss {
    static let unknownColumns = Loss(name: "unknownColumnsDropped", text: "unknown columns dropped")
}
