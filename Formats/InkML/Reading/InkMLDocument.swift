internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// A file with its inks: usually one, or several elements `ink` one after another or in one of them.
struct InkMLDocument: SketchDocument {
    /// The most inks in a file.
    static let inkLimit = 1 << 16

    private struct Ink {
        var node: XMLNode
        /// Where its document begins in the file.
        var base: Int
        /// Those of the ink that contains it.
        var outer: Definitions?
    }

    private var inks: [Ink] = []
    private(set) var pages: [Int] = []

    init(_ bytes: [UInt8]) throws(DocumentFault) {
        let document: XMLDocument
        do throws(XMLFault) {
            document = try XMLDocument(bytes)
        } catch {
            guard Self.mayHaveSeveralRoots(error) else { throw DocumentFault(error.reason, at: error.offset) }
            try addRoots(of: bytes, fault: error)
            return
        }
        try add(document.root, base: 0)
    }

    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault) {
        let ink = inks[page]
        var pageNotes = DocumentNotes()
        do throws(DocumentFault) {
            var reading = InkReading(ink.node, outer: ink.outer)
            try reading.read(into: &sketch, notes: &pageNotes)
        } catch {
            throw DocumentFault(error.reason, at: ink.base + error.offset)
        }
        notes.losses.merge(pageNotes.losses)
        for warning in pageNotes.warnings { notes.warn(warning.text, at: ink.base + warning.offset) }
    }

    /// Whether the parser stopped at a second root or at a second declaration.
    private static func mayHaveSeveralRoots(_ fault: XMLFault) -> Bool {
        switch fault.reason {
        case .notWellFormed("junk after document element"),
            .notWellFormed("XML or text declaration not at start of entity"):
            true
        default: false
        }
    }

    /// - Parameter fault: why the file isn't one document.
    private mutating func addRoots(of bytes: [UInt8], fault: XMLFault) throws(DocumentFault) {
        guard let documents = XMLRoots.cut(bytes, limit: Self.inkLimit) else {
            throw DocumentFault(InkMLError.tooManyInks(limit: Self.inkLimit), at: 0)
        }
        guard documents.count > 1 else { throw DocumentFault(fault.reason, at: fault.offset) }
        for range in documents {
            // A declaration has to be the first thing in its document.
            let start = bytes[range].firstIndex { $0 > 0x20 } ?? range.lowerBound
            let document: XMLDocument
            do throws(XMLFault) {
                document = try XMLDocument(Array(bytes[start..<range.upperBound]))
            } catch {
                throw DocumentFault(error.reason, at: start + error.offset)
            }
            try add(document.root, base: start)
        }
    }

    private mutating func add(_ root: XMLNode, base: Int) throws(DocumentFault) {
        guard root.name == "ink" else {
            throw DocumentFault(InkMLError.notInk(root: root.name), at: base + root.offset)
        }
        guard root.namespace.isEmpty || root.namespace == InkMLFormat.namespace else {
            throw DocumentFault(InkMLError.otherNamespace(root.namespace), at: base + root.offset)
        }
        let inner = root.children.filter { $0.name == "ink" && $0.namespace == root.namespace }
        let hasTraces = root.children.contains { ["trace", "traceGroup"].contains($0.name) }
        let first = inks.count
        if inner.isEmpty || hasTraces { inks.append(Ink(node: root, base: base)) }
        if !inner.isEmpty {
            let outer = Definitions(root)
            inks += inner.map { Ink(node: $0, base: base, outer: outer) }
        }
        pages += inks[first...].map { base + $0.node.offset }
        guard inks.count <= Self.inkLimit else {
            throw DocumentFault(InkMLError.tooManyInks(limit: Self.inkLimit), at: base + root.offset)
        }
    }
}
