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
    ///   - transforms: run on each sketch, in this order.
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
        let writer = try writer(to: output, format: format, replaces: replaces)
        let report = try await options.pipeline([input], transforms).run(into: writer)
        return Conversion(
            read: report.read,
            written: report.kept,
            losses: report.losses,
            notes: report.notes.map { "\($0.source): \($0.text)" } + report.outputNotes
        )
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
        var writer = try writer(to: output, format: format, replaces: replaces)
        var (conversion, consumer) = (Conversion(), writer.encoding.consumer())
        for var sketch in sketches {
            sketch.source.index = conversion.read
            do { try consumer.consume(&sketch) } catch { throw Fault(sketch.source, error: error) }
            conversion.read += 1
            if conversion.read % 1024 == 0 {
                try Task.checkCancellation()
                conversion.losses.merge(try writer.write(consumer.finish()))
                consumer = writer.encoding.consumer()
            }
        }
        if conversion.read % 1024 > 0 { conversion.losses.merge(try writer.write(consumer.finish())) }
        conversion.written = conversion.read
        conversion.notes = try writer.finish()
        conversion.losses.merge(writer.losses)
        return conversion
    }

    /// Opens an output.
    private static func writer(to path: String, format: Format?, replaces: Bool) throws -> any SketchWriter {
        let format = try format?.base ?? FormatRegistry.formats.forOutput(nil, path: path)
        let names = try FileNamePattern("{index:06}", fileExtension: format.fileExtensions[0])
        return try format.openWriter(
            SketchOutput(path: path, layout: format.layout, fileNames: names, force: replaces)
        )
    }
}
