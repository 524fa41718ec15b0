internal import QuickDrawFormat
internal import SVGFormat
package import SketchStreams
internal import StrokeArrayFormat

/// The one list of the formats. Their order does not matter but for the table that lists them.
package enum FormatRegistry {
    package static let formats: [any SketchFormat] = [
        QuickDrawRawFormat(),
        QuickDrawFormat(),
        QuickDrawBinFormat(),
        Stroke3Format(),
        Stroke5Format(),
        SVGFormat(),
    ]
}
