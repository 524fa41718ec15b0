package import SketchModel

/// The writer for formats whose file is the sketches' bytes one after another, or the bytes of one sketch.
package struct StreamingWriter: SketchWriter {
    private let output: SketchOutput
    private let layout: FileLayout
    private let format: String
    package let encoding: SketchEncoding
    private var written = 0
    private var nameFallbacks: [String: Int] = [:]

    /// - Parameters:
    ///   - layout: `.oneSketch` refuses a stream with no sketch or more than one; `.manySketches` refuses a directory.
    ///   - encoder: makes an encoder for each chunk.
    /// - Throws: `Fault` with `StreamError.needsSingleFile`.
    package init(
        _ output: SketchOutput,
        format: String,
        layout: FileLayout,
        encoder: @escaping @Sendable () -> any SketchEncoder
    ) throws(Fault) {
        if case .directory(let directory) = output, layout == .manySketches {
            throw Fault(source: directory.name, reason: StreamError.needsSingleFile(format: format))
        }
        self.output = output
        self.layout = layout
        self.format = format
        var encoding = SketchEncoding(makeEncoder: encoder)
        switch output {
        case .stream(let sink): encoding.compression = sink.compression
        case .directory(let directory): encoding.fileNames = directory.fileNames
        }
        self.encoding = encoding
    }

    package var directory: OutputDirectory? { output.directory }

    package mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        switch output {
        case .stream(let sink):
            written += chunk.ends.count
            if layout == .oneSketch, written > 1 {
                throw Fault(source: sink.name, reason: StreamError.needsDirectory(format: format))
            }
            if let packed = chunk.packed {
                try sink.write(packed)
            } else {
                try sink.write(chunk.bytes)
            }
        case .directory(let directory):
            nameFallbacks.merge(chunk.nameFallbacks, uniquingKeysWith: +)
            var start = 0
            for (index, end) in chunk.ends.enumerated() {
                try directory.write(chunk.bytes[start..<end], to: chunk.names[index], from: chunk.sources[index])
                start = end
            }
        }
    }

    package mutating func finish() throws(Fault) -> [String] {
        switch output {
        case .stream(let sink):
            if layout == .oneSketch, written == 0 {
                throw Fault(source: sink.name, reason: StreamError.noSketch(format: format))
            }
            try sink.finish()
            return []
        case .directory(let directory):
            return directory.notes(nameFallbacks: nameFallbacks)
        }
    }
}
