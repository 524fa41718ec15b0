internal import SketchModel
internal import Testing

@testable internal import Rasteriser

@Suite struct CompositorTests {
    /// A mask with noise, full and empty runs in a box.
    private static func noise(_ random: inout SeededGenerator, width: Int, height: Int) -> CoverageMask {
        var mask = CoverageMask(width: width, height: height)
        mask.touched = PixelBox(columns: 3..<(width - 2), rows: 1..<height)
        for row in mask.touched.rows {
            for column in mask.touched.columns {
                let value = random.index(below: 4) > 0 ? random.index(below: 256) : random.index(below: 2) * 255
                mask.coverage[row * width + column] = column % 40 < 20 ? 0 : UInt8(value)
            }
        }
        return mask
    }

    @Test func vectorsDoWhatOneByteDoes() throws {
        var random = SeededGenerator(seed: 2)
        let (width, height) = (101, 9)
        let mask = Self.noise(&random, width: width, height: height)
        let colour = Colour(rgb: 0x9A03FF)
        for channels in [Raster.Channels.grey, .rgba] {
            var raster = try Raster(width: width, height: height, channels: channels)
            for index in raster.pixels.indices { raster.pixels[index] = UInt8(random.index(below: 256)) }
            let before = raster.pixels
            Compositor.paint(colour, through: mask, on: &raster)
            let count = channels.rawValue
            for index in before.indices {
                let over = [colour.red, colour.green, colour.blue, 255][index % count]
                let expected = PlainPixels.mix(over, mask.coverage[index / count], before[index])
                #expect(raster.pixels[index] == expected)
            }
        }
    }

    @Test func mixingEqualsTheColourWhereAllIsCoveredAndKeepsTheGroundWhereNothingIs() {
        for value in UInt8.min...UInt8.max {
            #expect(PlainPixels.mix(value, 255, 77) == value)
            #expect(PlainPixels.mix(77, 0, value) == value)
            #expect(PlainPixels.mix(255, value, 0) == value)
            #expect(PlainPixels.mix(value, 128, value) >= max(value, 1) - 1)
        }
    }

    @Test func clearingLeavesNothing() {
        var random = SeededGenerator(seed: 4)
        var mask = Self.noise(&random, width: 37, height: 5)
        mask.clear()
        #expect(mask.coverage.allSatisfy { $0 == 0 })
        #expect(mask.touched.isEmpty)
    }

    private static func pixel(_ background: Background, isInverted: Bool = false, colour: StrokeColouring) throws
        -> [UInt8]
    {
        var style = RenderStyle()
        (style.width, style.height) = (2, 1)
        style.placement = .viewBox(BoundingBox(minimum: .zero, maximum: Point(2, 1)))
        style.line = LineStyle(width: .pixels(1), cap: .butt)
        style.background = background
        style.isInverted = isInverted
        style.colouring = colour
        var drawer = try SketchDrawer(style)
        var raster = try drawer.makeRaster()
        // Covers two fifths of the first pixel, and none of the second.
        drawer.draw(Sketch(strokes: [[Point(0, 0.5), Point(0.4, 0.5)]]), into: &raster)
        return raster.pixels
    }

    @Test func backgroundsAndInversion() throws {
        let share: UInt8 = 102
        #expect(try Self.pixel(.white, colour: .none) == [255 - share, 255])
        #expect(try Self.pixel(.black, colour: .none) == [share, 0])
        #expect(try Self.pixel(.white, isInverted: true, colour: .none) == [share, 0])
        #expect(try Self.pixel(.transparent, colour: .none) == [0, 0, 0, share, 0, 0, 0, 0])
        #expect(
            try Self.pixel(.transparent, isInverted: true, colour: .none) == [255, 255, 255, share, 255, 255, 255, 0]
        )
        // The rainbow's beginning, 0x8000FF, divided by its opacity again.
        #expect(try Self.pixel(.transparent, colour: .stroke) == [128, 0, 255, share, 0, 0, 0, 0])
        #expect(try Self.pixel(.black, colour: .stroke) == [51, 0, 102, 255, 0, 0, 0, 255])
        #expect(try Self.pixel(.black, isInverted: true, colour: .stroke) == [204, 255, 153, 255, 255, 255, 255, 255])
    }
}
