internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Reads a file with the array of one drawing.
struct TreeArrayReader: SketchReader {
    /// Far more than a drawing takes.
    static let largestFile = 1 << 24

    private var chunk: TreeArrayChunk?

    init(_ source: ByteSource, columns: PenColumns, split: String?) throws(Fault) {
        let bytes = try source.readToEnd(limit: Self.largestFile)
        chunk = TreeArrayChunk(bytes: bytes, columns: columns, split: split)
    }

    mutating func nextChunk() -> (any SketchChunk)? {
        defer { chunk = nil }
        return chunk
    }
}

/// A whole file.
struct TreeArrayChunk: SketchChunk {
    let bytes: [UInt8]
    let columns: PenColumns
    let split: String?

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let extent = SourceExtent(bytes: bytes.count, sketches: 1)
        visitor.sketch.removeAll()
        visitor.sketch.source.position = .bytes(offset: 0, record: nil)
        visitor.sketch.source.split = split
        do throws(ArrayFault) {
            let array = try TreeArray(bytes, columns: columns.count)
            try columns.fill(&visitor.sketch, from: array)
            if array.hasOthers { visitor.losses.add(.otherObjects) }
        } catch {
            try visitor.refuse(error.reason, at: error.offset.map { .bytes(offset: $0, record: nil) } ?? .file)
            return extent
        }
        try visitor.visit()
        return extent
    }
}

extension Loss {
    static let otherObjects = Loss(name: "otherObjectsDropped", text: "other objects in arrays of objects dropped")
}
