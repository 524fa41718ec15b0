internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// A scene, or a library with its items.
struct ExcalidrawDocument: SketchDocument {
    let text: SceneText
    private let items: [Item]

    /// A drawing of the document.
    private struct Item {
        /// A scene, or an item of a library: an object with `elements`, or the list itself.
        var node: JSONNode
        var name: String?
    }

    /// - Throws: `DocumentFault`
    init(_ file: [UInt8]) throws(DocumentFault) {
        text = try SceneText(file)
        let root: JSONNode
        do throws(JSONDocumentFault) {
            root = try JSONDocument(text.bytes).root
        } catch {
            throw DocumentFault(error.reason, at: text.place(of: error.offset))
        }
        do throws(DocumentFault) {
            items = try Self.items(of: root)
        } catch {
            throw DocumentFault(error.reason, at: text.place(of: error.offset))
        }
    }

    private static func items(of root: JSONNode) throws(DocumentFault) -> [Item] {
        let type = root["type"]
        switch type?.text {
        case "excalidraw", "excalidraw/clipboard": return [Item(node: root)]
        case "excalidrawlib":
            // Version 1 has lists of elements; version 2 has items with names.
            guard let list = root["libraryItems"] ?? root["library"], list.isArray else {
                throw DocumentFault(ExcalidrawError.noList("libraryItems"), at: root.offset)
            }
            return list.elements.map { Item(node: $0, name: $0["name"]?.text) }
        case let name: throw DocumentFault(ExcalidrawError.notExcalidraw(type: name), at: (type ?? root).offset)
        }
    }

    var pages: [Int] { items.map { text.place(of: $0.node.offset) } }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        var reader = SceneReader()
        do throws(DocumentFault) {
            try reader.read(elements(of: page), into: &sketch)
        } catch {
            throw DocumentFault(error.reason, at: text.place(of: error.offset))
        }
        if let name = items[page].name, !name.isEmpty { sketch.metadata.label = name }
        notes.losses.merge(reader.losses)
    }

    /// The elements of a page, in drawing order. Offsets of faults are those of the scene.
    func elements(of page: Int) throws(DocumentFault) -> JSONNode {
        let node = items[page].node
        guard let list = node.isObject ? node["elements"] : node, list.isArray else {
            throw DocumentFault(ExcalidrawError.noList("elements"), at: node.offset)
        }
        return list
    }

    /// Reads a file of either format.
    static func reader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        let isText = try source.peek(PNGText.signature.count) != PNGText.signature
        return DocumentReader(source, isText: isText) { bytes throws(DocumentFault) in try ExcalidrawDocument(bytes) }
    }
}
