package import SketchModel

/// The font of captions: proportional, with capitals 7 pixels high and small letters 5, drawn for Croquis.
///
/// It has ASCII, the letters and symbols of Latin-1, and the accented letters of most languages with Latin script. Any
/// other character is drawn as a box, any white space as a space.
package enum BitmapFont {
    /// Rows per line, from the tops of accents over capitals to the ends of descenders.
    package static let lineHeight = 12
    /// Rows above the baseline.
    package static let baseline = 10
    /// The row in which capitals begin.
    package static let capitalTop = 3
    /// Clear columns between two characters.
    static let spacing = 1
    static let spaceWidth = 2

    /// The width of a line of text, in pixels; 0 if it is empty.
    /// - Parameter scale: the side of one of the font's pixels, in pixels.
    package static func width(of text: String, scale: Int = 1) -> Int {
        max(0, text.reduce(0) { $0 + glyph(of: $1).width + spacing } - spacing) * scale
    }

    /// The text, or as much of its beginning as fits, followed by an ellipsis.
    /// - Parameters:
    ///   - width: in pixels.
    ///   - scale: the side of one of the font's pixels, in pixels.
    /// - Returns: an empty text if not even the ellipsis fits.
    package static func cut(_ text: String, toWidth width: Int, scale: Int = 1) -> String {
        let room = width / max(1, scale)
        let ellipsis = glyph(of: "…").width + spacing
        // Where the text would end if it were cut after a character.
        var (used, cut) = (0, text.startIndex)
        for index in text.indices {
            used += glyph(of: text[index]).width
            if used > room {
                guard ellipsis - spacing <= room else { return "" }
                var kept = text[..<cut]
                while kept.last?.isWhitespace == true { kept.removeLast() }
                return kept + "…"
            }
            if used + ellipsis <= room { cut = text.index(after: index) }
            used += spacing
        }
        return text
    }

    /// Draws a line of text; parts outside the picture are left out.
    /// - Parameters:
    ///   - x: the text's left edge, in pixels.
    ///   - y: the line's upper edge, `baseline * scale` pixels above the baseline.
    ///   - scale: the side of one of the font's pixels, in pixels.
    ///   - colour: opaque in a picture with opacity; a grey picture uses its red.
    package static func draw(
        _ text: String,
        into raster: inout Raster,
        x: Int,
        y: Int,
        scale: Int = 1,
        colour: Colour
    ) {
        var left = x
        for character in text {
            if left >= raster.width { return }
            let glyph = glyph(of: character)
            for (row, bits) in glyph.rows.enumerated() where bits != 0 {
                for column in 0..<glyph.width where bits >> UInt8(column) & 1 == 1 {
                    raster.fill(
                        columns: (left + column * scale)..<(left + (column + 1) * scale),
                        rows: (y + row * scale)..<(y + (row + 1) * scale),
                        with: colour
                    )
                }
            }
            left += (glyph.width + spacing) * scale
        }
    }

    /// Whether the font has the character, and doesn't draw a box for it.
    package static func has(_ character: Character) -> Bool { character.isWhitespace || glyphs[character] != nil }

    static func glyph(of character: Character) -> BitmapGlyph {
        if let glyph = glyphs[character] { return glyph }
        return character.isWhitespace ? BitmapGlyph(width: spaceWidth, rows: []) : box
    }

    /// Keyed by character: composed and decomposed letters are equal as `Character`.
    static let glyphs: [Character: BitmapGlyph] = {
        var glyphs: [Character: BitmapGlyph] = [:]
        for block in BitmapFontGlyphs.blocks { read(block, into: &glyphs) }
        for accent in BitmapFontAccents.all {
            for (base, letter) in zip(accent.bases, accent.letters) {
                glyphs[letter] = glyphs[base]?.adding(accent)
            }
        }
        return glyphs
    }()

    private static let box = BitmapGlyph(
        picture: ["####", "#..#", "#..#", "#..#", "#..#", "#..#", "####"],
        top: capitalTop
    )

    /// Parses blocks of characters, each a line of characters with rows of their pixels under it; blank lines separate
    /// blocks.
    private static func read(_ block: String, into glyphs: inout [Character: BitmapGlyph]) {
        for part in block.split(separator: "\n\n") {
            let lines = part.split(separator: "\n").map { $0.split(separator: " ") }
            guard let characters = lines.first else { continue }
            for (place, character) in characters.enumerated() {
                let picture = lines.dropFirst().compactMap { place < $0.count ? $0[place] : nil }
                glyphs[Character(String(character))] = BitmapGlyph(picture: picture, top: capitalTop)
            }
        }
    }
}
