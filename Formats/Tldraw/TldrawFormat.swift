package import SketchModel
public import SketchStreams

/// tldraw's documents: read in every form since its first version, each page a sketch; written for tldraw 4.3 and later.
///
/// This folder's README specifies what is read and written.
public struct TldrawFormat: SketchFormat {
    package init() {}

    package var name: String { "tldraw" }
    package var summary: String { "tldraw documents, each page a drawing" }
    package var fileExtensions: [String] { ["tldr"] }
    package var holds: String { "everything except empty strokes and groups; fractions are rounded" }
    package var layout: FileLayout { .manySketches }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if TldrawSniffer.knows(prefix) { return .certain }
        return fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DocumentReader(source) { bytes throws(DocumentFault) in try TldrawDocument.open(bytes) }
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try TldrawWriter(output, format: name)
    }
}

extension Format {
    public static let tldraw = Format(TldrawFormat())
}
