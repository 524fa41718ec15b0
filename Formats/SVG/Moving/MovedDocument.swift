internal import SketchModel
internal import SketchStreams

/// Rewrites a document with its strokes moved: parts of the old one, with changed tags between them.
struct MovedDocument {
    /// The greatest length of the result: that of the longest file that can be read.
    static let sizeLimit = SVGReader.sizeLimit
    /// The greatest depth to which references are expanded inside each other.
    static let depthLimit = 64

    let tree: XMLTree
    let text: DocumentText
    let moves: StrokeMoves
    let tolerance: Double
    var rules: Cascade
    /// The number of references that are currently being expanded.
    var depth = 0
    var draft = Draft()

    init(_ tree: XMLTree, _ text: DocumentText, _ moves: StrokeMoves, tolerance: Double) {
        self.tree = tree
        self.text = text
        self.moves = moves
        self.tolerance = tolerance
        rules = Cascade(tree, keepsUnknown: true)
    }

    /// Writes the whole document.
    mutating func write() throws(SVGFault) {
        var written = 0
        for node in moves.changed {
            let start = tree.nodes[node].offset / text.unitSize
            // An element may lie in one that was expanded.
            if start < written { continue }
            draft.append(written..<start)
            if let shape = moves.shape(node, in: StrokeTrace.noReference) {
                written = try write(shape, isCopy: false)
            } else if let reference = moves.reference(node, in: StrokeTrace.noReference) {
                written = try write(reference: reference, isCopy: false)
            } else {
                written = start
            }
        }
        draft.append(written..<text.units.count)
        try checkSize(at: 0)
    }

    /// The element whose tag begins at a unit of the document.
    func node(at unit: Int) -> Int? {
        var (low, high) = (0, tree.nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.nodes[middle].offset < unit * text.unitSize { low = middle + 1 } else { high = middle }
        }
        return low < tree.nodes.count && tree.nodes[low].offset == unit * text.unitSize ? low : nil
    }

    func tag(of node: Int) throws(SVGFault) -> StartTag {
        guard let tag = StartTag(text.units, at: tree.nodes[node].offset / text.unitSize) else {
            throw fault(.writtenInEntity(element: tree.nodes[node].name.rawValue), at: node)
        }
        return tag
    }

    func extent(of tag: StartTag, _ node: Int) throws(SVGFault) -> (content: Range<Int>, end: Int) {
        guard let extent = tag.extent(in: text.units) else {
            throw fault(.writtenInEntity(element: tree.nodes[node].name.rawValue), at: node)
        }
        return extent
    }

    func step(_ offset: Point, _ node: Int, _ placement: ElementPlacement) throws(SVGFault) -> TagChanges.Step? {
        if offset == .zero { return nil }
        guard let own = placement.outer.linearSource(of: offset) else {
            throw fault(.squeezedFlat(element: tree.nodes[node].name.rawValue), at: node)
        }
        return .outside(own)
    }

    func fault(_ reason: SVGError, at node: Int) -> SVGFault {
        SVGFault(reason: reason, offset: tree.nodes[node].offset)
    }

    func checkSize(at node: Int) throws(SVGFault) {
        if draft.unitCount > Self.sizeLimit / text.unitSize {
            throw fault(.tooMuchText(limit: Self.sizeLimit), at: node)
        }
    }
}
