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
            content = try XournalPackage.content(of: archive)
        } catch {
            let position = error.offset.map { SourcePosition.bytes(offset: $0, record: nil) } ?? .file
            throw Fault(source: source.name, position: position, reason: error.reason)
        }
        return try ByteSource(name: source.name, bytes: content)
    }
}

/// Xournal++'s container: a ZIP archive with the document and its pictures.
enum XournalPackage {
    /// The document, unpacked and checked.
    static func content(of archive: [UInt8]) throws(ArrayFault) -> [UInt8] {
        let package = try ZipArchive(BytesInMemory(archive))
        guard let member = package.members.first(where: { $0.name == "content.xml" }) else {
            throw ArrayFault(XournalError.noContent)
        }
        guard member.size <= XournalFormat.sizeLimit else {
            throw ArrayFault(XournalError.contentTooLarge(limit: XournalFormat.sizeLimit))
        }
        let stream = try package.open(member)
        var content: [UInt8] = []
        while try stream.read(1 << 20, into: &content) > 0 {}
        return content
    }
}
