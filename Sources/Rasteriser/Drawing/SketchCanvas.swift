package import SketchModel

/// A drawer and its raster, which are made when the first sketch is drawn: copies of a canvas that has not drawn yet cost
/// nothing, however large the picture.
package struct SketchCanvas: Sendable {
    package let style: RenderStyle
    private var made: (drawer: SketchDrawer, raster: Raster)?

    /// - Throws: `RasterError` where nothing can be drawn in that style.
    package init(_ style: RenderStyle) throws(RasterError) {
        try style.check()
        self.style = style
    }

    /// Draws a sketch, or its beginning, over a clean background.
    /// - Parameter part: what is drawn of it, all without it.
    /// - Returns: the picture, which should be let go before the next one is drawn, so that its memory can be used again.
    package mutating func draw(_ sketch: borrowing Sketch, part: DrawnPart? = nil) throws(RasterError) -> Raster {
        try style.placement.check(sketch)
        var (drawer, raster): (SketchDrawer, Raster)
        if let made {
            (drawer, raster) = made
        } else {
            drawer = try SketchDrawer(style)
            raster = try drawer.makeRaster()
        }
        // The only references to the memory from here on.
        made = nil
        drawer.draw(sketch, into: &raster, part: part)
        made = (drawer, raster)
        return raster
    }
}
