internal import ArrayFiles
package import SketchModel
package import SketchStreams

/// Rows of (dx, dy, pen lifted), one array per sketch, as in Sketch-RNN's data sets: see README.md.
///
/// Source: Ha and Eck, "A Neural Representation of Sketch Drawings", 2017, section 3.1, and the files themselves.
package struct Stroke3Format: StrokeArrayFormat {
    package var settings = StrokeArrayOptions()

    package init() {}

    package var name: String { "stroke-3" }
    package var summary: String { "Sketch-RNN's arrays of pen offsets: .npz with train, valid and test, or .npy" }
    package var fileExtensions: [String] { ["npz", "npy"] }
    package var holds: String {
        "offsets between points as 16-bit integers or floats, without times; labels and ids in an .npz of several labels"
    }
    package var layout: FileLayout { .manySketches }
    package static let options: [FormatOption<Stroke3Format>] = sharedOptions

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        !StrokeArraySniffing.hasFiveColumns(prefix)
            ? StrokeArraySniffing.recognises(prefix, fileName: fileName) : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try StrokeArrayReader(source, options: settings)
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        let layout = RowLayout(
            columns: 3,
            type: settings.dtype?.elementType,
            origin: settings.origin ?? .implicit,
            isPickled: true
        )
        return try StrokeArrayWriter(output, format: name, layout: layout, options: settings)
    }
}
