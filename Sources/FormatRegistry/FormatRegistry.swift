@_exported public import ArrayTreeFormat
@_exported public import DataSetJSONFormat
@_exported public import ExcalidrawFormat
@_exported public import InkMLFormat
@_exported public import InkMessageFormat
@_exported public import QuickDrawFormat
@_exported public import SVGFormat
@_exported public import SketchAgentFormat
package import SketchStreams
@_exported public import StrokeArrayFormat
@_exported public import TFRecordFormat
@_exported public import TableFormat
@_exported public import TldrawFormat
@_exported public import XournalFormat

/// The list of all formats. Their order matters only in the table that lists them.
package enum FormatRegistry {
    package static let formats: [any SketchFormat] = [
        QuickDrawRawFormat(),
        QuickDrawFormat(),
        QuickDrawBinFormat(),
        KaggleCSVFormat(),
        Stroke3Format(),
        Stroke5Format(),
        SVGFormat(),
        TFRecordFormat(),
        ParquetFormat(),
        ArrowFormat(),
        ExcalidrawFormat(),
        ExcalidrawLibraryFormat(),
        TldrawFormat(),
        XournalFormat(),
        InkMLFormat(),
        GoogleInkFormat(),
        UIMFormat(),
        SketchAgentFormat(),
        QuickDraw414kFormat(),
        SplitListFormat(),
        FSCOCOFormat(),
        SPGFormat(),
        DifferSketchingFormat(),
        TracingFormat(),
        CreativeFormat(),
    ]
}

extension FormatRegistry {
    /// The format to write what was read in `format`: another that loses nothing, if `format` can't be written.
    package static func writable(_ format: any SketchFormat) -> any SketchFormat {
        if format.canWrite { return format }
        return format.layout == .oneSketch ? SVGFormat() : QuickDrawRawFormat()
    }
}
