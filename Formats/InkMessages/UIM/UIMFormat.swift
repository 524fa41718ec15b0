package import SketchModel
public import SketchStreams

extension Format {
    /// Wacom's Universal Ink Model and its WILL files, which are only read.
    public static let uim = Format(UIMFormat())
}

/// Wacom's Universal Ink Model, versions 3.0.0 and 3.1.0, and the older WILL files, which are only read: see README.md.
package struct UIMFormat: SketchFormat {
    package let name = "uim"
    package let summary = "Wacom's Universal Ink Model and WILL, one drawing per file"
    package let fileExtensions = ["uim", "will"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "strokes, with time, pressure, tilt and azimuth, colours, widths, names, tools and groups"
    package let layout = FileLayout.oneSketch

    /// The size in bytes of the largest file that is read.
    private static let sizeLimit = 1 << 26

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        RIFFChunks.isHeader(prefix.span) ? .certain : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DocumentReader(source, sizeLimit: Self.sizeLimit, isText: false) { bytes throws(DocumentFault) in
            try UIMDocument(bytes)
        }
    }
}
