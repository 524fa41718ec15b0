internal import SketchModel
internal import SketchStreams

/// Passes on a file as a whole: one file, one chunk, one sketch.
struct SVGReader: SketchReader {
    /// The size of the largest file that is read.
    static let sizeLimit = 1 << 30

    private let source: ByteSource
    private let format: SVGFormat
    private var isRead = false

    init(_ source: ByteSource, format: SVGFormat) {
        self.source = source
        self.format = format
    }

    mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        if isRead { return nil }
        isRead = true
        return SVGChunk(bytes: try source.readToEnd(limit: Self.sizeLimit), format: format)
    }
}

/// A file with one drawing.
struct SVGChunk: SketchChunk {
    let bytes: [UInt8]
    let format: SVGFormat

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let source = SourceText(bytes: bytes)
        visitor.sketch.removeAll()
        visitor.sketch.source.position = .text(line: 1, column: 1)
        if let fault = draw(source, into: &visitor) {
            try visitor.refuse(fault.reason, at: source.position(of: fault.offset))
        } else {
            try visitor.visit()
        }
        return SourceExtent(lines: source.lineFeeds, bytes: bytes.count, sketches: 1)
    }

    /// - Returns: why the drawing can't be read.
    private func draw(_ source: SourceText, into visitor: inout SketchVisitor) -> SVGFault? {
        do {
            var drawer = Drawer(try XMLTree(bytes), source, format: format)
            swap(&drawer.pen.sketch, &visitor.sketch)
            defer { swap(&drawer.pen.sketch, &visitor.sketch) }
            try drawer.draw()
            visitor.losses.merge(drawer.losses)
            for remark in drawer.remarks.all { visitor.warn(remark.text, at: source.position(of: remark.offset)) }
            return nil
        } catch {
            return error
        }
    }
}
