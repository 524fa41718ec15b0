package import SketchModel

/// A drawer and its raster, both created when the first sketch is drawn: copying a canvas that has not drawn anything
/// yet costs nothing, however large the picture.
package struct SketchCanvas: Sendable {
    package let style: RenderStyle
    private var made: (drawer: SketchDrawer, raster: Raster)?

    /// - Throws: `RasterError` if nothing can be drawn in that style.
    package init(_ style: RenderStyle) throws(RasterError) {
        try style.check()
        self.style = style
    }

    /// Draws a sketch, or its beginning, over a clean background.
    /// - Parameter part: how much of the sketch to draw; all of it if `nil`.
    /// - Returns: the picture, which should be released before the next one is drawn, so that its memory can be reused.
    package mutating func draw(_ sketch: borrowing Sketch, part: DrawnPart? = nil) throws(RasterError) -> Raster {
        try style.placement.check(sketch)
        var (drawer, raster): (SketchDrawer, Raster)
        if let made {
            (drawer, raster) = made
        } else {
            drawer = try SketchDrawer(style)
            raster = try drawer.makeRaster()
        }
        // From here on, these are the only references to the memory.
        made = nil
        drawer.draw(sketch, into: &raster, part: part)
        made = (drawer, raster)
        return raster
    }
}
