@_exported public import ArrayTreeFormat
@_exported public import DataSetJSONFormat
@_exported public import QuickDrawFormat
@_exported public import SVGFormat
package import SketchStreams
@_exported public import StrokeArrayFormat
@_exported public import TFRecordFormat
@_exported public import TableFormat

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
        QuickDraw414kFormat(),
        SplitListFormat(),
        FSCOCOFormat(),
        SPGFormat(),
        DifferSketchingFormat(),
        TracingFormat(),
        CreativeFormat(),
    ]
}
