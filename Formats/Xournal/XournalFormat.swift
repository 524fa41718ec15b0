package import SketchModel
public import SketchStreams

/// Notes of Xournal++ and Xournal, each page a sketch: read as the programs write them, written for Xournal++.
///
/// This folder's README specifies what is read and written.
public struct XournalFormat: SketchFormat, DocumentMoving {
    /// The size in bytes of the largest document that is read, after decompression.
    static let sizeLimit = 1 << 28

    package init() {}

    package var name: String { "xopp" }
    package var summary: String { "Notes of Xournal++ and Xournal, each page a sketch" }
    package var fileExtensions: [String] { ["xopp", "xoj"] }
    package var holds: String { "pages, layers, pressures, colours, widths, and the pen and the highlighter" }
    package var layout: FileLayout { .manySketches }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        let match = XournalSniffer.match(prefix)
        if match > .no { return match }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { XournalReader(source) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try XournalWriter(output, format: name)
    }
}

extension Format {
    public static let xopp = Format(XournalFormat())
}
