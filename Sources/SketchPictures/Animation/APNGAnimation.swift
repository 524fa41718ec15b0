internal import PNGImage
package import Rasteriser
package import SketchModel
package import SketchStreams

/// Draws sketches as looping animated PNG files in which the drawing is drawn, with label and id inside.
package struct APNGAnimation: SketchEncoder, Sendable {
    private let timing: AnimationTiming
    private var canvas: SketchCanvas

    /// - Throws: `RasterError` if nothing can be drawn in that style.
    package init(_ style: RenderStyle, timing: AnimationTiming) throws(RasterError) {
        self.timing = timing
        canvas = try SketchCanvas(style)
    }

    package mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        var file = try APNGEncoder(
            width: canvas.style.width,
            height: canvas.style.height,
            channels: canvas.style.channels,
            isOpaque: canvas.style.background.isOpaque,
            text: PNGText.of(sketch)
        )
        let timeline = DrawingTimeline(sketch)
        let frameCount = timing.frameCount
        var shown: (part: DrawnPart, picture: Raster)?
        for frame in 0..<frameCount {
            let part = timeline.part(at: Double(frame + 1) / Double(frameCount), of: sketch)
            let picture =
                if let shown, shown.part == part { shown.picture } else { try canvas.draw(sketch, part: part) }
            shown = (part, picture)
            try file.add(picture, milliseconds: timing.milliseconds(ofFrame: frame))
        }
        try file.finish(into: &bytes)
    }
}
