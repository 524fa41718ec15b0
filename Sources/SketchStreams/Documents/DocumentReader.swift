package import SketchModel

/// Passes on a file as a whole: one file, one chunk, with all the sketches of its document.
package struct DocumentReader: SketchReader {
    /// Opens a document from its bytes.
    package typealias Opening = @Sendable ([UInt8]) throws(DocumentFault) -> any SketchDocument

    private let source: ByteSource
    private let sizeLimit: Int
    private let isText: Bool
    private let open: Opening
    private var isRead = false

    /// - Parameters:
    ///   - sizeLimit: the size in bytes of the largest file that is read, after decompression.
    ///   - isText: whether positions are lines and columns, or bytes.
    ///   - open: called on a worker, once per file.
    package init(_ source: ByteSource, sizeLimit: Int = 1 << 28, isText: Bool = true, open: @escaping Opening) {
        (self.source, self.sizeLimit, self.isText, self.open) = (source, sizeLimit, isText, open)
    }

    package mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        if isRead { return nil }
        isRead = true
        return DocumentChunk(bytes: try source.readToEnd(limit: sizeLimit), isText: isText, open: open)
    }
}

/// A file with its document.
private struct DocumentChunk: SketchChunk {
    let bytes: [UInt8]
    let isText: Bool
    let open: DocumentReader.Opening

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let places = SourcePlaces(bytes, isText: isText)
        let document: any SketchDocument
        do throws(DocumentFault) {
            document = try open(bytes)
        } catch {
            visitor.sketch.removeAll()
            try visitor.refuse(error.reason, at: places.position(of: error.offset))
            return extent(places, sketches: 1)
        }
        let pages = document.pages
        for (page, start) in pages.enumerated() {
            visitor.sketch.removeAll()
            visitor.sketch.source.position = places.position(of: start, record: page)
            visitor.sketch.source.page = pages.count > 1 ? page + 1 : nil
            var notes = DocumentNotes()
            do throws(DocumentFault) {
                try document.read(page, into: &visitor.sketch, notes: &notes)
            } catch {
                try visitor.refuse(error.reason, at: places.position(of: error.offset, record: page))
                continue
            }
            visitor.losses.merge(notes.losses)
            for warning in notes.warnings {
                visitor.warn(warning.text, at: places.position(of: warning.offset, record: page))
            }
            try visitor.visit()
        }
        return extent(places, sketches: pages.count)
    }

    private func extent(_ places: SourcePlaces, sketches: Int) -> SourceExtent {
        SourceExtent(lines: places.lineFeeds, bytes: bytes.count, sketches: sketches)
    }
}
