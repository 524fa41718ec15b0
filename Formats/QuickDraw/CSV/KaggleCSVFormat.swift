package import SketchModel
package import SketchStreams

/// The CSV of Kaggle's Quick, Draw! challenge: a header, and one drawing per record.
/// Source: kernels of the Quick, Draw! Doodle Recognition Challenge.
package struct KaggleCSVFormat: SketchFormat {
    package let name = "csv"
    package let summary = "Kaggle's Quick, Draw! CSV, simplified or raw: exact coordinates and times"
    package let fileExtensions = ["csv"]
    package let holds = "any coordinates, times and all metadata, no colours or widths"
    package let layout = FileLayout.manySketches
    package let records: RecordForm? = .rows

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if case .found(let header, _) = CSVHeader.find(in: prefix.span, isWhole: true), header.hasOtherKnownColumns {
            return .certain
        }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { CSVReader(source) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try CSVWriter(output, format: name, layout: layout)
    }
}
