internal import SketchModel
internal import Testing

@testable internal import Rasteriser

struct ColourTests {
    private let sketch: Sketch = {
        var sketch = Sketch(strokes: [
            [Point(5, 5), Point(35, 5)], [Point(5, 15), Point(15, 15)], [], [Point(5, 25), Point(25, 25)],
        ])
        sketch.hasTimes = true
        sketch.times = [100, 150, 200, 250, 1_100, 300]
        return sketch
    }()

    private func colours(_ colouring: StrokeColouring, _ sketch: Sketch) -> [Colour] {
        var style = RenderStyle()
        style.colouring = colouring
        let colours = StrokeColours(sketch, style: style)
        return (0..<sketch.strokeCount).map { colours[$0] }
    }

    private func places(_ places: [Double]) -> [Colour] { places.map { Palette.rainbow.colour(at: $0) } }

    @Test func palettesHaveTheirEndsAndMiddles() {
        // As matplotlib has them; between the scale's colours some are off by one or two.
        let known: [(Palette, Int, Int, Int)] = [
            (.rainbow, 0x8000FF, 0x80FFB4, 0xFF0000), (.viridis, 0x440154, 0x21918C, 0xFDE725),
            (.cividis, 0x00204D, 0x7C7B78, 0xFFEA46),
        ]
        for (palette, low, middle, high) in known {
            #expect(palette.colour(at: 0) == Colour(rgb: low) && palette.colour(at: -3) == Colour(rgb: low))
            #expect(palette.colour(at: 1) == Colour(rgb: high) && palette.colour(at: .infinity) == Colour(rgb: high))
            #expect(palette.colour(at: .nan) == Colour(rgb: low))
            let (between, expected) = (palette.colour(at: 0.5), Colour(rgb: middle))
            #expect(abs(Int(between.red) - Int(expected.red)) <= 2)
            #expect(abs(Int(between.green) - Int(expected.green)) <= 2)
            #expect(abs(Int(between.blue) - Int(expected.blue)) <= 2)
        }
    }

    @Test func strokesHaveTheirColours() {
        #expect(colours(.none, sketch) == Array(repeating: .black, count: 4))
        #expect(colours(.order, sketch) == places([0, 1 / 3.0, 2 / 3.0, 1]))
        for count in 1...40 {
            let many = Sketch(strokes: Array(repeating: [.zero], count: count))
            #expect(Set(colours(.stroke, many)) == Set(colours(.order, many)))
        }
        #expect(
            colours(.stroke, Sketch(strokes: Array(repeating: [.zero], count: 5))) == places([0, 0.5, 1, 0.25, 0.75])
        )
        #expect(colours(.order, Sketch(strokes: [[.zero]])) == places([0]))
        #expect(colours(.values([0.5, 7]), sketch) == places([0.5, 1]) + [.black, .black])
        let given = [Colour(rgb: 0x123456), Colour(rgb: 0xFEDC00)]
        #expect(colours(.colours(given), sketch) == given + [.black, .black])
        #expect(given.map(\.hexadecimal) == ["#123456", "#fedc00"])
        #expect(colours(.order, Sketch()).isEmpty)
    }

    @Test func timeIsThatOfTheClockElseTheLength() {
        // A stroke without points begins when the one before did.
        #expect(colours(.time, sketch) == places([0, 0.1, 0.1, 1]))
        var still = sketch
        still.times = Array(repeating: 4, count: 6)
        var timeless = sketch
        timeless.times = []
        timeless.hasTimes = false
        #expect(colours(.time, timeless) == places([0, 0.5, 2 / 3.0, 2 / 3.0]))
        #expect(colours(.time, still) == colours(.time, timeless))
        #expect(colours(.time, Sketch(strokes: [[.zero], [.zero]])) == places([0, 0]))
    }

    @Test func pixelsHaveTheColoursOfTheirStrokes() throws {
        var style = RenderStyle()
        (style.width, style.height) = (40, 40)
        style.placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(40, 40)))
        style.engine = .fast
        style.colouring = .order
        style.line = LineStyle(width: .pixels(4))
        var drawer = try SketchDrawer(style)
        var raster = try drawer.makeRaster()
        drawer.draw(sketch, into: &raster)
        for (row, place) in [(5, 0), (15, 1 / 3.0), (25, 1)] {
            let colour = Palette.rainbow.colour(at: place)
            let pixel = raster.pixels[(row * 40 + 10) * 4..<(row * 40 + 11) * 4]
            #expect(Array(pixel) == [colour.red, colour.green, colour.blue, 255])
        }
        // A later stroke lies over an earlier one.
        drawer.draw(Sketch(strokes: [[Point(5, 20), Point(35, 20)], [Point(20, 5), Point(20, 35)]]), into: &raster)
        #expect(Array(raster.pixels[(20 * 40 + 20) * 4..<(20 * 40 + 21) * 4]) == [255, 0, 0, 255])
    }

    @Test func aValueOfNoNumberIsThePaletteBeginning() {
        #expect(colours(.values([.nan, -.infinity, .infinity, 0]), sketch) == places([0, 0, 1, 0]))
    }
}
