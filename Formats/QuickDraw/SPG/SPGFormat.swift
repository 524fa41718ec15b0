package import SketchModel
public import SketchStreams

extension Format {
    /// The sketches of SPG, whose strokes are labelled with the parts that they draw; only for reading.
    public static let spgParts = Format(SPGFormat())
}

/// The NDJSON of the SPG data set: the third array of a stroke has the number of its part at each point. Only for
/// reading.
/// Source: sYeaLumin/SketchGNN, the files in `data/SPG` and `data/SPG256`.
package struct SPGFormat: SketchFormat {
    package let name = "spg-parts"
    package let summary = "SPG NDJSON: QuickDraw drawings with a part label for each stroke"
    package let fileExtensions = ["ndjson"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "coordinates, ids and part labels"
    package let layout = FileLayout.manySketches
    package let records: RecordForm? = .lines

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        SPGSniffer.isSPG(prefix.span) ? .certain : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        var reader = NDJSONReader(source)
        reader.spg = try SPGFile(path: source.name)
        return reader
    }
}
