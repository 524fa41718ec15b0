internal import TestSupport
internal import Testing
internal import SketchModel

@testable internal import Rasteriser

struct FontTests {
    /// A text as rows of `#` and `.`.
    private func picture(_ text: String, width: Int? = nil, scale: Int = 1) throws -> [String] {
        var raster = try Raster(
            width: width ?? BitmapFont.width(of: text, scale: scale),
            height: BitmapFont.lineHeight * scale,
            channels: .grey
        )
        BitmapFont.draw(text, into: &raster, x: 0, y: 0, scale: scale, colour: .white)
        return (0..<raster.height).map { row in
            String((0..<raster.width).map { raster.pixels[row * raster.width + $0] == 255 ? "#" : "." })
        }
    }

    @Test func lettersStandOnTheBaseline() throws {
        #expect(
            try picture("Ágj") == [
                "...#.........",
                "..#..........",
                ".............",
                ".###........#",
                "#...#........",
                "#...#..###..#",
                "#####.#..#..#",
                "#...#.#..#..#",
                "#...#.#..#..#",
                "#...#..###..#",
                ".........#..#",
                ".......##..#.",
            ]
        )
    }

    @Test func asciiAndLatin1AreComplete() {
        let characters = (0x20...0x7e).map { $0 } + (0xa1...0xff).filter { $0 != 0xad }
        let missing = characters.compactMap { UnicodeScalar($0) }.map { Character($0) }
            .filter { !BitmapFont.has($0) && !["¨", "¯", "´", "¸"].contains($0) }
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test func glyphsAreWellFormed() {
        for (character, glyph) in BitmapFont.glyphs {
            #expect((1...8).contains(glyph.width), "\(character)")
            #expect(glyph.rows.count == BitmapFont.lineHeight, "\(character)")
            #expect(glyph.rows.contains { $0 != 0 }, "\(character)")
            #expect(glyph.rows.allSatisfy { Int($0) < 1 << glyph.width }, "\(character)")
        }
        let letters = Set(BitmapFont.glyphs.values)
        // The two letters that look the same are two of Unicode's, for Icelandic and for Croatian.
        #expect(letters.count == BitmapFont.glyphs.count - 1)
    }

    @Test func decomposedLettersAreTheSame() {
        #expect(BitmapFont.glyph(of: "e\u{301}") == BitmapFont.glyph(of: "é"))
        #expect(BitmapFont.glyph(of: "中") == BitmapFont.glyph(of: "\u{1b}"))
        #expect(!BitmapFont.has("中"))
        #expect(BitmapFont.glyph(of: "\t") == BitmapFont.glyph(of: " "))
    }

    @Test func scalesRepeatPixels() throws {
        let once = try picture("Qx ü")
        let thrice = try picture("Qx ü", scale: 3)
        #expect(BitmapFont.width(of: "Qx ü", scale: 3) == 3 * BitmapFont.width(of: "Qx ü"))
        for (row, line) in thrice.enumerated() {
            #expect(line == once[row / 3].map { String(repeating: $0, count: 3) }.joined())
        }
    }

    @Test func widths() {
        #expect(BitmapFont.width(of: "") == 0)
        #expect(BitmapFont.width(of: "i") == 1)
        #expect(BitmapFont.width(of: "cat") == 4 + 1 + 4 + 1 + 3)
        #expect(BitmapFont.width(of: "a b") == 4 + 1 + 2 + 1 + 4)
    }

    @Test func textsAreCutToAnyWidth() {
        for text in ["", "i", "cat", "The Great Wall of China", "a  b", "…"] {
            for scale in 1...3 {
                for room in 0...(BitmapFont.width(of: text, scale: scale) + 4) {
                    let cut = BitmapFont.cut(text, toWidth: room, scale: scale)
                    #expect(BitmapFont.width(of: cut, scale: scale) <= room)
                    #expect(cut == text || cut.isEmpty || cut.hasSuffix("…") && text.hasPrefix(cut.dropLast()))
                    #expect((cut == text) == (BitmapFont.width(of: text, scale: scale) <= room) || text.isEmpty)
                }
            }
        }
        #expect(BitmapFont.cut("a wall", toWidth: 14) == "a…")
        #expect(BitmapFont.cut(String(repeating: "long ", count: 100_000), toWidth: 30) == "long l…")
    }

    @Test func whatIsOutsideThePictureIsLeftOut() throws {
        let whole = try picture("cat")
        var raster = try Raster(width: 5, height: 6, channels: .rgba)
        BitmapFont.draw("cat", into: &raster, x: -3, y: -5, colour: Colour(rgb: 0x102030))
        for row in 0..<6 {
            for (column, pixel) in whole[row + 5].dropFirst(3).prefix(5).enumerated() {
                let place = 4 * (row * 5 + column)
                #expect(
                    Array(raster.pixels[place..<(place + 4)]) == (pixel == "#" ? [16, 32, 48, 255] : [0, 0, 0, 0])
                )
            }
        }
        BitmapFont.draw("cat", into: &raster, x: 1000, y: 1000, colour: .white)
    }
}
