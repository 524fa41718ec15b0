internal import Rasteriser
internal import SketchModel
@testable internal import SketchPictures
internal import TestSupport
internal import Testing

@Suite struct AnimationPicturesTests {
    private var sketch: Sketch {
        Sketch(
            strokes: [
                [Point(0, 0), Point(30, 40)], [], [Point(20, 5)], [Point(0, 10), Point(40, 10), Point(40, 30)],
            ],
            metadata: SketchMetadata(label: "a <b> & \"c\"\u{1}", id: 5)
        )
    }

    private var style: RenderStyle {
        var style = RenderStyle()
        (style.width, style.height) = (60, 50)
        style.engine = .fast
        return style
    }

    @Test(arguments: [StrokeColouring.none, .stroke], [Background.white, .transparent])
    func `frames show the drawing grow to the still picture`(colouring: StrokeColouring, background: Background) throws
    {
        var style = style
        style.colouring = colouring
        style.background = background
        let timing = try AnimationTiming(framesPerSecond: 10, duration: 1)
        var encoder = try APNGAnimation(style, timing: timing)
        var bytes: [UInt8] = []
        try encoder.encode(sketch, into: &bytes)
        let file = try PNGFile(bytes)
        #expect(file.plays == 0)
        #expect(file.texts.map(\.keyword) == ["Label", "ID", "Software"])
        #expect(file.frames.reduce(0) { $0 + $1.delay } == 2000)
        #expect(file.frames.count > 5 && (file.frames.last?.delay ?? 0) >= 1000)
        var drawer = try SketchDrawer(style)
        var raster = try drawer.makeRaster()
        drawer.draw(sketch, into: &raster)
        let still = raster.pixels
        #expect(file.frames.last?.canvas == (raster.channels == .rgba ? still : still.flatMap { [$0, $0, $0, 255] }))
        // Ink once drawn stays; strokes of one colour alone never pale.
        if colouring == .none, background == .white {
            for (a, b) in zip(file.frames, file.frames.dropFirst()) {
                #expect(zip(a.canvas, b.canvas).allSatisfy { $0 >= $1 })
                #expect(a.canvas != b.canvas)
            }
        }
    }

    @Test func `a sketch of nothing is a still animation`() throws {
        var encoder = try APNGAnimation(style, timing: AnimationTiming())
        var bytes: [UInt8] = []
        try encoder.encode(Sketch(), into: &bytes)
        #expect(try PNGFile(bytes).frames.map(\.delay) == [4000])
    }

    @Test func `an animated SVG holds the finished drawing and how it is drawn`() throws {
        var style = style
        style.placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(60, 50)))
        style.line.join = .miter
        style.line.miterLimit = 7.5
        style.background = .black
        style.isInverted = true
        var encoder = try SVGPictures(style, timing: AnimationTiming(duration: 3))
        var bytes: [UInt8] = []
        try encoder.encode(sketch, into: &bytes)
        let growing = "<animate attributeName=\"stroke-dashoffset\" dur=\"4s\" repeatCount=\"indefinite\""
        let appearing = "<animate attributeName=\"visibility\" dur=\"4s\" repeatCount=\"indefinite\""
        let expected = """
            <svg xmlns="http://www.w3.org/2000/svg" width="60" height="50" viewBox="0 0 60 50">
            <title>a &lt;b&gt; &amp; "c"\u{FFFD}</title>
            <rect width="100%" height="100%" fill="#ffffff"/>
            <g fill="none" stroke-width="3" stroke-linecap="round" stroke-linejoin="miter" stroke-miterlimit="7.5">
            <path d="M0 0L30 40" stroke="#000000" stroke-dasharray="50.01">\
            \(growing) values="50.01;0;0" keyTimes="0;0.3409;1"/></path>
            <path d="M20 5h0" stroke="#000000">\
            \(appearing) values="hidden;visible" keyTimes="0;0.3409" calcMode="discrete"/></path>
            <path d="M0 10L40 10 40 30" stroke="#000000" stroke-dasharray="60.01">\
            \(appearing) values="hidden;visible" keyTimes="0;0.3409" calcMode="discrete"/>\
            \(growing) values="60.01;60.01;0;0" keyTimes="0;0.3409;0.75;1"/></path>
            </g>
            </svg>

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func `a still SVG has each stroke's own colour and width`() throws {
        var style = style
        style.placement = .page(otherwise: nil)
        style.colouring = .source
        style.line.width = .source(otherwise: 3)
        style.background = .colour(Colour(red: 1, green: 2, blue: 3, alpha: 51))
        var sketch = Sketch(strokes: [[Point(0, 0), Point(30, 25)], [Point(3, 4)], [Point(1, 1), Point(2, 2)]])
        sketch.setAttributes(StrokeAttributes(colour: Colour(rgb: 0xd55e00), width: 1), ofStroke: 0)
        let faint = Colour(red: 0, green: 0, blue: 255, alpha: 102)
        sketch.setAttributes(StrokeAttributes(colour: faint, width: 2.5), ofStroke: 1)
        sketch.canvas = Canvas(width: 30, height: 25)
        var encoder = try SVGPictures(style, timing: nil)
        var bytes: [UInt8] = []
        try encoder.encode(sketch, into: &bytes)
        let expected = """
            <svg xmlns="http://www.w3.org/2000/svg" width="60" height="50" viewBox="0 0 60 50">
            <rect width="100%" height="100%" fill="#010203" fill-opacity="0.2"/>
            <g fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
            <path d="M0 0L60 50" stroke="#d55e00"/>
            <path d="M6 8h0" stroke="#0000ff" stroke-opacity="0.4" stroke-width="5"/>
            <path d="M2 2L4 4" stroke="#000000" stroke-width="3"/>
            </g>
            </svg>

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        sketch.canvas = nil
        #expect(throws: RasterError.noPage) { try encoder.encode(sketch, into: &bytes) }
    }

    @Test func `a line of points that have no place is left out`() throws {
        let far = Point(1.7e308, 1)
        var encoder = try SVGPictures(style, timing: AnimationTiming())
        for strokes in [[[far, Point(-1.7e308, 2)], [far]], [[Point(3, 4), far], [Point(-1e308, 0), Point(1, 1)]]] {
            var bytes: [UInt8] = []
            try encoder.encode(Sketch(strokes: strokes), into: &bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("nan") && !text.contains("inf"), "\(text)")
        }
    }

    @Test func `timed strokes grow from point to point, in their colours, on nothing`() throws {
        var style = style
        style.placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(60, 50)))
        style.colouring = .order
        style.background = .transparent
        var sketch = Sketch(strokes: [[Point(0, 0), Point(10, 0), Point(40, 0)], [Point(5, 5)]])
        sketch.hasTimes = true
        sketch.times = [0, 80, 100, 108]
        var encoder = try SVGPictures(style, timing: AnimationTiming(duration: 1.7))
        var bytes: [UInt8] = []
        try encoder.encode(sketch, into: &bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("<rect") && !text.contains("<title"))
        #expect(text.contains("stroke=\"#8000ff\" stroke-dasharray=\"40.01\""))
        #expect(text.contains("values=\"40.01;30.01;0;0\" keyTimes=\"0;0.4664;0.583;1\""))
        #expect(text.contains("<path d=\"M5 5h0\" stroke=\"#ff0000\">"))
    }
}
