internal import JSONTrees
internal import SketchModel
internal import SketchStreams

/// Opens documents of every generation.
enum TldrawDocument {
    /// How deep groups may be nested.
    static let nestingLimit = 100

    /// - Throws: `DocumentFault` with `TldrawError`, or with what is wrong with the JSON.
    static func open(_ bytes: [UInt8]) throws(DocumentFault) -> any SketchDocument {
        let root: JSONNode
        do throws(JSONDocumentFault) {
            root = try JSONDocument(bytes).root
        } catch {
            throw DocumentFault(error.reason, at: error.offset)
        }
        if let version = root["tldrawFileFormatVersion"]?.number, version > 1 {
            throw DocumentFault(TldrawError.newerFile(version: Int(min(version, 1e9))), at: root.offset)
        }
        if let records = records(in: root) { return StoreDocument(records) }
        if let pages = (root["document"] ?? root)["pages"], pages.isObject { return FirstDocument(pages: pages) }
        throw DocumentFault(TldrawError.notADocument, at: root.offset)
    }

    /// The records of a file, of a snapshot of a store, or of a snapshot that is synchronised; `nil` if there are none.
    private static func records(in root: JSONNode) -> [JSONNode]? {
        if let records = root["records"], records.isArray { return Array(records.elements) }
        if let documents = root["documents"], documents.isArray { return documents.elements.compactMap { $0["state"] } }
        let snapshot = root["tldraw"] ?? root
        if let store = (snapshot["document"] ?? snapshot)["store"], store.isObject { return Array(store.elements) }
        return nil
    }
}

extension JSONNode {
    /// The number of a key.
    /// - Parameter otherwise: its value if there is no such key; without it, the key has to be there.
    func number(_ key: String, of shape: String, otherwise: Double? = nil) throws(DocumentFault) -> Double {
        guard let node = self[key], !node.isNull else {
            if let otherwise { return otherwise }
            throw DocumentFault(TldrawError.missing(key: key, shape: shape), at: offset)
        }
        guard let number = node.number, number.isFinite else {
            throw DocumentFault(TldrawError.notANumber(key: key), at: node.offset)
        }
        return number
    }

    /// The value of a key, which has to be there.
    func value(_ key: String, of shape: String) throws(DocumentFault) -> JSONNode {
        guard let node = self[key] else {
            throw DocumentFault(TldrawError.missing(key: key, shape: shape), at: offset)
        }
        return node
    }

    /// The point of the keys `x` and `y`.
    func point(of shape: String) throws(DocumentFault) -> Point {
        Point(try number("x", of: shape), try number("y", of: shape))
    }

    /// Whether it is text other than white space, or an object with such text under the key `text`, or holds one.
    var showsText: Bool {
        if let text { return text.contains { !$0.isWhitespace } }
        if self["text"]?.text?.contains(where: { !$0.isWhitespace }) ?? false { return true }
        return elements.contains { ($0.isArray || $0.isObject) && $0.showsText }
    }
}
