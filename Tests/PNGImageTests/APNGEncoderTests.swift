@testable internal import PNGImage
internal import Rasteriser
internal import SketchModel
internal import TestSupport
internal import Testing

@Suite struct APNGEncoderTests {
    private func frame(_ width: Int, _ height: Int, _ channels: Raster.Channels, seed: UInt64) throws -> Raster {
        var generator = SeededGenerator(seed: seed)
        return try Raster(width: width, height: height, channels: channels) { _ in
            let level = UInt8(generator.index(below: 5) * 50)
            return channels == .grey ? [level] : [level, level &+ 9, 7, 255]
        }
    }

    @Test(arguments: [(Raster.Channels.grey, true, 0), (.rgba, true, 2), (.rgba, false, 6)])
    func `frames come back, one by one`(channels: Raster.Channels, isOpaque: Bool, type: Int) throws {
        var encoder = try APNGEncoder(
            width: 31,
            height: 17,
            channels: channels,
            isOpaque: isOpaque,
            text: [PNGText("Title", "chat 🐈")]
        )
        // A second animation is like a first one.
        for _ in 0..<2 {
            var rasters = [try frame(31, 17, channels, seed: 5)]
            var generator = SeededGenerator(seed: 6)
            for _ in 0..<12 {
                var next = rasters[rasters.count - 1]
                for _ in 0...generator.index(below: 4) {
                    let place = generator.index(below: 31 * 17) * channels.rawValue
                    next.pixels[place] = next.pixels[place] &+ 1
                }
                rasters.append(next)
            }
            for (index, raster) in rasters.enumerated() { try encoder.add(raster, milliseconds: 10 + index) }
            var bytes: [UInt8] = []
            try encoder.finish(into: &bytes)
            let file = try PNGFile(bytes)
            #expect(file.colourType == type && file.plays == 0)
            #expect(file.texts.map(\.value) == ["chat 🐈"])
            #expect(file.frames.map(\.canvas) == rasters.map(\.rgba))
            #expect(file.frames.map(\.delay) == (0..<13).map { 10 + Double($0) })
            #expect(file.pixels == rasters[0].rgba)
        }
    }

    @Test func `only the rectangle that changed is kept`() throws {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<200 {
            let (width, height) = (1 + generator.index(below: 30), 1 + generator.index(below: 9))
            for pixelSize in [1, 4] {
                let old = [UInt8](repeating: 3, count: width * height * pixelSize)
                var new = old
                var places: [(x: Int, y: Int)] = []
                for _ in 0..<generator.index(below: 4) {
                    let place = generator.index(below: new.count)
                    new[place] = 4
                    places.append((place / pixelSize % width, place / pixelSize / width))
                }
                let box = PixelRectangle.changed(
                    from: old.span,
                    to: new.span,
                    rowSize: width * pixelSize,
                    pixelSize: pixelSize
                )
                let (xs, ys) = (places.map(\.x), places.map(\.y))
                guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
                    #expect(box == nil)
                    continue
                }
                #expect(box == PixelRectangle(columns: left..<(right + 1), rows: top..<(bottom + 1)))
            }
        }
    }

    @Test func `frames alike are one, and long delays lose precision alone`() throws {
        var encoder = try APNGEncoder(width: 9, height: 5, channels: .grey, isOpaque: true)
        let (a, b) = (try frame(9, 5, .grey, seed: 1), try frame(9, 5, .grey, seed: 2))
        for (raster, delay) in [(a, 40), (a, 40), (b, 65_535), (a, 70_001), (a, 9), (b, 65_535_000), (b, 40)] {
            try encoder.add(raster, milliseconds: delay)
        }
        var bytes: [UInt8] = []
        try encoder.finish(into: &bytes)
        let file = try PNGFile(bytes)
        #expect(file.frames.map(\.delay) == [80, 65_535, 70_010, 65_535_000, 40])
        #expect(file.frames.map(\.canvas) == [a, b, a, b, b].map(\.rgba))
        #expect(file.frames[4].width == 1 && file.frames[4].height == 1)
        #expect(file.plays == 0)
    }

    @Test func `what cannot be a frame is said`() throws {
        var encoder = try APNGEncoder(width: 9, height: 5, channels: .grey, isOpaque: true)
        var bytes: [UInt8] = []
        #expect(throws: PNGError.noFrames) { try encoder.finish(into: &bytes) }
        #expect(throws: PNGError.unlikeFrame) { try encoder.add(frame(5, 9, .grey, seed: 1), milliseconds: 1) }
        #expect(throws: PNGError.unlikeFrame) { try encoder.add(frame(9, 5, .rgba, seed: 1), milliseconds: 1) }
        for delay in [-1, 65_535_001] {
            #expect(throws: PNGError.unusableDelay(milliseconds: delay)) {
                try encoder.add(frame(9, 5, .grey, seed: 1), milliseconds: delay)
            }
        }
        #expect(throws: PNGError.unusableKeyword("")) {
            try APNGEncoder(width: 1, height: 1, channels: .grey, isOpaque: true, text: [PNGText("", "")])
        }
        #expect(bytes.isEmpty)
    }
}
