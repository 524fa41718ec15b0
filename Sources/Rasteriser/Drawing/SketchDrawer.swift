public import SketchModel

/// Draws sketches in one style. Keeps its buffers, so make one for many sketches on each worker.
public struct SketchDrawer: Sendable {
    public let style: RenderStyle
    private var exact = ExactEngine()
    private var fast = FastEngine()
    private var mask: CoverageMask
    private var points: [Point] = []

    /// - Throws: `RasterError` where nothing can be drawn in that style.
    public init(_ style: RenderStyle) throws(RasterError) {
        try style.check()
        self.style = style
        mask = CoverageMask(width: style.width, height: style.height)
    }

    /// A canvas of the style's size and channels, for `draw`.
    public func makeRaster() throws(RasterError) -> Raster {
        try Raster(width: style.width, height: style.height, channels: style.channels)
    }

    /// Draws a sketch, or its beginning, over a clean background.
    /// - Parameters:
    ///   - raster: of the style's size and channels; whatever it held is gone.
    ///   - part: what is drawn of it, all without it. Its place and its colours are those of the whole sketch.
    public mutating func draw(_ sketch: borrowing Sketch, into raster: inout Raster, part: DrawnPart? = nil) {
        precondition(
            raster.width == style.width && raster.height == style.height && raster.channels == style.channels,
            "the raster was not made by this drawer"
        )
        let width = place(sketch, tip: part?.tip)
        let whole = min(max(part?.strokes ?? sketch.strokeCount, 0), sketch.strokeCount)
        let beginning = part.flatMap {
            whole < sketch.strokeCount ? rangeDrawn($0, of: sketch.range(ofStroke: whole)) : nil
        }
        Compositor.fill(&raster, with: style.background)
        if style.colouring == .none, style.engine == .fast {
            for index in 0..<whole { cover(sketch.range(ofStroke: index), width: width) }
            if let beginning { cover(beginning, width: width) }
            paint(style.background.ink, on: &raster)
        } else {
            let colours = StrokeColours(sketch, style: style)
            for index in 0..<whole {
                cover(sketch.range(ofStroke: index), width: width)
                paint(colours[index], on: &raster)
            }
            if let beginning {
                cover(beginning, width: width)
                paint(colours[whole], on: &raster)
            }
        }
        Compositor.finish(&raster, style: style)
    }

    /// Moves the sketch's points onto the canvas, and the tip behind them.
    /// - Returns: the width of the line in pixels.
    private mutating func place(_ sketch: borrowing Sketch, tip: Point?) -> Double {
        let mapping = style.placement.mapping(
            of: sketch,
            line: style.line,
            width: style.width,
            height: style.height
        )
        points.removeAll(keepingCapacity: true)
        for index in sketch.points.indices { points.append(mapping(sketch.points[index])) }
        if let tip { points.append(mapping(tip)) }
        switch style.line.width {
        case .pixels(let width): return width
        case .units(let width): return width * mapping.scale
        }
    }

    /// What of `points` is the beginning of a stroke: its tip is moved from the end of `points` to behind it.
    private mutating func rangeDrawn(_ part: DrawnPart, of stroke: Range<Int>) -> Range<Int> {
        let end = stroke.lowerBound + min(max(part.points, 0), stroke.count)
        guard part.tip != nil, let tip = points.last else { return stroke.lowerBound..<end }
        points[end] = tip
        return stroke.lowerBound..<(end + 1)
    }

    private mutating func cover(_ range: Range<Int>, width: Double) {
        guard !range.isEmpty, width > 0 else { return }
        // A second reference, so that the engines may change while the points are lent to them.
        let points = points
        let stroke = points.span.extracting(range)
        switch style.engine {
        case .exact: exact.cover(stroke, line: style.line, width: width, mask: &mask)
        case .fast: fast.cover(stroke, line: style.line, width: width, mask: &mask)
        }
    }

    private mutating func paint(_ colour: Colour, on raster: inout Raster) {
        Compositor.paint(colour, through: mask, on: &raster)
        mask.clear()
    }
}
