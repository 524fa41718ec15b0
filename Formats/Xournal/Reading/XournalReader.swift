internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Passes on a document as a whole: XML, or the XML in a ZIP archive. Positions in an archive are those in its XML.
struct XournalReader: SketchReader {
    private let source: ByteSource
    private var document: DocumentReader?

    init(_ source: ByteSource) { self.source = source }

    mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        if document == nil { document = try open() }
        return try document?.nextChunk()
    }

    private func open() throws(Fault) -> DocumentReader {
        let isArchive = ZipArchive.begins(try source.peek(4))
        let text = isArchive ? try content() : source
        return DocumentReader(text, sizeLimit: XournalFormat.sizeLimit) { bytes throws(DocumentFault) in
            try XournalDocument(bytes)
        }
    }

    private func content() throws(Fault) -> ByteSource {
        let archive = try source.readToEnd(limit: XournalFormat.sizeLimit)
        let content: [UInt8]
        do throws(ArrayFault) {
            content = try XournalPackage(archive).content()
        } catch {
            throw Fault(error, inArchive: source.name)
        }
        return try ByteSource(name: source.name, bytes: content)
    }
}
