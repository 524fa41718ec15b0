internal import MessageFields

/// Where the parts of a file lie, in all versions.
///
/// Source: the schemas `UIM_3_0_0`, `UIM_3_1_0` and `WILL_2_0_0` of Wacom's universal-ink-library.
struct UniversalInk {
    let version: RIFFChunks.Version
    /// The messages of the strokes, and where the first of them begins, or would begin.
    private(set) var strokes: [Range<Int>] = []
    private(set) var start = 0
    /// The nodes of the tree of strokes, if there is one.
    private(set) var nodes: [Range<Int>] = []
    private(set) var inputData: Range<Int>?
    private(set) var transform: Range<Int>?
    private(set) var unitScale: Float = 0
    /// The lists that strokes of version 3.1.0 refer to by index.
    private(set) var brushes: [Range<Int>] = []
    private(set) var renderModes: [Range<Int>] = []
    private(set) var properties: [Range<Int>] = []
    private(set) var hasViews = false
    private(set) var hasSemantics = false
    private(set) var hasProperties = false

    /// The most strokes, and the most nodes.
    static let most = 1 << 18

    init(_ bytes: Span<UInt8>) throws(MessageFault) {
        let chunks = try RIFFChunks(bytes)
        version = chunks.version
        switch version {
        case .will:
            guard let data = try chunks.range("INK ") else {
                throw MessageFault(InkMessageError.noChunk("INK "), at: bytes.count)
            }
            start = data.lowerBound
            try readPaths(bytes, data)
        case .version30:
            guard let data = try chunks.range("DATA") else {
                throw MessageFault(InkMessageError.noChunk("DATA"), at: bytes.count)
            }
            start = data.lowerBound
            try readObject(bytes, data)
        case .version31:
            guard let data = try chunks.range("INKD") else {
                throw MessageFault(InkMessageError.noChunk("INKD"), at: bytes.count)
            }
            start = data.lowerBound
            try readInkData(bytes, data)
            inputData = try chunks.range("INPT")
            if let structure = try chunks.range("INKS") { try readStructure(bytes, structure) }
            (hasSemantics, hasProperties) = (chunks.has("KNWG"), chunks.has("PRPS"))
        }
    }

    /// The strokes of a `WILL` file: messages one after another, each with its length before it.
    private mutating func readPaths(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var rest = MessageFields(range)
        while let length = try rest.nextNumber(bytes) {
            let (place, left) = (rest.offset, range.upperBound - rest.offset)
            guard length <= UInt64(left) else {
                throw MessageFault(MessageError.fieldTooLong(length, left: left), at: place)
            }
            try addStroke(place..<(place + Int(length)), at: place)
            rest = MessageFields((place + Int(length))..<range.upperBound)
        }
    }

    private mutating func addStroke(_ range: Range<Int>, at offset: Int) throws(MessageFault) {
        guard strokes.count < Self.most else {
            throw MessageFault(InkMessageError.tooManyStrokes(limit: Self.most), at: offset)
        }
        strokes.append(range)
    }

    /// `InkObject` of version 3.0.0.
    private mutating func readObject(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: inputData = try field.range("input data")
            case 2: try readInkData(bytes, field.range("ink data"))
            case 4: try addNode(field)
            case 5: hasViews = true
            case 6: if try !field.range("semantics").isEmpty { hasSemantics = true }
            case 7: transform = try field.range("a transform")
            case 8: hasProperties = true
            default: break
            }
        }
    }

    private mutating func readInkData(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 1: try addStroke(field.range("a stroke"), at: field.offset)
            case 2: unitScale = try field.float("a scale")
            case 3: transform = try field.range("a transform")
            case 4: brushes.append(try field.range("a brush"))
            case 5: renderModes.append(try field.range("a render mode"))
            case 6: properties.append(try field.range("properties"))
            default: break
            }
        }
    }

    /// `InkStructure` of version 3.1.0.
    private mutating func readStructure(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MessageFault) {
        var fields = MessageFields(range)
        while let field = try fields.next(bytes) {
            switch field.number {
            case 2:
                var tree = MessageFields(try field.range("a tree"))
                while let node = try tree.next(bytes) {
                    if node.number == 2 { try addNode(node) }
                }
            case 3: hasViews = true
            default: break
            }
        }
    }

    private mutating func addNode(_ field: MessageFields.Field) throws(MessageFault) {
        guard nodes.count < Self.most else {
            throw MessageFault(InkMessageError.tooManyNodes(limit: Self.most), at: field.offset)
        }
        nodes.append(try field.range("a node"))
    }
}
