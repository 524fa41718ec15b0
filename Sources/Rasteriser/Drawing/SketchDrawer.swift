package import SketchModel

/// Draws sketches in one style. Keeps its buffers, so make one for many sketches on each worker.
package struct SketchDrawer: Sendable {
    package let style: RenderStyle
    private let way: Way
    private var exact = ExactEngine()
    private var fast: FastEngine
    private var mask: CoverageMask
    /// Of one stroke, in pixels.
    private var points: [Point] = []

    private enum Way {
        /// Each stroke's outline is painted over what is there.
        case exact
        /// The same by distance.
        case fast
        /// All strokes are one line, painted once.
        case fastInOneColour
        /// As that, without a mask.
        case fastInGrey

        init(_ style: RenderStyle) {
            // Only round lines are all that is near their segments.
            guard style.engine == .fast, style.line.cap == .round, style.line.join == .round else {
                self = .exact
                return
            }
            // Lines of one colour and one width are drawn together.
            var isUniform = style.colouring == .none
            if case .source = style.line.width { isUniform = false }
            guard isUniform else {
                self = .fast
                return
            }
            self = style.channels == .grey ? .fastInGrey : .fastInOneColour
        }
    }

    /// - Throws: `RasterError` where nothing can be drawn in that style.
    package init(_ style: RenderStyle) throws(RasterError) {
        try style.check()
        self.style = style
        way = Way(style)
        // Memory for the way that is taken.
        let none = (width: 0, height: 0)
        let canvas = (width: style.width, height: style.height)
        let (fastSize, maskSize) = (way == .exact ? none : canvas, way == .fastInGrey ? none : canvas)
        fast = FastEngine(width: fastSize.width, height: fastSize.height)
        mask = CoverageMask(width: maskSize.width, height: maskSize.height)
    }

    /// A canvas of the style's size and channels, for `draw`.
    package func makeRaster() throws(RasterError) -> Raster {
        try Raster(width: style.width, height: style.height, channels: style.channels)
    }

    /// Draws a sketch, or its beginning, over a clean background. A line of points that are infinitely far away in
    /// pixels is left out.
    /// - Parameters:
    ///   - raster: of the style's size and channels; whatever it held is gone.
    ///   - part: what is drawn of it, all without it. Its place and its colours are those of the whole sketch.
    package mutating func draw(_ sketch: borrowing Sketch, into raster: inout Raster, part: DrawnPart? = nil) {
        precondition(
            raster.width == style.width && raster.height == style.height && raster.channels == style.channels,
            "the raster was not made by this drawer"
        )
        let mapping = style.placement.mapping(
            of: sketch,
            line: style.line,
            width: style.width,
            height: style.height
        )
        let drawn = DrawnStrokes(sketch, part: part)
        if way == .fastInGrey || way == .fastInOneColour {
            fast.setLineWidth(style.line.pixels(of: sketch, stroke: 0, scale: mapping.scale))
        }
        switch way {
        case .fastInGrey:
            for index in 0..<drawn.count { add(drawn, index, of: sketch, mapping: mapping) }
            fast.draw(into: &raster, isDark: !style.background.isDark != style.isInverted)
        case .fastInOneColour:
            Compositor.fill(&raster, with: style.background)
            for index in 0..<drawn.count { add(drawn, index, of: sketch, mapping: mapping) }
            fast.draw(into: &mask)
            paint(style.background.ink, on: &raster)
            Compositor.finish(&raster, style: style)
        case .fast, .exact:
            Compositor.fill(&raster, with: style.background)
            let colours = StrokeColours(sketch, style: style)
            for index in 0..<drawn.count {
                let lineWidth = style.line.pixels(of: sketch, stroke: index, scale: mapping.scale)
                if way == .fast {
                    fast.setLineWidth(lineWidth)
                    add(drawn, index, of: sketch, mapping: mapping)
                    fast.draw(into: &mask)
                } else {
                    cover(drawn, index, of: sketch, mapping: mapping, lineWidth: lineWidth)
                }
                paint(colours[index], on: &raster)
            }
            Compositor.finish(&raster, style: style)
        }
    }

    @inline(__always)
    private mutating func add(
        _ drawn: DrawnStrokes,
        _ index: Int,
        of sketch: borrowing Sketch,
        mapping: CanvasMapping
    ) {
        fast.add(sketch.points.span.extracting(drawn.range(index, of: sketch)), tip: drawn.tip(index), mapping: mapping)
    }

    /// Covers a stroke's outline in the mask.
    private mutating func cover(
        _ drawn: DrawnStrokes,
        _ index: Int,
        of sketch: borrowing Sketch,
        mapping: CanvasMapping,
        lineWidth: Double
    ) {
        points.removeAll(keepingCapacity: true)
        var isFinite = true
        func add(_ point: Point) {
            let place = mapping(point)
            isFinite = isFinite && place.isFinite
            points.append(place)
        }
        for point in drawn.range(index, of: sketch) { add(sketch.points[point]) }
        if let tip = drawn.tip(index) { add(tip) }
        guard !points.isEmpty, isFinite, lineWidth > 0 else { return }
        // A second reference, so that the engine may change while the points are lent to it.
        let stroke = points
        exact.cover(stroke.span, line: style.line, width: lineWidth, mask: &mask)
    }

    private mutating func paint(_ colour: Colour, on raster: inout Raster) {
        mask.weaken(to: colour.alpha)
        Compositor.paint(colour, through: mask, on: &raster)
        mask.clear()
    }
}
