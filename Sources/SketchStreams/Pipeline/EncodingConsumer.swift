package import SketchModel

/// Encodes sketches for a writer, on the workers.
package struct EncodingConsumer: SketchConsumer {
    private var encoder: any SketchEncoder
    private let names: FileNamePattern?
    private let compression: Compression?
    private let keepsLabels: Bool
    private var chunk = EncodedChunk()

    /// - Parameters:
    ///   - names: how files are named, if the output is a directory.
    ///   - compression: `SketchWriter.compression`.
    ///   - keepsLabels: `SketchWriter.keepsLabels`.
    package init(
        encoder: any SketchEncoder,
        names: FileNamePattern?,
        compression: Compression?,
        keepsLabels: Bool = false
    ) {
        self.keepsLabels = keepsLabels
        self.encoder = encoder
        self.names = names
        self.compression = compression
    }

    package mutating func consume(_ sketch: inout Sketch) throws {
        let before = chunk.bytes.count
        do {
            if let names { chunk.names.append(try names.name(for: sketch)) }
            try encoder.encode(sketch, into: &chunk.bytes)
        } catch {
            chunk.bytes.removeLast(chunk.bytes.count - before)
            if chunk.names.count > chunk.ends.count { chunk.names.removeLast() }
            throw error
        }
        chunk.ends.append(chunk.bytes.count)
        if names != nil || keepsLabels { chunk.sources.append(sketch.source) }
        if keepsLabels {
            chunk.labels.append(sketch.metadata.label)
            chunk.ids.append(sketch.metadata.id)
        }
        if let names {
            for fallback in names.fallbacks(for: sketch) { chunk.nameFallbacks[fallback, default: 0] += 1 }
        }
    }

    package consuming func finish() throws -> (chunk: EncodedChunk, losses: LossReport) {
        if let compression {
            chunk.packed = try compression.pack(chunk.bytes)
            chunk.bytes = []
        }
        return (chunk, encoder.losses)
    }
}
