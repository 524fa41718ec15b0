internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams

/// Cuts a JSON text into chunks: between the elements of an array or the members of an object, unless it is one drawing.
struct DataSetReader: SketchReader {
    /// The most bytes that a drawing may take, or all drawings of an image.
    static let longestElement = 1 << 27

    private var source: BytesBeforeFault
    private let layout: DataSetLayout
    private let longest: Int
    private let chunkSize: Int
    private var carried: [UInt8] = []
    private var nesting = ArrayNesting()
    private var isFirst = true
    private var hasEnded = false
    /// The number of bytes before the next chunk on its first line.
    private var column = 0

    init(
        _ source: ByteSource,
        layout: DataSetLayout,
        longestElement: Int = DataSetReader.longestElement,
        chunkSize: Int = 1 << 18
    ) {
        self.source = BytesBeforeFault(source)
        self.layout = layout
        longest = longestElement
        self.chunkSize = chunkSize
    }

    mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        if !hasEnded, let chunk = try nextElements() { return chunk }
        try source.throwFault()
        return nil
    }

    private mutating func nextElements() throws(Fault) -> DataSetChunk? {
        var bytes = carried
        carried = []
        var cut: Int?
        var walked = bytes.count
        while true {
            if source.read(chunkSize, into: &bytes) == 0 {
                hasEnded = true
                if source.isCutShort, !nesting.hasEnded {
                    // The complete elements before the fault are read.
                    bytes.removeLast(bytes.count - (layout == .drawing ? 0 : cut ?? 0))
                    return bytes.isEmpty ? nil : chunk(bytes, isLast: false)
                }
                break
            }
            switch nesting.walk(bytes.span, from: walked) {
            case .element(let place): cut = place
            case .beyond(let place):
                // One byte after the end is enough to report that something follows it.
                bytes.removeLast(bytes.count - place - 1)
                hasEnded = true
            case nil: break
            }
            if hasEnded { break }
            walked = bytes.count
            if layout != .drawing, let cut, bytes.count >= chunkSize / 2 {
                carried = Array(bytes[cut...])
                bytes.removeLast(bytes.count - cut)
                break
            }
            if bytes.count > longest {
                hasEnded = true
                throw Fault(source: source.name, reason: DataSetJSONError.tooLong(limit: longest))
            }
        }
        return chunk(bytes, isLast: hasEnded)
    }

    private mutating func chunk(_ bytes: [UInt8], isLast: Bool) -> DataSetChunk {
        let chunk = DataSetChunk(bytes: bytes, layout: layout, isFirst: isFirst, isLast: isLast, column: column)
        isFirst = false
        column = bytes.lastIndex(of: 0x0a).map { bytes.count - $0 - 1 } ?? column + bytes.count
        return chunk
    }
}
