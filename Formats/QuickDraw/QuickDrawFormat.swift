public import SketchModel
public import SketchStreams

/// QuickDraw's NDJSON, written in the simplified form: whole coordinates and no times.
/// Source: googlecreativelab/quickdraw-dataset, README.
public struct QuickDrawFormat: SketchFormat {
    public let name = "quickdraw"
    public let summary = "QuickDraw NDJSON, simplified: whole coordinates, no times"
    public let fileExtensions = ["ndjson", "jsonl", "json"]
    /// A name means the raw form, which loses nothing.
    public let outputExtensions: [String] = []
    public let holds = "strokes of whole coordinates and all metadata, no attributes"
    public let layout = FileLayout.manySketches
    public let records: RecordForm? = .lines

    public init() {}

    public func recognises(prefix: [UInt8], fileName: String) -> Recognition {
        switch NDJSONSniffer.arraysOfFirstStroke(in: prefix) {
        case .arrays(let count): count != 3 ? .certain : .no
        case .unknownYet(let hasKnownKey):
            hasKnownKey || fileExtensions.contains(PathText.fileExtension(fileName))
                || DrawinglessText.hasKey(prefix.span) ? .possible : .no
        // Drawings may follow a record that is none.
        case .none: DrawinglessText.hasKey(prefix.span) ? .possible : .no
        }
    }

    /// The raw form: places that moved are whole only by chance.
    public func lossless(for example: Sketch) -> any SketchFormat { QuickDrawRawFormat() }

    public func makeReader(_ source: ByteSource) throws -> any SketchReader { NDJSONReader(source) }

    public func makeWriter(_ output: SketchOutput) throws -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { NDJSONEncoder(form: .simplified) }
    }
}

/// QuickDraw's NDJSON, written without loss: coordinates as they are, and times where there are any.
/// Source: googlecreativelab/quickdraw-dataset, README.
public struct QuickDrawRawFormat: SketchFormat {
    public let name = "quickdraw-raw"
    public let summary = "QuickDraw NDJSON, raw: coordinates of any precision, times, attributes"
    public let fileExtensions = ["ndjson", "jsonl", "json"]
    public let holds = "everything of the model"
    public let layout = FileLayout.manySketches
    public let records: RecordForm? = .lines

    public init() {}

    public func recognises(prefix: [UInt8], fileName: String) -> Recognition {
        if case .arrays(3) = NDJSONSniffer.arraysOfFirstStroke(in: prefix) { .certain } else { .no }
    }

    public func makeReader(_ source: ByteSource) throws -> any SketchReader { NDJSONReader(source) }

    public func makeWriter(_ output: SketchOutput) throws -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { NDJSONEncoder(form: .raw) }
    }
}
