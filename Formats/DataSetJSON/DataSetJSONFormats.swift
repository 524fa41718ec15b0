package import SketchModel
public import SketchStreams

extension Format {
    /// DifferSketching's JSON, one drawing per file; only for reading.
    public static let differSketching = Format(DifferSketchingFormat())
    /// The JSON of "Tracing Versus Freehand", an object of images and participants; only for reading.
    public static let tracing = Format(TracingFormat())
    /// The JSON of Creative Birds and Creative Creatures, whose strokes have parts; only for reading.
    public static let creative = Format(CreativeFormat())
}

/// A drawing of DifferSketching: an object with an array of strokes. Only for reading: see README.md.
/// Source: Xiao et al., "DifferSketching", 2022, and the files themselves.
package struct DifferSketchingFormat: SketchFormat {
    package let name = "differsketching"
    package let summary = "DifferSketching's JSON: points, pressure and widths of one drawing"
    package let fileExtensions = ["json"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "coordinates, pressures, widths and the time at which the drawing began"
    package let layout = FileLayout.oneSketch

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        DataSetSniffer.layout(of: prefix.span) == .drawing ? .certain : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DataSetReader(source, layout: .drawing)
    }
}

/// The drawings of a group of participants after a group of images. Only for reading: see README.md.
/// Source: Wang et al., "Tracing Versus Freehand for Evaluating Computer-Generated Drawings", 2021, README of the data.
package struct TracingFormat: SketchFormat {
    package let name = "tracing"
    package let summary = "JSON of \"Tracing Versus Freehand\": drawings by image and participant"
    package let fileExtensions = ["json"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "coordinates, times, pressures, colours, widths, images and participants"
    package let layout = FileLayout.manySketches

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        DataSetSniffer.layout(of: prefix.span) == .images ? .certain : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DataSetReader(source, layout: .images)
    }
}

/// A list of drawings whose strokes are grouped by part. Only for reading: see README.md.
/// Source: Ge et al., "Creative Sketch Generation", 2021, and facebookresearch/DoodlerGAN, `data_process.py`.
package struct CreativeFormat: SketchFormat {
    package let name = "creative"
    package let summary = "JSON of Creative Birds and Creative Creatures: strokes grouped by part"
    package let fileExtensions = ["json"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "coordinates and part labels"
    package let layout = FileLayout.manySketches

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        DataSetSniffer.layout(of: prefix.span) == .list ? .certain : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        DataSetReader(source, layout: .list)
    }
}

/// How the drawings lie in a text.
enum DataSetLayout: Sendable {
    /// The text is one drawing.
    case drawing
    /// An object of images, each an object of participants, each a drawing.
    case images
    /// An array of drawings.
    case list
}
