internal import SketchModel
internal import SketchStreams

/// Cuts JSON text into chunks: at line feeds, or between the elements where all of it is one array.
struct NDJSONReader: SketchReader {
    /// The most bytes that one drawing may take.
    static let longestRecord = 1 << 30
    static let chunkSize = 1 << 20

    private let source: ByteSource
    private let longest: Int
    private var carried: [UInt8] = []
    private var hasBegun = false
    private var hasEnded = false
    /// The brackets around what was taken so far, where the text is one array.
    private var nesting: ArrayNesting?
    /// Bytes before the next chunk on its first line.
    private var column = 0

    init(_ source: ByteSource, longestRecord: Int = NDJSONReader.longestRecord) {
        self.source = source
        longest = longestRecord
    }

    mutating func nextChunk() throws -> (any SketchChunk)? {
        let isFirst = !hasBegun
        if isFirst {
            hasBegun = true
            if try NDJSONSniffer.isArray(source) { nesting = ArrayNesting() }
        }
        return try nesting == nil ? nextLines(isFirst: isFirst) : nextElements(isFirst: isFirst)
    }

    private mutating func nextLines(isFirst: Bool) throws -> (any SketchChunk)? {
        var bytes = carried
        carried = []
        var searched = 0
        while !hasEnded {
            if try source.read(Self.chunkSize, into: &bytes) == 0 {
                hasEnded = true
                break
            }
            let cut = bytes.span.indexAfterLastLineFeed(from: searched)
            searched = bytes.count
            if let cut {
                if bytes.count < Self.chunkSize / 2 { continue }
                carried = Array(bytes[cut...])
                bytes.removeLast(bytes.count - cut)
                break
            }
            if bytes.count > longest { return try OverlongRecord(rest(ofLine: bytes), limit: longest) }
        }
        return bytes.isEmpty ? nil : NDJSONLines(bytes: bytes, skipsMark: isFirst)
    }

    /// Drops what is left of a line.
    private mutating func rest(ofLine bytes: [UInt8]) throws -> SourceExtent {
        var extent = SourceExtent(lines: 0, bytes: bytes.count, sketches: 1)
        var piece: [UInt8] = []
        while true {
            piece.removeAll(keepingCapacity: true)
            if try source.read(Self.chunkSize, into: &piece) == 0 {
                hasEnded = true
                return extent
            }
            if let feed = piece.firstIndex(of: 0x0a) {
                extent.bytes += feed + 1
                extent.lines = 1
                carried = Array(piece[(feed + 1)...])
                return extent
            }
            extent.bytes += piece.count
        }
    }

    private mutating func nextElements(isFirst: Bool) throws -> (any SketchChunk)? { nil }
}

extension Span<UInt8> {
    /// The index behind the last line feed from `start` on.
    func indexAfterLastLineFeed(from start: Int) -> Int? {
        var index = count
        while index > start {
            if self[index - 1] == 0x0a { return index }
            index -= 1
        }
        return nil
    }
}
