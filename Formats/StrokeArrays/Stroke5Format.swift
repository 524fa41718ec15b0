internal import ArgumentGrammar
internal import ArrayFiles
package import SketchModel
package import SketchStreams

/// Rows of (dx, dy, p1, p2, p3), all sketches in one array, padded to one length: see README.md.
///
/// Source: Ha and Eck, "A Neural Representation of Sketch Drawings", 2017, section 3.1, and `to_big_strokes` of Magenta's Sketch-RNN.
package struct Stroke5Format: StrokeArrayFormat {
    package var settings = StrokeArrayOptions()

    package init() {}

    package var name: String { "stroke-5" }
    package var summary: String {
        "Sketch-RNN's padded arrays of shape (N, L, 5) with one-hot pen states: .npz or .npy"
    }
    package var fileExtensions: [String] { ["npy", "npz"] }
    /// The extensions denote stroke-3.
    package var outputExtensions: [String] { [] }
    package var holds: String {
        "offsets between points as 16-bit integers or floats, without times; labels and ids in an .npz of several labels"
    }
    package var layout: FileLayout { .manySketches }
    package static let options: [FormatOption<Stroke5Format>] =
        sharedOptions + [
            .init(
                .writing,
                "max-length",
                \.settings.maxLength,
                .wholeNumber(1...StrokeItem.mostRows, as: "ROWS"),
                "rows per sketch (default: as many as the longest sketch needs)"
            ),
            .init(
                .writing,
                "start-row",
                \.settings.startRow,
                .yesOrNo,
                "start each sketch with the row (0, 0, 1, 0, 0) (default: no)"
            ),
        ]

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        StrokeArraySniffing.hasFiveColumns(prefix)
            ? StrokeArraySniffing.recognises(prefix, fileName: fileName) : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try StrokeArrayReader(source, options: settings)
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        let layout = RowLayout(
            columns: 5,
            type: settings.dtype?.elementType,
            origin: settings.origin ?? .implicit,
            isPickled: false,
            maxLength: settings.maxLength
        )
        return try StrokeArrayWriter(output, format: name, layout: layout, options: settings)
    }
}
