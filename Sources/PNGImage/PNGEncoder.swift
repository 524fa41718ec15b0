public import Rasteriser

/// Makes PNG files of pictures. Keeps its buffers, so make one for many pictures on each worker.
public struct PNGEncoder: Sendable {
    public init() {}

    /// Appends a whole PNG file.
    /// - Throws: `PNGError`
    public mutating func encode(_ raster: borrowing Raster, text: [PNGText], into bytes: inout [UInt8]) throws(PNGError)
    {
        throw .failed("not yet")
    }
}

/// A line of text kept in a PNG file, as a `tEXt` or `iTXt` chunk.
public struct PNGText: Sendable, Hashable {
    /// 1 to 79 Latin-1 characters.
    public var keyword: String
    public var value: String

    public init(_ keyword: String, _ value: String) {
        self.keyword = keyword
        self.value = value
    }
}
