internal import SketchModel
internal import SketchStreams

/// Cuts packed records into chunks, by walking over their counts.
struct BinReader: SketchReader {
    /// The most bytes that one drawing may take; what the counts could claim is thirty times as much.
    static let longestRecord = 1 << 28
    static let chunkSize = 1 << 20

    private let source: ByteSource
    private let longest: Int
    private var carried: [UInt8] = []
    private var hasEnded = false
    private var taken = SourceExtent()

    init(_ source: ByteSource, longestRecord: Int = BinReader.longestRecord) {
        self.source = source
        longest = longestRecord
    }

    mutating func nextChunk() throws -> (any SketchChunk)? {
        var bytes = carried
        carried = []
        var cut = 0
        var records = 0
        while !hasEnded {
            if try source.read(Self.chunkSize, into: &bytes) == 0 {
                hasEnded = true
                break
            }
            while case .whole(let end, _) = BinRecord.extent(bytes.span, at: cut) {
                cut = end
                records += 1
            }
            if cut >= Self.chunkSize / 2 {
                carried = Array(bytes[cut...])
                bytes.removeLast(bytes.count - cut)
                break
            }
            if bytes.count - cut > longest {
                hasEnded = true
                let position = SourcePosition.bytes(offset: taken.bytes + cut, record: taken.sketches + records)
                throw Fault(source: source.name, position: position, reason: BinError.tooLong(limit: longest))
            }
        }
        taken += SourceExtent(lines: 0, bytes: bytes.count, sketches: records)
        return bytes.isEmpty ? nil : BinRecords(bytes: bytes)
    }
}
