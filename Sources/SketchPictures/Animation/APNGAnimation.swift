internal import PNGImage
public import Rasteriser
public import SketchModel

/// Draws sketches as animated PNG files in which the drawing is drawn, over and over, with their label and id inside.
public struct APNGAnimation: PictureEncoder {
    private let timing: AnimationTiming
    private var drawer: SketchDrawer
    private var raster: Raster

    /// - Throws: `RasterError` where nothing can be drawn in that style.
    public init(_ style: RenderStyle, timing: AnimationTiming) throws(RasterError) {
        self.timing = timing
        drawer = try SketchDrawer(style)
        raster = try drawer.makeRaster()
    }

    public mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        var file = try APNGEncoder(
            width: raster.width,
            height: raster.height,
            channels: raster.channels,
            isOpaque: drawer.style.background != .transparent,
            text: PNGText.of(sketch)
        )
        let timeline = DrawingTimeline(sketch)
        let frameCount = timing.frameCount
        var drawn: DrawnPart?
        for frame in 0..<frameCount {
            let part = timeline.part(at: Double(frame + 1) / Double(frameCount), of: sketch)
            if part != drawn { drawer.draw(sketch, into: &raster, part: part) }
            drawn = part
            try file.add(raster, milliseconds: timing.milliseconds(ofFrame: frame))
        }
        try file.finish(into: &bytes)
    }
}
