internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// Writes one document: what comes before all pages, the pages with their numbers put in, and what comes after.
struct TldrawWriter: SketchWriter {
    private let sink: ByteSink
    private var pages = 0
    private var isBegun = false
    /// Not compressed by the workers, since the numbers of pages are not known there.
    let encoding = SketchEncoding { TldrawEncoder() }

    /// - Throws: `Fault` with `StreamError.needsSingleFile`.
    init(_ output: SketchOutput, format: String) throws(Fault) {
        switch output {
        case .directory(let directory):
            throw Fault(source: directory.name, reason: StreamError.needsSingleFile(format: format))
        case .stream(let sink): self.sink = sink
        }
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        try begin()
        for sketch in chunk.ends.indices {
            pages += 1
            try sink.write(Self.numbered(chunk.bytes[chunk.range(of: sketch)], page: pages))
        }
    }

    mutating func finish() throws(Fault) -> [String] {
        try begin()
        try sink.write(Array("\n]}\n".utf8))
        try sink.finish()
        return []
    }

    private mutating func begin() throws(Fault) {
        if isBegun { return }
        isBegun = true
        try sink.write(TldrawSchema.start)
    }

    /// A page's records with its number in place of the marks.
    private static func numbered(_ records: ArraySlice<UInt8>, page: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.count)
        for byte in records {
            switch byte {
            case PageMark.number: DecimalText.append(page, to: &bytes)
            case PageMark.index: FractionalIndex.append(page, to: &bytes)
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}

/// Bytes that stand for a page's number until it is known. JSON contains neither.
enum PageMark {
    static let number: UInt8 = 0
    static let index: UInt8 = 1
}

/// The versions of records in which the written ones are.
enum TldrawSchema {
    /// Those of tldraw 5.1.1. Draw shapes have them since 4.3; later versions migrate them.
    private static let sequences: [(String, Int)] = [
        ("store", 5), ("asset", 1), ("camera", 1), ("document", 2), ("instance", 26), ("instance_page_state", 5),
        ("page", 1), ("instance_presence", 6), ("pointer", 1), ("shape", 4), ("user", 1), ("asset.image", 6),
        ("asset.video", 5), ("asset.bookmark", 2), ("shape.arrow", 8), ("shape.bookmark", 2), ("shape.draw", 4),
        ("shape.embed", 4), ("shape.frame", 1), ("shape.geo", 11), ("shape.group", 0), ("shape.highlight", 3),
        ("shape.image", 5), ("shape.line", 5), ("shape.note", 12), ("shape.text", 4), ("shape.video", 4),
        ("binding.arrow", 1),
    ]

    /// What comes before the first page, up to the record of the document.
    static let start: [UInt8] = {
        let versions = sequences.map { ("com.tldraw." + $0, JSONValue.whole($1)) }
        let schema = JSONValue.object([("schemaVersion", 2), ("sequences", .object(versions))])
        var bytes = Array("{\"tldrawFileFormatVersion\":1,\"schema\":".utf8)
        schema.append(to: &bytes)
        bytes += Array(",\"records\":[\n".utf8)
        let document = JSONValue.object([
            ("id", "document:document"), ("typeName", "document"), ("gridSize", 10), ("name", ""),
            ("meta", .object([])),
        ])
        document.append(to: &bytes)
        return bytes
    }()
}
