internal import QuickDrawFormat
internal import SVGFormat
public import SketchStreams
internal import StrokeArrayFormat

/// The one list of the formats. Their order does not matter but for the table that lists them.
public enum FormatRegistry {
    public static let formats: [any SketchFormat] = [
        QuickDrawRawFormat(),
        QuickDrawFormat(),
        QuickDrawBinFormat(),
        Stroke3Format(),
        Stroke5Format(),
        SVGFormat(),
    ]
}
