package import SketchModel

/// Draws sketches in one style. It reuses its buffers, so make one per worker and draw many sketches with it.
package struct SketchDrawer: Sendable {
    package let style: RenderStyle
    private let way: Way
    private var exact = ExactEngine()
    private var fast: FastEngine
    private var mask: CoverageMask
    /// The points of one stroke, in pixels.
    private var points: [Point] = []

    private enum Way {
        /// Each stroke's outline is painted over what is already there.
        case exact
        /// The same, with coverage from distances.
        case fast
        /// All strokes count as one line, which is painted once.
        case fastInOneColour
        /// The same, without a mask.
        case fastInGrey

        init(_ style: RenderStyle) {
            // The fast engine can only draw round caps and joins.
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

    /// - Throws: `RasterError` if nothing can be drawn in that style.
    package init(_ style: RenderStyle) throws(RasterError) {
        try style.check()
        self.style = style
        way = Way(style)
        // Allocates only what the chosen way of drawing needs.
        let none = (width: 0, height: 0)
        let canvas = (width: style.width, height: style.height)
        let (fastSize, maskSize) = (way == .exact ? none : canvas, way == .fastInGrey ? none : canvas)
        fast = FastEngine(width: fastSize.width, height: fastSize.height)
        mask = CoverageMask(width: maskSize.width, height: maskSize.height)
    }

    /// Makes a raster of the style's size and channels, for `draw`.
    package func makeRaster() throws(RasterError) -> Raster {
        try Raster(width: style.width, height: style.height, channels: style.channels)
    }

    /// Draws a sketch, or its beginning, over a clean background. Lines with points infinitely far away, in pixels, are
    /// left out.
    /// - Parameters:
    ///   - raster: of the style's size and channels; its contents are replaced.
    ///   - part: how much of the sketch to draw; all of it if `nil`. Position and colours are those of the whole
    ///   sketch.
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

    /// Adds the area of a stroke's outline to the mask.
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
        // A second reference, so that the engine can change while it reads the points.
        let stroke = points
        exact.cover(stroke.span, line: style.line, width: lineWidth, mask: &mask)
    }

    private mutating func paint(_ colour: Colour, on raster: inout Raster) {
        mask.weaken(to: colour.alpha)
        Compositor.paint(colour, through: mask, on: &raster)
        mask.clear()
    }
}
