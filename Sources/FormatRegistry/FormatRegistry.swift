public import SketchStreams

/// The one list of the formats.
public enum FormatRegistry {
    /// Every format, in the order in which inputs are sniffed.
    public static let formats: [any SketchFormat] = []
}
