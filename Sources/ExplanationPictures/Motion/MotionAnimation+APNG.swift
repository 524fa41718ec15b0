internal import PNGImage
internal import Rasteriser

extension MotionAnimation {
    /// An animated PNG file, with the step and the target's probability under the drawing.
    /// - Parameter side: of the square, in pixels, from 16.
    /// - Throws: `RasterError` where no picture is so large.
    public func apng(side: Int = 360) throws -> [UInt8] { [] }
}
