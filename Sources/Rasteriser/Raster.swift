/// A picture in memory.
public struct Raster: Sendable, Equatable {
    /// What a pixel is made of.
    public enum Channels: Int, Sendable {
        /// One byte, 0 black to 255 white.
        case grey = 1
        /// Red, green, blue and opacity, not premultiplied.
        case rgba = 4
    }

    /// The most pixels per side.
    public static let maximumSide = 20_000

    public let width: Int
    public let height: Int
    public let channels: Channels
    /// Rows from the top, pixels from the left: `width * height * channels` bytes.
    public var pixels: [UInt8]

    /// Makes a picture of zeros.
    /// - Throws: `RasterError.unusableSize` if a side is not in 1…`maximumSide`.
    public init(width: Int, height: Int, channels: Channels) throws(RasterError) {
        guard (1...Self.maximumSide).contains(width), (1...Self.maximumSide).contains(height) else {
            throw .unusableSize(width: width, height: height)
        }
        self.width = width
        self.height = height
        self.channels = channels
        pixels = [UInt8](repeating: 0, count: width * height * channels.rawValue)
    }
}
