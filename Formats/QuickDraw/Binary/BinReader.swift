package import SketchModel
package import SketchStreams

/// Cuts packed records into chunks by following their counts.
package struct BinReader: SketchReader {
    /// The most bytes that one drawing may take; the counts could claim thirty times as much.
    package static let longestRecord = 1 << 28

    private var source: BytesBeforeFault
    private let longest: Int
    private let chunkSize: Int
    private var carried: [UInt8] = []
    private var hasEnded = false
    private var taken = SourceExtent()

    package init(_ source: ByteSource, longestRecord: Int = BinReader.longestRecord, chunkSize: Int = 1 << 18) {
        self.source = BytesBeforeFault(source)
        longest = longestRecord
        self.chunkSize = chunkSize
    }

    package mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        var bytes = carried
        carried = []
        var cut = 0
        var records = 0
        while !hasEnded {
            if source.read(chunkSize, into: &bytes) == 0 {
                hasEnded = true
                if source.isCutShort { bytes.removeLast(bytes.count - cut) }
                break
            }
            while case .whole(let end, _) = BinRecord.extent(bytes.span, at: cut) {
                cut = end
                records += 1
            }
            // The records before one that is too long are returned before the fault is thrown.
            let isTooLong = bytes.count - cut > longest
            if cut > 0, cut >= chunkSize / 2 || isTooLong {
                carried = Array(bytes[cut...])
                bytes.removeLast(bytes.count - cut)
                break
            }
            if isTooLong {
                hasEnded = true
                let position = SourcePosition.bytes(offset: taken.bytes, record: taken.sketches)
                throw Fault(source: source.name, position: position, reason: BinError.tooLong(limit: longest))
            }
        }
        taken += SourceExtent(lines: 0, bytes: bytes.count, sketches: records)
        if !bytes.isEmpty { return BinRecords(bytes: bytes) }
        try source.throwFault()
        return nil
    }
}
