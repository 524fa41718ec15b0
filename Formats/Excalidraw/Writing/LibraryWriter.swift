internal import SketchModel
internal import SketchStreams

/// Writes a library, an item per sketch.
struct LibraryWriter: SketchWriter {
    let encoding = SketchEncoding { SceneEncoder(.item) }
    private let sink: ByteSink
    private var written = 0

    /// - Throws: `Fault` with `StreamError.needsSingleFile`.
    init(_ output: SketchOutput, format: String) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        self.sink = sink
    }

    private static let start =
        "{\"type\":\"excalidrawlib\",\"version\":2,\"source\":\"croquis\",\"libraryItems\":["

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(chunk.bytes.count + 64 * (chunk.ends.count + 1))
        for sketch in chunk.ends.indices {
            bytes.append(contentsOf: (written == 0 ? Self.start + "\n" : ",\n").utf8)
            written += 1
            bytes.append(contentsOf: "{\"id\":\"\(DerivedID.id(written))\",".utf8)
            bytes.append(contentsOf: chunk.bytes[chunk.range(of: sketch)])
        }
        try sink.write(bytes)
    }

    mutating func finish() throws(Fault) -> [String] {
        try sink.write(Array(((written == 0 ? Self.start : "") + "\n]}\n").utf8))
        try sink.finish()
        return []
    }
}
