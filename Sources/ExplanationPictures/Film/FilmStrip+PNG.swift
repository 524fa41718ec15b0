internal import PNGImage
internal import Rasteriser
internal import SketchModel

extension FilmStrip {
    /// The film as a PNG file, on white.
    /// - Parameter side: of a panel's square, in pixels, from 16.
    /// - Throws: `RasterError` where there are so many panels that no picture is so large.
    public func png(side: Int = 320) throws -> [UInt8] { [] }
}
