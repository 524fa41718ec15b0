internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// A document as XML, with its pages.
struct XournalDocument: SketchDocument {
    /// The most tags; a stroke has two.
    static let tagLimit = 1 << 24

    /// Where the pages begin.
    let pages: [Int]
    private let nodes: [XMLNode]

    /// - Throws: `DocumentFault` with `XMLError` or `XournalError`.
    init(_ bytes: [UInt8]) throws(DocumentFault) {
        guard bytes.count(where: { $0 == UInt8(ascii: "<") }) <= Self.tagLimit else {
            throw DocumentFault(XournalError.tooManyElements(limit: Self.tagLimit), at: 0)
        }
        let root: XMLNode
        do throws(XMLFault) {
            root = try XMLDocument(bytes, skippingTextOf: ["title", "preview", "text", "image", "teximage"]).root
        } catch {
            throw DocumentFault(error.reason, at: error.offset)
        }
        guard root.name == "xournal" else {
            throw DocumentFault(XournalError.notXournal(root: root.name), at: root.offset)
        }
        nodes = root.children.filter { $0.name == "page" }
        pages = nodes.map(\.offset)
    }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        var reader = PageReader()
        try reader.read(nodes[page], into: &sketch)
        notes = reader.notes
    }

    /// The strokes of a page that are read, in their order.
    func strokes(ofPage page: Int) -> [XMLNode] {
        nodes[page].children.filter { $0.name == "layer" }.flatMap { layer in
            layer.children.filter { $0.name == "stroke" && !PageReader.isErasing($0) }
        }
    }
}
