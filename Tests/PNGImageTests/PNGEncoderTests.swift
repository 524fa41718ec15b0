internal import CLibPNG
@testable internal import PNGImage
internal import Rasteriser
internal import SketchModel
internal import TestSupport
internal import Testing

@Suite struct PNGEncoderTests {
    /// Encodes, and checks that our reader and libpng's give back every pixel.
    private func roundTrip(_ raster: Raster, level: Int? = nil, text: [PNGText] = []) throws -> PNGFile {
        var encoder = PNGEncoder(level: level)
        var bytes: [UInt8] = [7]
        try encoder.encode(raster, text: text, into: &bytes)
        #expect(bytes.removeFirst() == 7)
        let file = try PNGFile(bytes)
        #expect(file.width == raster.width && file.height == raster.height)
        #expect(file.pixels == raster.rgba)
        #expect(try libpngPixels(bytes) == raster.rgba)
        return file
    }

    private func libpngPixels(_ bytes: [UInt8]) throws -> [UInt8] {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        try #require(bytes.withUnsafeBytes { png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count) } != 0)
        // PNG_FORMAT_RGBA: a colour picture with opacity.
        image.format = 3
        var pixels = [UInt8](repeating: 0, count: Int(image.width * image.height) * 4)
        try #require(png_image_finish_read(&image, nil, &pixels, 0, nil) != 0)
        return pixels
    }

