package import SketchModel
package import SketchStreams

/// Cuts CSV into chunks of whole records, after it has read the header.
package struct CSVReader: SketchReader {
    private var source: BytesBeforeFault
    private let longest: Int
    private let chunkSize: Int
    private var header: CSVHeader?
    private var carried: [UInt8] = []
    private var hasEnded = false

    /// - Parameter longestRecord: the most bytes that the header or a record may take.
    package init(
        _ source: ByteSource,
        longestRecord: Int = NDJSONReader.longestRecord,
        chunkSize: Int = 1 << 18
    ) {
        self.source = BytesBeforeFault(source)
        longest = longestRecord
        self.chunkSize = chunkSize
    }

    package mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        if let chunk = nextRecords() { return chunk }
        try source.throwFault()
        return nil
    }

    private mutating func nextRecords() -> (any SketchChunk)? {
        var bytes = carried
        carried = []
        while true {
            fill(&bytes)
            if bytes.isEmpty { return nil }
            let isWhole = hasEnded && !source.isCutShort
            var start = 0
            if header == nil {
                switch CSVHeader.find(in: bytes.span, isWhole: isWhole) {
                case .found(let header, let end): (self.header, start) = (header, end)
                case .refused(let fault): return refuse(fault, of: bytes)
                case .cut: break
                }
            }
            if let header {
                let end = isWhole ? bytes.count : Self.lastBoundary(bytes.span, from: start)
                if end > 0 {
                    if !hasEnded { carried = Array(bytes[end...]) }
                    bytes.removeLast(bytes.count - end)
                    return CSVRecords(bytes: bytes, start: start, header: header)
                }
            }
            if hasEnded { return nil }
            if bytes.count > longest { return dropRecord(bytes) }
        }
    }

    /// Reads until there is at least a chunk, and twice as much as before, so that long records are split only a few
    /// times.
    private mutating func fill(_ bytes: inout [UInt8]) {
        let target = max(chunkSize, min(2 * bytes.count, longest + 1))
        while bytes.count < target, !hasEnded {
            if source.read(target - bytes.count, into: &bytes) == 0 { hasEnded = true }
        }
    }

    /// The index after the last record that is certainly complete.
    private static func lastBoundary(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var splitter = CSVSplitter(limit: 0)
        var boundary = start
        while boundary < bytes.count {
            do throws(CSVFault) {
                let end = try splitter.record(bytes, from: boundary)
                guard bytes[end - 1] == 0x0a else { return boundary }
                boundary = end
            } catch {
                guard !splitter.isOpen, let end = CSVSplitter.nextLine(bytes, from: boundary) else { return boundary }
                boundary = end
            }
        }
        return boundary
    }

    private mutating func refuse(_ fault: CSVFault, of bytes: [UInt8]) -> RefusedHeader {
        hasEnded = true
        return RefusedHeader(bytes: bytes, fault: fault)
    }

    /// Drops the first line of a header or a record that is too long. Without a header, reading ends.
    private mutating func dropRecord(_ bytes: [UInt8]) -> OverlongRecord {
        var extent = SourceExtent(lines: 0, bytes: bytes.count, sketches: 1)
        if let end = CSVSplitter.nextLine(bytes.span, from: 0) {
            carried = Array(bytes[end...])
            extent = SourceExtent(lines: 1, bytes: end, sketches: 1)
        } else if let line = source.dropLine(inPiecesOf: chunkSize) {
            carried = line.rest
            extent = SourceExtent(lines: 1, bytes: bytes.count + line.dropped, sketches: 1)
        } else {
            hasEnded = true
        }
        if header == nil { (hasEnded, carried) = (true, []) }
        return OverlongRecord(extent, limit: longest)
    }
}

/// The start of a file whose header can't be used.
private struct RefusedHeader: SketchChunk {
    let bytes: [UInt8]
    let fault: CSVFault

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        var place = TextPlace(column: 0)
        place.advance(to: fault.offset, in: bytes.span)
        try visitor.refuse(fault.reason, at: place.position)
        return SourceExtent(lines: place.lines, bytes: bytes.count, sketches: 0)
    }
}
