package import SketchModel

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

extension Raster {
    /// A picture of white, opaque pixels.
    /// - Throws: `RasterError.unusableSize`
    package static func white(width: Int, height: Int) throws(RasterError) -> Raster {
        var raster = try Raster(width: width, height: height, channels: .rgba)
        PixelRows.fill(&raster.pixels, with: 255)
        return raster
    }

    /// Fills a rectangle of pixels with one opaque colour; parts outside the picture are left out.
    package mutating func fill(columns: Range<Int>, rows: Range<Int>, with colour: Colour) {
        let columns = columns.clamped(to: 0..<width)
        for row in rows.clamped(to: 0..<height) {
            for pixel in (row * width + columns.lowerBound)..<(row * width + columns.upperBound) {
                switch channels {
                case .grey: pixels[pixel] = colour.red
                case .rgba:
                    pixels[4 * pixel] = colour.red
                    pixels[4 * pixel + 1] = colour.green
                    pixels[4 * pixel + 2] = colour.blue
                    pixels[4 * pixel + 3] = 255
                }
            }
        }
    }
}
