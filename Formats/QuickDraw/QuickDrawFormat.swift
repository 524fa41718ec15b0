package import SketchModel
public import SketchStreams

extension Format {
    /// QuickDraw's NDJSON, simplified: whole coordinates and no times.
    public static let quickdraw = Format(QuickDrawFormat())
    /// QuickDraw's NDJSON, raw: coordinates of any precision, with times.
    public static let quickdrawRaw = Format(QuickDrawRawFormat())
    /// QuickDraw's packed records, without labels.
    public static let quickdrawBinary = Format(QuickDrawBinFormat())
    /// Kaggle's Quick, Draw! CSV: coordinates of any precision, with times.
    public static let csv = Format(KaggleCSVFormat())
}

/// QuickDraw's NDJSON, written in the simplified form: whole coordinates and no times.
/// Source: googlecreativelab/quickdraw-dataset, README.
package struct QuickDrawFormat: SketchFormat {
    package let name = "quickdraw"
    package let summary = "QuickDraw NDJSON, simplified: integer coordinates, no times"
    package let fileExtensions = ["ndjson", "jsonl", "json"]
    /// The extensions denote the raw form, which loses nothing.
    package let outputExtensions: [String] = []
    package let holds = "integer coordinates and all metadata, no colours or widths"
    package let layout = FileLayout.manySketches
    package let records: RecordForm? = .lines

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        switch NDJSONSniffer.arraysOfFirstStroke(in: prefix) {
        case .arrays(let count): count != 3 && !SPGSniffer.isSPG(prefix.span) ? .certain : .no
        case .unknownYet(let hasKnownKey):
            hasKnownKey || fileExtensions.contains(PathText.fileExtension(fileName))
                || DrawinglessText.hasKey(prefix.span) ? .possible : .no
        // Drawings may follow a record that isn't one.
        case .none: DrawinglessText.hasKey(prefix.span) ? .possible : .no
        }
    }

    /// The raw form: coordinates that have been moved are whole only by chance.
    package func lossless(for example: Sketch) -> any SketchFormat { QuickDrawRawFormat() }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { NDJSONReader(source) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { NDJSONEncoder(form: .simplified) }
    }
}

/// QuickDraw's NDJSON, written without loss: unchanged coordinates, and times if there are any. Source:
/// googlecreativelab/quickdraw-dataset, README.
package struct QuickDrawRawFormat: SketchFormat {
    package let name = "quickdraw-raw"
    package let summary = "QuickDraw NDJSON, raw: exact coordinates, times, colours and widths"
    package let fileExtensions = ["ndjson", "jsonl", "json"]
    package let holds = "everything"
    package let layout = FileLayout.manySketches
    package let records: RecordForm? = .lines

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        guard case .arrays(3) = NDJSONSniffer.arraysOfFirstStroke(in: prefix) else { return .no }
        return SPGSniffer.isSPG(prefix.span) ? .no : .certain
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { NDJSONReader(source) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { NDJSONEncoder(form: .raw) }
    }
}

/// QuickDraw's packed records: whole coordinates in 0…255, and no labels.
/// Source: googlecreativelab/quickdraw-dataset, `examples/binary_file_parser.py`.
package struct QuickDrawBinFormat: SketchFormat {
    package let name = "quickdraw-bin"
    package let summary = "QuickDraw .bin: packed records without labels"
    package let fileExtensions = ["bin"]
    package let holds = "integer coordinates from 0 to 255, and metadata without labels"
    package let layout = FileLayout.manySketches
    package let records: RecordForm? = .bytes

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        let hasName = fileExtensions.contains(PathText.fileExtension(fileName))
        if prefix.isEmpty { return hasName ? .possible : .no }
        // Records have no signature, so their fields can only be plausible. Without the extension, one record is enough
        // if the file holds nothing else.
        let records = BinRecord.plausibleRecords(atStartOf: prefix.span)
        let isAll = prefix.count < FormatChoice.prefixLength && records.areWhole
        return records.count >= (hasName || isAll ? 1 : 2) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { BinReader(source) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { BinEncoder() }
    }
}
