package import SketchStreams

/// What Parquet and Arrow tables are read and written with.
public struct TableOptions: Sendable, Hashable {
    /// The type of written coordinates.
    public enum NumberType: String, Sendable, CaseIterable {
        case float32
        case float64
    }

    /// How the pages of a Parquet file, or the buffers of an Arrow file, are compressed.
    public enum Compression: String, Sendable, CaseIterable {
        case none
        case snappy
        case gzip
        case zstd
    }

    /// What the first row of stroke-3 drawings means.
    public enum Origin: String, Sendable, CaseIterable {
        /// The drawing begins at (0, 0), and the first row draws from there.
        case implicit
        /// The first row moves to the first point, and draws nothing.
        case explicit
    }

    /// `nil` means the smallest of uint8, int16, int32, float32 and float64 that loses nothing.
    package var numbers: NumberType?
    package var classes = ClassOrder.automatic
    package var compression = Compression.zstd
    package var origin = Origin.implicit
    /// The column that holds the drawings; `nil` finds it by its name and type.
    package var drawing: String?

    package init() {}
}
