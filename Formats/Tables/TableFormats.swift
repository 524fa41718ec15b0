internal import ArgumentGrammar
internal import ArrayFiles
internal import ColumnFiles
package import SketchModel
public import SketchStreams

extension Format {
    /// Parquet tables with a drawing per row, as data sets on the Hugging Face hub are.
    public static let parquet = Format(ParquetFormat())
    /// Arrow tables with a drawing per row: IPC files, and streams on standard output.
    public static let arrow = Format(ArrowFormat())

    /// Parquet tables with a drawing per row.
    /// - Parameters:
    ///   - drawing: the column of drawings to read; found by name and type without it.
    ///   - numbers: the type of written coordinates; the smallest that loses nothing, without it.
    ///   - compression: how written pages are compressed.
    public static func parquet(
        drawing: String? = nil,
        numbers: TableOptions.NumberType? = nil,
        compression: TableOptions.Compression = .zstd
    ) -> Format {
        var format = ParquetFormat()
        (format.settings.drawing, format.settings.numbers) = (drawing, numbers)
        format.settings.compression = compression
        return Format(format)
    }

    /// Arrow tables with a drawing per row.
    /// - Parameters:
    ///   - drawing: as for `parquet`.
    ///   - numbers: as for `parquet`.
    public static func arrow(drawing: String? = nil, numbers: TableOptions.NumberType? = nil) -> Format {
        var format = ArrowFormat()
        (format.settings.drawing, format.settings.numbers) = (drawing, numbers)
        return Format(format)
    }
}

/// Parquet: see README.md. Source: apache/parquet-format.
package struct ParquetFormat: SketchFormat, ClassNumbering {
    package let name = "parquet"
    package let summary = "Parquet tables, as on the Hugging Face hub: exact strokes, classes with names"
    package let fileExtensions = ["parquet"]
    package let holds = "everything"
    package let layout = FileLayout.manySketches
    package var settings = TableOptions()

    /// The size of a row group before compression. Readers hold one in memory.
    private static let rowGroupSize = 32 << 20

    package init() {}

    package static let options: [FormatOption<ParquetFormat>] = [
        .init(
            .reading,
            "drawing",
            \.settings.drawing,
            .text("column"),
            "the column of drawings (found by name and type)"
        ),
        .init(.reading, "origin", \.settings.origin, .oneOf, "what row 0 of stroke-3 drawings means (implicit)"),
        .init(.writing, "numbers", \.settings.numbers, .oneOf, "type of coordinates (the smallest without loss)"),
        .init(.writing, "compression", \.settings.compression, .oneOf, "compression of pages (zstd)"),
    ]

    package func numbering(by order: ClassOrder) -> Self {
        var format = self
        format.settings.classes = order
        return format
    }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if prefix.starts(with: Array("PAR1".utf8)) { return .certain }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        let bytes = try source.randomAccess()
        return try TableReader(source.name, options: settings) { () throws(ArrayFault) in try ParquetReader(bytes) }
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try TableWriter(output, format: name, options: settings, batchSize: Self.rowGroupSize) { [settings] schema in
            ParquetWriter(schema, compression: settings.compression.pages, createdBy: "croquis")
        }
    }
}

/// Arrow's IPC format, as a file or a stream: see README.md. Source: apache/arrow, `format/`.
package struct ArrowFormat: SketchFormat, ClassNumbering {
    package let name = "arrow"
    package let summary = "Arrow tables: IPC files, and streams on standard output"
    package let fileExtensions = ["arrow", "feather", "arrows", "ipc"]
    package let holds = "everything"
    package let layout = FileLayout.manySketches
    package var settings = TableOptions()

    /// The size of a record batch.
    private static let batchSize = 8 << 20

    package init() { settings.compression = .none }

    package static let options: [FormatOption<ArrowFormat>] = [
        .init(
            .reading,
            "drawing",
            \.settings.drawing,
            .text("column"),
            "the column of drawings (found by name and type)"
        ),
        .init(.reading, "origin", \.settings.origin, .oneOf, "what row 0 of stroke-3 drawings means (implicit)"),
        .init(.writing, "numbers", \.settings.numbers, .oneOf, "type of coordinates (the smallest without loss)"),
    ]

    package func numbering(by order: ClassOrder) -> Self {
        var format = self
        format.settings.classes = order
        return format
    }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if ArrowReader.begins(prefix) { return .certain }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        // Standard input and bytes in memory can be read only once.
        let canReopen = source.name != "-" && source.isFile
        return try TableReader(source.name, options: settings) { () throws(ArrayFault) in
            try ArrowReader(
                Self.bytes(of: source),
                again: canReopen
                    ? { () throws(ArrayFault) in
                        do throws(Fault) {
                            return Self.bytes(of: try ByteSource(path: source.name))
                        } catch {
                            throw ArrayFault(error.reason)
                        }
                    } : nil
            )
        }
    }

    private static func bytes(of source: ByteSource) -> ArrowReader.NextBytes {
        { bytes, count throws(ArrayFault) in
            do throws(Fault) {
                return try source.read(count, into: &bytes)
            } catch {
                throw ArrayFault(error.reason)
            }
        }
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        var isFile = true
        if case .stream(let sink) = output { isFile = sink.isNamed && PathText.fileExtension(sink.name) != "arrows" }
        return try TableWriter(output, format: name, options: settings, batchSize: Self.batchSize) { schema in
            ArrowWriter(schema, form: isFile ? .file : .stream)
        }
    }
}

extension TableOptions.Compression {
    fileprivate var pages: ParquetCompression {
        switch self {
        case .none: .none
        case .snappy: .snappy
        case .gzip: .gzip
        case .zstd: .zstd
        }
    }
}
