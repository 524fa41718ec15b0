package import SketchModel
public import SketchStreams

extension Format {
    /// Strokes as google/ink and androidx.ink store them: gzipped Protocol Buffers messages, one per stroke.
    public static let ink = Format(GoogleInkFormat())
}

/// The messages in which google/ink and androidx.ink store the inputs of strokes: see README.md.
///
/// Source: google/ink, `ink/storage/proto/stroke_input_batch.proto` and `coded_numeric_run.proto`.
package struct GoogleInkFormat: SketchFormat {
    package let name = "ink"
    package let summary = "Strokes of google/ink and androidx.ink: gzipped Protocol Buffers messages"
    package let fileExtensions = ["ink", "binarypb"]
    package let holds = "strokes, with time, pressure, tilt and azimuth, and input devices"
    package let layout = FileLayout.oneSketch

    /// The size in bytes of the largest file that is read, after decompression.
    private static let sizeLimit = 1 << 25

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        GoogleInkSniffer.match(prefix, isCut: prefix.count >= FormatChoice.prefixLength)
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DocumentReader(source, sizeLimit: Self.sizeLimit, isText: false) { bytes throws(DocumentFault) in
            try GoogleInkDocument(bytes)
        }
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        // An output that is compressed as a whole holds plain messages.
        var isCompressed = false
        if case .stream(let sink) = output { isCompressed = sink.isCompressed }
        return try StreamingWriter(output, format: name, layout: layout) { [isCompressed] in
            GoogleInkEncoder(compresses: !isCompressed)
        }
    }
}
