package import SketchModel
public import SketchStreams

/// Ink Markup Language, one ink per file: read in the dialects of data sets and of Office, written as MathWriting's files
/// are.
///
/// This folder's README specifies what is read and written.
/// Source: W3C, "Ink Markup Language (InkML)", Recommendation of 20 September 2011.
package struct InkMLFormat: SketchFormat {
    /// The namespace of InkML's elements.
    static let namespace = "http://www.w3.org/2003/InkML"

    package let name = "inkml"
    package let summary = "W3C's Ink Markup Language: MathWriting, CROHME, ink of Office and OneNote"
    package let fileExtensions = ["inkml"]
    package let holds = "everything"
    package let layout = FileLayout.oneSketch

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        let match = InkMLSniffer.match(prefix)
        if match != .no { return match }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DocumentReader(source) { bytes throws(DocumentFault) in try InkMLDocument(bytes) }
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { InkMLEncoder() }
    }
}

extension Format {
    /// W3C's Ink Markup Language, one ink per file.
    public static let inkML = Format(InkMLFormat())
}
