internal import FormatRegistry
public import SketchModel
public import SketchStreams
public import SketchTransforms

/// What a conversion did.
public struct Conversion: Sendable {
    /// Sketches read, before any transform.
    public var read = 0
    /// Sketches written.
    public var written = 0
    /// What the transforms and the output's format could not keep, and of how many sketches.
    public var losses = LossReport()
    /// What the reader or the writer decided, in sentences.
    public var notes: [String] = []
}

extension Sketch {
    /// Converts a file, or all files of a directory, to another format, on all cores and in bounded memory.
    /// - Parameters:
    ///   - input: a file, a directory, or `-` for standard input.
    ///   - output: a file, a directory for one file per sketch, or `-` for standard output. The name appears once the
    ///     output is complete.
    ///   - transforms: run on each sketch, in this order, after those of the options.
    ///   - format: of the output; told from its name without it.
    ///   - replaces: whether an existing file may be replaced.
    ///   - options: the input's format, labels and seed.
    /// - Throws: `Fault`, which names the line and column of what is wrong; `CancellationError`.
    @discardableResult
    public static func convert(
        _ input: String,
        to output: String,
        _ transforms: [Transform] = [],
        format: Format? = nil,
        replaces: Bool = false,
        options: ReadOptions = ReadOptions()
    ) async throws -> Conversion {
        var options = options
        options.transforms += transforms
        var writing = try Writing(output, format: format, replaces: replaces)
        let (makeEncoder, names, compression) = (writing.makeEncoder, writing.names, writing.compression)
        let report = try await options.pipeline([input]).run(
            needsIndex: names != nil,
            makeConsumer: { EncodingConsumer(encoder: makeEncoder(), names: names, compression: compression) },
            collect: { try writing.write($0.chunk, $0.losses) }
        )
        var conversion = try writing.finish()
        conversion.read = report.read
        conversion.losses.merge(report.losses)
        conversion.notes = report.notes.map { "\($0.source): \($0.text)" } + conversion.notes
        return conversion
    }

    /// Writes sketches to a file, or to a directory with one file each.
    /// - Parameters:
    ///   - sketches: written in their order.
    ///   - output: a file, a directory, or `-` for standard output. The name appears once the output is complete.
    ///   - format: of the output; told from its name without it.
    ///   - replaces: whether an existing file may be replaced.
    /// - Throws: `Fault`, for a sketch that the format can't hold, or an output that can't be written.
    @discardableResult
    public static func write(
        _ sketches: some Sequence<Sketch>,
        to output: String,
        format: Format? = nil,
        replaces: Bool = false
    ) async throws -> Conversion {
        var writing = try Writing(output, format: format, replaces: replaces)
        var (conversion, index) = (Conversion(), 0)
        var consumer: EncodingConsumer?
        func flush() throws {
            guard let full = consumer else { return }
            consumer = nil
            let output = try full.finish()
            try writing.write(output.chunk, output.losses)
        }
        for var sketch in sketches {
            sketch.source.index = index
            index += 1
            var current = consumer ?? writing.consumer
            do { try current.consume(&sketch) } catch { throw Fault(sketch.source, error: error) }
            consumer = current
            if index % 1024 == 0 {
                try Task.checkCancellation()
                try flush()
            }
        }
        try flush()
        conversion = try writing.finish()
        conversion.read = index
        return conversion
    }
}

/// An output being written.
private struct Writing {
    let makeEncoder: @Sendable () -> any SketchEncoder
    let names: FileNamePattern?
    private var writer: any SketchWriter
    private var conversion = Conversion()

    init(_ path: String, format: Format?, replaces: Bool) throws {
        let format = try format?.base ?? FormatRegistry.formats.forOutput(nil, path: path)
        let output = try SketchOutput(path: path, layout: format.layout, force: replaces)
        if case .directory = output {
            names = try FileNamePattern("{index:06}", fileExtension: format.fileExtensions[0])
        } else {
            names = nil
        }
        writer = try format.makeWriter(output)
        makeEncoder = writer.makeEncoder
    }

    var compression: Compression? { writer.compression }

    var consumer: EncodingConsumer {
        EncodingConsumer(encoder: makeEncoder(), names: names, compression: compression)
    }

    mutating func write(_ chunk: EncodedChunk, _ losses: LossReport) throws(Fault) {
        try writer.write(chunk)
        conversion.written += chunk.ends.count
        conversion.losses.merge(losses)
    }

    mutating func finish() throws(Fault) -> Conversion {
        conversion.notes = try writer.finish()
        conversion.losses.merge(writer.losses)
        return conversion
    }
}
