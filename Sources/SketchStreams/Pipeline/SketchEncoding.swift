package import SketchModel

/// How sketches become the chunks that a writer takes.
package struct SketchEncoding: Sendable {
    /// Makes a new encoder for a chunk of the stream, on any worker.
    package var makeEncoder: @Sendable () -> any SketchEncoder
    /// How chunks are compressed, if the output is one compressed stream.
    package var compression: Compression?
    /// Whether chunks come with the labels, ids and sources of their sketches.
    package var keepsLabels: Bool
    /// How files are named, if each sketch has its own.
    package var fileNames: FileNamePattern?
    /// How files are named, if the sketches of one name share a file.
    package var sharedNames: FileNamePattern?

    package init(
        compression: Compression? = nil,
        keepsLabels: Bool = false,
        makeEncoder: @escaping @Sendable () -> any SketchEncoder
    ) {
        (self.compression, self.keepsLabels, self.makeEncoder) = (compression, keepsLabels, makeEncoder)
    }

    /// A new consumer for a chunk of the stream.
    package func consumer() -> EncodingConsumer { EncodingConsumer(self) }

    /// One sketch, encoded.
    /// - Throws: a `FaultReason` if the format can't hold it.
    package func chunks(of sketch: Sketch) throws -> [EncodedChunk] {
        var (consumer, sketch) = (consumer(), sketch)
        try consumer.consume(&sketch)
        return try consumer.finish()
    }
}

/// Encodes sketches for a writer, on the workers.
package struct EncodingConsumer: SketchConsumer {
    private let encoding: SketchEncoding
    private var encoder: any SketchEncoder
    private var chunk = EncodedChunk()
    /// The chunks of the shared files before the current one.
    private var complete: [EncodedChunk] = []

    fileprivate init(_ encoding: SketchEncoding) {
        self.encoding = encoding
        encoder = encoding.makeEncoder()
    }

    package mutating func consume(_ sketch: inout Sketch) throws {
        if let name = try encoding.sharedNames?.name(for: sketch), name != chunk.sharedName {
            if chunk.sharedName != nil { try endChunk() }
            chunk.sharedName = name
        }
        let before = chunk.bytes.count
        do {
            if let names = encoding.fileNames { chunk.names.append(try names.name(for: sketch)) }
            try encoder.encode(sketch, into: &chunk.bytes)
        } catch {
            chunk.bytes.removeLast(chunk.bytes.count - before)
            if chunk.names.count > chunk.ends.count { chunk.names.removeLast() }
            throw error
        }
        chunk.ends.append(chunk.bytes.count)
        if encoding.fileNames != nil || encoding.keepsLabels { chunk.sources.append(sketch.source) }
        if encoding.keepsLabels {
            chunk.labels.append(sketch.metadata.label)
            chunk.ids.append(sketch.metadata.id)
        }
        for fallback in encoding.fileNames?.fallbacks(for: sketch) ?? [] {
            chunk.nameFallbacks[fallback, default: 0] += 1
        }
    }

    private mutating func endChunk() throws(StreamError) {
        if let compression = encoding.compression {
            chunk.packed = try compression.pack(chunk.bytes)
            chunk.bytes = []
        }
        chunk.losses = encoder.losses
        complete.append(chunk)
        (chunk, encoder) = (EncodedChunk(), encoding.makeEncoder())
    }

    /// - Returns: one chunk, or one for each shared file.
    package consuming func finish() throws -> [EncodedChunk] {
        try endChunk()
        return complete
    }
}

extension SketchWriter {
    /// Takes what a consumer encoded.
    /// - Returns: what the format could not keep of it.
    package mutating func write(_ chunks: [EncodedChunk]) throws(Fault) -> LossReport {
        var losses = LossReport()
        for chunk in chunks {
            try write(chunk)
            losses.merge(chunk.losses)
        }
        return losses
    }
}

extension SketchPipeline {
    /// Runs all inputs through the pipeline into a writer, and completes the output.
    /// - Parameter batchSize: the most sketches that are encoded together, for results that are large.
    /// - Returns: the report, with what the output could not keep and its notes.
    /// - Throws: `Fault` at the first fault if the policy is to stop, or if the output can't be written;
    ///   `CancellationError` if the task is cancelled.
    package func run(
        into writer: any SketchWriter,
        batchSize: Int? = nil,
        events: Events = Events()
    ) async throws -> PipelineReport {
        var (pipeline, writer, losses) = (self, SurveyedWriter.surveying(writer), LossReport())
        pipeline.transforms += writer.steps
        if policy == .skip { writer.directory?.skipClash = events.fault }
        let encoding = writer.encoding
        var report = try await pipeline.run(
            needsIndex: writer.needsIndex,
            batchSize: batchSize,
            events: events,
            makeConsumer: { encoding.consumer() },
            collect: { losses.merge(try writer.write($0)) }
        )
        report.refuse(writer.directory?.clashes ?? 0)
        report.outputNotes = try writer.finish()
        report.losses.merge(losses)
        report.losses.merge(writer.losses)
        return report
    }
}
