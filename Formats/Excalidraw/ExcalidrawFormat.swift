package import SketchModel
public import SketchStreams

/// Excalidraw's scenes, one drawing per file: plain, or embedded in a picture or in Obsidian's Markdown.
///
/// This folder's README specifies what is read and written.
public struct ExcalidrawFormat: SketchFormat, DocumentMoving {
    package init() {}

    package var name: String { "excalidraw" }
    package var summary: String { "Scenes of the Excalidraw whiteboard, also within PNG and SVG" }
    package var fileExtensions: [String] { ["excalidraw"] }
    package var holds: String { "everything except empty strokes" }
    package var layout: FileLayout { .oneSketch }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        switch ExcalidrawSniffer.content(of: prefix) {
        case .scene: .certain
        case .pictureWithScene: .embedded
        case .picture where fileName.hasSuffix(".excalidraw.png"): .possible
        case .picture, .library: .no
        case nil: fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
        }
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try ExcalidrawDocument.reader(source)
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try StreamingWriter(output, format: name, layout: layout) { SceneEncoder(.scene) }
    }
}

/// Excalidraw's libraries, whose items are drawings with names.
public struct ExcalidrawLibraryFormat: SketchFormat, DocumentMoving {
    package init() {}

    package var name: String { "excalidraw-library" }
    package var summary: String { "Libraries of the Excalidraw whiteboard, an item per drawing" }
    package var fileExtensions: [String] { ["excalidrawlib"] }
    package var holds: String { "everything except empty strokes" }
    package var layout: FileLayout { .manySketches }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        switch ExcalidrawSniffer.content(of: prefix) {
        case .library: .certain
        case .scene, .pictureWithScene, .picture: .no
        case nil: fileExtensions.contains(PathText.fileExtension(fileName)) ? .possible : .no
        }
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try ExcalidrawDocument.reader(source)
    }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try LibraryWriter(output, format: name)
    }
}

extension Format {
    /// Scenes of Excalidraw, one drawing per file.
    public static let excalidraw = Format(ExcalidrawFormat())
    /// Libraries of Excalidraw, an item per drawing.
    public static let excalidrawLibrary = Format(ExcalidrawLibraryFormat())
}
