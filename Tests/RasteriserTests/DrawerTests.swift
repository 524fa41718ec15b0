internal import SketchModel
internal import Testing

@testable internal import Rasteriser

struct DrawerTests {
    private func style(
        _ placement: Placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(40, 40))),
        _ set: (inout RenderStyle) -> Void = { _ in }
    ) -> RenderStyle {
        var style = RenderStyle()
        (style.width, style.height) = (40, 40)
        style.placement = placement
        style.engine = .fast
        set(&style)
        return style
    }

    private func picture(_ sketch: Sketch, _ style: RenderStyle, part: DrawnPart? = nil) throws -> Raster {
        var drawer = try SketchDrawer(style)
        var raster = try drawer.makeRaster()
        drawer.draw(sketch, into: &raster, part: part)
        return raster
    }

    /// The columns and rows of pixels that are not white.
    private func ink(_ raster: Raster) -> PixelBox {
        var box = PixelBox.none
        for row in 0..<raster.height {
            for column in 0..<raster.width where raster.pixels[row * raster.width + column] != 255 {
                box = box.union(PixelBox(columns: column..<(column + 1), rows: row..<(row + 1)))
            }
        }
        return box
    }

    private let sketch = Sketch(strokes: [
        [Point(3, 4), Point(30, 8), Point(17, 33)], [], [Point(20, 20)], [Point(5, 30), Point(36, 35)],
    ])

    @Test(arguments: RenderEngine.allCases)
    func fittedInkTouchesThePadding(engine: RenderEngine) throws {
        var random = SeededGenerator(seed: 6)
        for padding in [0.0, 4, 7.5] {
            for width in [1.5, 6] {
                let scale = [0.01, 1, 300][random.index(below: 3)]
                let points = random.points(5, in: -100...100).map { $0 * scale }
                let style = style(.fit(padding: padding)) {
                    $0.engine = engine
                    $0.line = LineStyle(width: .pixels(width))
                    ($0.width, $0.height) = (60, 44)
                }
                let ink = ink(try picture(Sketch(strokes: [points]), style))
                #expect(Double(ink.columns.lowerBound) >= padding.rounded(.down))
                #expect(Double(ink.rows.lowerBound) >= padding.rounded(.down))
                #expect(Double(60 - ink.columns.upperBound) >= padding.rounded(.down))
                #expect(Double(44 - ink.rows.upperBound) >= padding.rounded(.down))
                let room = min(Double(60 - ink.columns.count), Double(44 - ink.rows.count))
                #expect(room <= 2 * (padding.rounded(.up) + 1))
            }
        }
    }

    @Test(arguments: RenderEngine.allCases)
    func hugeNumbersAreFittedToo(engine: RenderEngine) throws {
        let style = style(.fit(padding: 4)) { style in
            style.engine = engine
            style.line.width = .pixels(2)
        }
        let small = try picture(Sketch(strokes: [[.zero, Point(16, 16)]]), style)
        // Neighbours among numbers of that size, and twice as far apart as numbers go.
        for (from, to) in [(1e17, 1e17 + 16), (-1e308, 1e308)] {
            let huge = try picture(Sketch(strokes: [[Point(from, from), Point(to, to)]]), style)
            #expect(ink(huge) == ink(small))
        }
    }

    @Test func lineWidthsInUnitsGrowWithTheDrawing() throws {
        let line = Sketch(strokes: [[Point(0, 5), Point(10, 5)]])
        let style = style(.viewBox(BoundingBox(minimum: .zero, maximum: Point(10, 10)))) {
            $0.line = LineStyle(width: .units(2))
        }
        #expect(ink(try picture(line, style)) == PixelBox(columns: 0..<40, rows: 16..<24))
    }

    @Test func aViewBoxIsInTheMiddle() throws {
        let line = Sketch(strokes: [[Point(-5, 10), Point(5, 10)]])
        let style = style(.viewBox(BoundingBox(minimum: Point(-10, 0), maximum: Point(10, 20)))) {
            ($0.width, $0.height) = (40, 60)
            $0.line = LineStyle(width: .pixels(2))
        }
        #expect(ink(try picture(line, style)) == PixelBox(columns: 9..<31, rows: 29..<31))
    }

    @Test func quickDrawDrawingsAreCentredByTheirMaximum() throws {
        func box(_ points: [Point]) throws -> PixelBox {
            let style = style(.quickDraw) {
                ($0.width, $0.height) = (304, 304)
                $0.line = LineStyle(width: .pixels(16))
            }
            return ink(try picture(Sketch(strokes: [points]), style))
        }
        // 24 around, and half of what the maximum leaves of 256.
        #expect(try box([Point(0, 0), Point(255, 101)]) == PixelBox(columns: 16..<288, rows: 93..<211))
        #expect(try box([Point(100, 0), Point(200, 256)]) == PixelBox(columns: 144..<260, rows: 16..<288))
        // Those of other frames are first made 255 long, and are centred by their middle.
        let other = try box([Point(-500, 1_000), Point(520, 1_100)])
        #expect(other.columns.count == 272 && other.rows.count == 42)
        #expect(abs(other.columns.lowerBound + other.columns.upperBound - 304) <= 2)
        #expect(abs(other.rows.lowerBound + other.rows.upperBound - 304) <= 2)
    }

    @Test func backgroundsAndInversion() throws {
        let white = try picture(sketch, style())
        let flipped = white.pixels.map { 255 - $0 }
        #expect(try picture(sketch, style { $0.background = .black }).pixels == flipped)
        #expect(try picture(sketch, style { $0.isInverted = true }).pixels == flipped)
        let twice = style {
            $0.background = .black
            $0.isInverted = true
        }
        #expect(try picture(sketch, twice) == white)
        let clear = try picture(sketch, style { $0.background = .transparent })
        #expect(clear.channels == .rgba)
        #expect(clear.pixels.indices.allSatisfy { clear.pixels[$0] == ($0 % 4 == 3 ? flipped[$0 / 4] : 0) })
        let inverted = style {
            $0.background = .transparent
            $0.isInverted = true
        }
        let light = try picture(sketch, inverted)
        #expect(light.pixels.indices.allSatisfy { $0 % 4 != 3 || light.pixels[$0] == clear.pixels[$0] })
        let opaque = light.pixels.indices.filter { $0 % 4 == 3 && light.pixels[$0] > 0 }
        #expect(opaque.allSatisfy { light.pixels[$0 - 1] == 255 && light.pixels[$0 - 3] == 255 })
    }

    @Test func aDrawerStartsAfresh() throws {
        var random = SeededGenerator(seed: 7)
        let sketches =
            [Sketch(), Sketch(strokes: [[]])]
            + (0..<4).map { _ in Sketch(strokes: [random.points(4, in: -10...50), random.points(2, in: 0...9)]) }
        for style in [style(), style { $0.colouring = .order }, style { $0.background = .transparent }] {
            var drawer = try SketchDrawer(style)
            var raster = try drawer.makeRaster()
            for sketch in sketches + sketches.reversed() {
                drawer.draw(sketch, into: &raster, part: DrawnPart(strokes: 1, points: 1))
                drawer.draw(sketch, into: &raster)
                let alone = try picture(sketch, style)
                #expect(raster == alone)
            }
        }
    }

    @Test(arguments: RenderEngine.allCases, [StrokeColouring.none, .order])
    func aPartIsTheBeginningInItsPlace(engine: RenderEngine, colouring: StrokeColouring) throws {
        func drawn(_ part: DrawnPart?) throws -> Raster {
            let style = style(.fit(padding: 3)) {
                $0.engine = engine
                $0.colouring = colouring
            }
            return try picture(sketch, style, part: part)
        }
        let whole = try drawn(nil)
        let nothing = try drawn(DrawnPart(strokes: 0))
        #expect(nothing.pixels.allSatisfy { $0 == 255 })
        #expect(try drawn(DrawnPart(strokes: -1, points: -2)) == nothing)
        #expect(try drawn(DrawnPart(strokes: 4)) == whole)
        #expect(try drawn(DrawnPart(strokes: 99, points: 7)) == whole)
        #expect(try drawn(DrawnPart(strokes: 3, points: 2)) == whole)
        #expect(try drawn(DrawnPart(strokes: 3, points: .max)) == whole)
        #expect(try drawn(DrawnPart(strokes: 3, points: 1, tip: Point(36, 35))) == whole)
        #expect(try drawn(DrawnPart(strokes: 0, points: 3)) == drawn(DrawnPart(strokes: 1)))
        #expect(try drawn(DrawnPart(strokes: 1)) == drawn(DrawnPart(strokes: 2)))
        let half = try drawn(DrawnPart(strokes: 3, points: 1, tip: Point(20, 32)))
        let third = try drawn(DrawnPart(strokes: 3))
        #expect(half != whole && half != third)
        // Ink only ever comes, but for the lighter side of the tip's round end.
        #expect(zip(half.pixels, nothing.pixels).allSatisfy { $0 <= $1 })
    }

    @Test func otherCapsAndJoinsAreDrawnExactly() throws {
        for line in [LineStyle(width: .pixels(5), cap: .butt), LineStyle(width: .pixels(5), join: .miter)] {
            let fast = try picture(sketch, style { $0.line = line })
            let exact = style {
                $0.line = line
                $0.engine = .exact
            }
            #expect(try fast == picture(sketch, exact))
        }
    }

    @Test(arguments: RenderEngine.allCases)
    func noSketchIsTooStrange(engine: RenderEngine) throws {
        let strange = [
            [Point(0, 0)], [Point(1, 1), Point(1, 1)], [Point(1e300, -1e300), Point(-1e300, 1e300)],
            [Point(.greatestFiniteMagnitude, 0), Point(-.greatestFiniteMagnitude, 1)],
            [Point(0, .leastNonzeroMagnitude), Point(0, 0)],
        ]
        let tiny = BoundingBox(minimum: .zero, maximum: Point(1e-300, 1e-300))
        for placement in [.fit(padding: 3), .quickDraw, .viewBox(tiny)] as [Placement] {
            for width in [LineStyle.Width.pixels(0), .pixels(10_000), .units(3)] {
                for strokes in strange.map({ [$0] }) + [strange] {
                    let style = style(placement) {
                        $0.engine = engine
                        $0.line = LineStyle(width: width)
                    }
                    let raster = try picture(Sketch(strokes: strokes), style)
                    #expect(raster.pixels.count == 1_600)
                    if width == .pixels(0) { #expect(raster.pixels.allSatisfy { $0 == 255 }) }
                }
            }
        }
    }
}
