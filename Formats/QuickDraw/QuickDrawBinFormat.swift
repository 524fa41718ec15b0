package import SketchModel
package import SketchStreams

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