    @Test(arguments: [
        ([0, 255], 0, 1), ([0, 85, 170], 0, 2), ([17, 34, 51, 68, 255], 0, 4), ([0, 200], 3, 1), ([1, 2, 3], 3, 2),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3, 4), (Array(0..<17), 0, 8), (Array(0..<256), 0, 8),
    ])
    func `greys take the fewest bits that hold them`(levels: [Int], colourType: Int, depth: Int) throws {
        for width in [97, 100, 131] {
            var generator = SeededGenerator(seed: 1)
            let raster = try Raster(width: width, height: 61, channels: .grey) { _ in
                [UInt8(levels[generator.index(below: levels.count)])]
            }
            let file = try roundTrip(raster)
            #expect(file.colourType == colourType)
            #expect(file.depth == depth)
            let coloured = try roundTrip(try raster.withColour)
            #expect(coloured.colourType == colourType)
            #expect(coloured.depth == (levels.count > 16 ? 8 : depth))
        }
    }

    @Test(arguments: [(2, false, 1), (4, true, 2), (16, false, 4), (17, true, 8), (256, false, 8)])
    func `up to 256 colours are a palette`(count: Int, hasOpacity: Bool, depth: Int) throws {
        var generator = SeededGenerator(seed: 2)
        let colours = (0..<count).map { (index: Int) -> [UInt8] in
            let level = UInt8(index)
            let opacity: UInt8 = hasOpacity && index % 3 == 1 ? level : 255
            return [level, 255 - level, level &* 31, opacity]
        }
        let raster = try Raster(width: 133, height: 60, channels: .rgba) { _ in
            colours[generator.index(below: count)]
        }
        let file = try roundTrip(raster)
        #expect(file.colourType == 3 && file.depth == depth && file.palette.count == count)
        // Only the first entries need their opacity written.
        #expect(file.opacities.count == colours.count { $0[3] < 255 })
    }

    @Test func `many colours are RGB, with opacity RGBA, greys with opacity two bytes`() throws {
        func noise(_ pixel: (inout SeededGenerator) -> [UInt8]) throws -> Raster {
            var generator = SeededGenerator(seed: 3)
            return try Raster(width: 67, height: 45, channels: .rgba) { _ in pixel(&generator) }
        }
        func byte(_ generator: inout SeededGenerator) -> UInt8 { UInt8(generator.index(below: 256)) }
        #expect(try roundTrip(noise { [byte(&$0), byte(&$0), byte(&$0), 255] }).colourType == 2)
        #expect(try roundTrip(noise { [byte(&$0), byte(&$0), byte(&$0), byte(&$0)] }).colourType == 6)
        let greys = try noise {
            let level = byte(&$0)
            return [level, level, level, byte(&$0)]
        }
        #expect(try roundTrip(greys).colourType == 4)
    }

    @Test func `small pictures take no palette that is larger than they are`() throws {
        for (red, type) in [(UInt8(9), 2), (0, 0)] {
            let raster = try Raster(width: 1, height: 1, channels: .rgba) { _ in [red, 0, 0, 255] }
            #expect(try roundTrip(raster).colourType == type)
        }
        #expect(try roundTrip(Raster(width: 1, height: 1, channels: .grey) { _ in [77] }).colourType == 0)
        let clear = try roundTrip(Raster(width: 1, height: 1, channels: .rgba) { _ in [1, 2, 3, 0] })
        #expect(clear.colourType == 6)
    }

    @Test(arguments: Array(0..<60))
    func `random pictures come back`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let (width, height) = (1 + generator.index(below: 70), 1 + generator.index(below: 40))
        let channels: Raster.Channels = seed % 2 == 0 ? .grey : .rgba
        let count = 1 + generator.index(below: [2, 5, 17, 300][seed % 4])
        let colours = (0..<count).map { (_: Int) -> [UInt8] in
            (0..<4).map { (_: Int) -> UInt8 in UInt8(generator.index(below: 256)) }
        }
        var pixel = colours[0]
        let raster = try Raster(width: width, height: height, channels: channels) { _ in
            if generator.index(below: 4) == 0 { pixel = colours[generator.index(below: colours.count)] }
            return Array(pixel.prefix(channels.rawValue))
        }
        _ = try roundTrip(raster, level: seed % 3 == 0 ? nil : seed % 10)
    }

    @Test func `a row of any width comes back`() throws {
        for width in 1...40 {
            for levels in [2, 3, 9, 40] {
                _ = try roundTrip(
                    Raster(width: width, height: 3, channels: .grey) { [UInt8($0 * 7 % levels * 6)] }
                )
            }
        }
        _ = try roundTrip(Raster(width: 20_000, height: 1, channels: .grey) { [UInt8($0 & 255)] })
        _ = try roundTrip(Raster(width: 1, height: 20_000, channels: .rgba) { [UInt8($0 & 255), 0, 9, 255] })
    }

    @Test func `higher levels make no larger files, and 0 stores`() throws {
        let raster = try Raster(width: 200, height: 200, channels: .grey) { index in
            let (x, y) = (index % 200 - 100, index / 200 - 100)
            let far: Int = abs(x * x + y * y - 6000) / 8
            return [UInt8(min(255, far))]
        }
        var sizes: [Int] = []
        for level in [0, nil, 9] {
            var encoder = PNGEncoder(level: level)
            var (bytes, again): ([UInt8], [UInt8]) = ([], [])
            try encoder.encode(raster, text: [], into: &bytes)
            try encoder.encode(raster, text: [], into: &again)
            #expect(bytes == again)
            #expect(try PNGFile(bytes).pixels == raster.rgba)
            sizes.append(bytes.count)
        }
        #expect(sizes[0] > 40_000 && sizes[0] > sizes[1] && sizes[1] >= sizes[2])
    }

    @Test func `texts are Latin-1 where they can be`() throws {
        let raster = try Raster(width: 2, height: 2, channels: .grey)
        let file = try roundTrip(
            raster,
            text: [
                PNGText("Title", "café"), PNGText("Title", "帽子 🎩"), PNGText("Title", ""),
                PNGText("Comment", "a\r\nb\rc\nd\te\u{0}f\u{85}"), PNGText("Software", "croquis"),
            ]
        )
        #expect(file.texts.map(\.type) == ["tEXt", "iTXt", "tEXt", "tEXt", "tEXt"])
        #expect(file.texts.map(\.value) == ["café", "帽子 🎩", "", "a\nb\nc\nd e f ", "croquis"])
        #expect(file.chunkTypes.allSatisfy { ["IHDR", "tEXt", "iTXt", "IDAT", "IEND"].contains($0) })
    }

    @Test func `what cannot be encoded is said, and nothing is appended`() throws {
        let raster = try Raster(width: 2, height: 2, channels: .grey)
        var bytes: [UInt8] = [1, 2]
        for keyword in ["", " a", "a ", "a  b", "é\u{7f}", "帽", String(repeating: "k", count: 80)] {
            var encoder = PNGEncoder()
            #expect(throws: PNGError.unusableKeyword(keyword)) {
                try encoder.encode(raster, text: [PNGText(keyword, "v")], into: &bytes)
            }
        }
        for level in [-1, 10] {
            var encoder = PNGEncoder(level: level)
            #expect(throws: PNGError.unusableLevel(level)) { try encoder.encode(raster, text: [], into: &bytes) }
        }
        #expect(bytes == [1, 2])
    }

    @Test func `libpng's errors come back with their reason`() throws {
        let raster = try Raster(width: 2, height: 2, channels: .grey)
        var packer = RowPacker()
        packer.prepare(for: PNGLayout(colourType: .rgb, depth: 4))
        var bytes: [UInt8] = []
        #expect(throws: PNGError.failed("Invalid IHDR data")) {
            try LibPNG.write(raster, &packer, .zlib(level: 1), [], into: &bytes)
        }
        packer.prepare(for: PNGLayout(colourType: .grey))
        #expect(throws: PNGError.failed("a chunk is cut short")) {
            try LibPNG.write(raster, &packer, .zlib(level: 1), [0, 0, 0, 0, 9, 0, 0, 0], into: &bytes)
        }
    }

    @Test func `the readers of these tests see damage`() throws {
        var encoder = PNGEncoder()
        var bytes: [UInt8] = []
        try encoder.encode(Raster(width: 9, height: 9, channels: .grey), text: [], into: &bytes)
        for index in 8..<bytes.count {
            var damaged = bytes
            damaged[index] ^= 16
            #expect(throws: PNGFile.Fault.self) { try PNGFile(damaged) }
        }
    }
}

extension Raster {
    /// A picture whose pixels a function of their place gives.
    init(width: Int, height: Int, channels: Channels, pixel: (Int) -> [UInt8]) throws {
        try self.init(width: width, height: height, channels: channels)
        pixels = (0..<(width * height)).flatMap(pixel)
    }

    var rgba: [UInt8] {
        switch channels {
        case .grey: pixels.flatMap { [$0, $0, $0, 255] }
        case .rgba: pixels
        }
    }

    /// The same picture in colour.
    var withColour: Raster {
        get throws {
            let pixels = rgba
            return try Raster(width: width, height: height, channels: .rgba) { Array(pixels[(4 * $0)..<(4 * $0 + 4)]) }
        }
    }
}
