internal import SketchModel
public import SketchStreams

/// A file a picture: many in a directory, or one.
public struct PictureFiles: PictureWriter {
    private let output: SketchOutput
    private let kind: String
    private var written = 0
    public let makeEncoder: @Sendable () -> any PictureEncoder

    /// - Parameters:
    ///   - kind: what the pictures are, for messages.
    ///   - encoder: makes an encoder of whole files.
    public init(_ output: SketchOutput, kind: String, encoder: @escaping @Sendable () -> any PictureEncoder) {
        self.output = output
        self.kind = kind
        makeEncoder = encoder
    }

    public mutating func write(_ chunk: DrawnChunk) throws {
        switch output {
        case .stream(let sink):
            written += chunk.entries.count
            guard written <= 1 else {
                throw Fault(source: sink.name, reason: StreamError.needsDirectory(format: kind))
            }
            try sink.write(chunk.bytes)
        case .directory(let directory):
            var start = 0
            for entry in chunk.entries {
                try directory.write(chunk.bytes[start..<entry.end], to: entry.name ?? "", from: entry.source)
                start = entry.end
            }
        }
    }

    public mutating func finish() throws -> [String] {
        if case .stream(let sink) = output {
            // An empty file would be no picture.
            guard written == 1 else { throw Fault(source: sink.name, reason: NoPicture()) }
            try sink.finish()
        }
        return []
    }
}

private struct NoPicture: FaultReason {
    var message: String { "there is no sketch to draw, and nothing was written" }
    var kind: FaultKind { .badData }
}
