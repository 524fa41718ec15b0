internal import SketchModel
package import SketchStreams

/// Writes one file per picture: many in a directory, or a single one.
package struct PictureFiles: PictureWriter {
    private let output: SketchOutput
    private let kind: String
    private var written = 0
    private var nameFallbacks: [String: Int] = [:]
    package let makeEncoder: @Sendable () -> any PictureEncoder

    /// - Parameters:
    /// - kind: the kind of pictures, for messages.
    ///   - encoder: makes an encoder that writes complete files.
    package init(_ output: SketchOutput, kind: String, encoder: @escaping @Sendable () -> any PictureEncoder) {
        self.output = output
        self.kind = kind
        makeEncoder = encoder
    }

    package mutating func write(_ chunk: DrawnChunk) throws {
        switch output {
        case .stream(let sink):
            written += chunk.entries.count
            guard written <= 1 else {
                throw Fault(source: sink.name, reason: StreamError.needsDirectory(format: kind))
            }
            try sink.write(chunk.bytes)
        case .directory(let directory):
            nameFallbacks.merge(chunk.nameFallbacks, uniquingKeysWith: +)
            var start = 0
            for entry in chunk.entries {
                try directory.write(chunk.bytes[start..<entry.end], to: entry.name ?? "", from: entry.source)
                start = entry.end
            }
        }
    }

    package mutating func finish() throws -> [String] {
        switch output {
        case .stream(let sink):
            // An empty file isn't a picture.
            guard written > 0 else { throw Fault(source: sink.name, reason: StreamError.noSketch(format: kind)) }
            try sink.finish()
            return []
        case .directory(let directory):
            return directory.notes(nameFallbacks: nameFallbacks)
        }
    }
}
