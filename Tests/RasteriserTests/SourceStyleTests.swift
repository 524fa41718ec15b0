@testable internal import Rasteriser
internal import SketchModel
internal import Testing

/// Colours, widths and pages as the drawing's file has them.
@Suite struct SourceStyleTests {
    /// A red and a half opaque blue line from side to side, and one without attributes.
    private var sample: Sketch {
        var sketch = Sketch(strokes: [
            [Point(0, 2), Point(20, 2)], [Point(0, 10), Point(20, 10)], [Point(0, 18), Point(20, 18)],
        ])
        sketch.setAttributes(StrokeAttributes(colour: Colour(rgb: 0xff0000), width: 4), ofStroke: 0)
        let blue = Colour(red: 0, green: 0, blue: 255, alpha: 128)
        sketch.setAttributes(StrokeAttributes(colour: blue, width: 8), ofStroke: 1)
        sketch.canvas = Canvas(width: 20, height: 20)
        return sketch
    }

    private func style(_ engine: RenderEngine = .exact, _ set: (inout RenderStyle) -> Void = { _ in }) -> RenderStyle {
        var style = RenderStyle()
        (style.width, style.height) = (40, 40)
        style.engine = engine
        style.placement = .page(otherwise: nil)
        style.colouring = .source
        style.line.width = .source(otherwise: 2)
        set(&style)
        return style
    }

    private func pixel(_ raster: Raster, _ x: Int, _ y: Int) -> [UInt8] {
        let size = raster.channels.rawValue
        return Array(raster.pixels[((y * raster.width + x) * size)..<((y * raster.width + x + 1) * size)])
    }

    private func draw(_ sketch: Sketch, _ style: RenderStyle) throws -> Raster {
        var canvas = try SketchCanvas(style)
        return try canvas.draw(sketch)
    }

    @Test(arguments: RenderEngine.allCases)
    func linesHaveTheirOwnColoursAndWidths(engine: RenderEngine) throws {
        let raster = try draw(sample, style(engine))
        #expect(raster.channels == .rgba)
        // Two pixels a unit: the red line is 8 pixels high around row 4, the blue one 16 around row 20.
        #expect(pixel(raster, 20, 0) == [255, 0, 0, 255] && pixel(raster, 20, 7) == [255, 0, 0, 255])
        #expect(pixel(raster, 20, 8) == [255, 255, 255, 255])
        #expect(pixel(raster, 20, 12) == [127, 127, 255, 255] && pixel(raster, 20, 27) == [127, 127, 255, 255])
        #expect(pixel(raster, 20, 28) == [255, 255, 255, 255])
        // Without attributes: ink, and the other width.
        #expect(pixel(raster, 20, 35) == [0, 0, 0, 255] && pixel(raster, 20, 36) == [0, 0, 0, 255])
        #expect(pixel(raster, 20, 34) == [255, 255, 255, 255] && pixel(raster, 20, 37) == [255, 255, 255, 255])
    }

    @Test func halfOpaqueLinesDarkenOneAnother() throws {
        var sketch = sample
        sketch.keepStrokes([false, true, false])
        var twice = sketch
        try twice.appendStroke(Array(sketch.points), attributes: sketch.attributes(ofStroke: 0))
        #expect(pixel(try draw(twice, style()), 20, 20) == [63, 63, 255, 255])
    }

    @Test(arguments: [
        (Background.colour(Colour(rgb: 0x102030)), [16, 32, 48, 255] as [UInt8], [255, 255, 255, 255] as [UInt8]),
        (.colour(Colour(rgb: 0xf0e0d0)), [240, 224, 208, 255], [0, 0, 0, 255]),
        (.colour(Colour(red: 200, green: 100, blue: 0, alpha: 128)), [199, 100, 0, 128], [0, 0, 0, 255]),
        (.transparent, [0, 0, 0, 0], [0, 0, 0, 255]), (.black, [0, 0, 0, 255], [255, 255, 255, 255]),
    ])
    func anyBackground(background: Background, ground: [UInt8], ink: [UInt8]) throws {
        let raster = try draw(sample, style { $0.background = background })
        #expect(pixel(raster, 20, 9) == ground)
        #expect(pixel(raster, 20, 35) == ink)
    }

    @Test(arguments: [
        ("white", Background.white), ("black", .black), ("transparent", .transparent),
        ("#fff", .colour(.white)), ("#01020304", .colour(Colour(red: 1, green: 2, blue: 3, alpha: 4))),
    ])
    func backgroundsAreRead(text: String, background: Background) { #expect(Background(text) == background) }

    @Test func backgroundsThatAreNoneAreRefused() {
        #expect(Background("") == nil && Background("red") == nil && Background("#12") == nil)
    }

    @Test func aPageIsFilledOrRefused() throws {
        var small = sample
        small.canvas = Canvas(origin: Point(0, 0), width: 40, height: 20)
        let raster = try draw(small, style())
        // A pixel a unit, and in the middle from top to bottom.
        #expect(pixel(raster, 10, 12) == [255, 0, 0, 255] && pixel(raster, 25, 12) == [255, 255, 255, 255])
        small.canvas = nil
        #expect(throws: RasterError.noPage) { try draw(small, style()) }
        small.canvas = Canvas(width: 0, height: 3)
        #expect(throws: RasterError.noPage) { try draw(small, style()) }
        let fitted = style { $0.placement = .page(otherwise: 4) }
        var byInk = fitted
        byInk.placement = .fit(padding: 4)
        #expect(try draw(small, fitted) == draw(small, byInk))
        #expect(try draw(sample, fitted) == draw(sample, style()))
    }

    /// The widest line is inside the padding.
    @Test func fittingLeavesRoomForTheWidestLine() throws {
        let raster = try draw(sample, style { $0.placement = .fit(padding: 3) })
        for x in 0..<40 {
            #expect(pixel(raster, x, 2) == [255, 255, 255, 255] && pixel(raster, x, 37) == [255, 255, 255, 255])
            #expect(pixel(raster, 2, x) == [255, 255, 255, 255] && pixel(raster, 37, x) == [255, 255, 255, 255])
        }
    }

    @Test func productsOfCoverageAndOpacityAreRounded() {
        for a in 0...255 {
            for b in 0...255 {
                let exact = (Double(a) * Double(b) / 255).rounded()
                #expect(Double(CoverageMask.product(UInt8(a), UInt8(b))) == exact)
            }
        }
    }
}
