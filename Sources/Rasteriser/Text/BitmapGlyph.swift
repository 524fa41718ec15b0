/// One character's pixels: at most eight columns and `BitmapFont.lineHeight` rows.
struct BitmapGlyph: Sendable, Hashable {
    /// Columns of ink, without the spacing that follows.
    var width: Int
    /// Rows from the top of the line; bit `i` is column `i`.
    var rows: [UInt8]

    init(width: Int, rows: [UInt8]) {
        self.width = width
        self.rows = rows + [UInt8](repeating: 0, count: BitmapFont.lineHeight - rows.count)
    }

    /// - Parameters:
    ///   - picture: rows of `#` and `.`.
    ///   - top: the position of the first row in the line.
    init(picture: [some StringProtocol], top: Int) {
        let rows = picture.map { row in
            row.utf8.enumerated().reduce(into: UInt8(0)) { bits, pixel in
                if pixel.element == UInt8(ascii: "#") { bits |= 1 << UInt8(pixel.offset) }
            }
        }
        self.init(
            width: picture.map(\.utf8.count).max() ?? 0,
            rows: [UInt8](repeating: 0, count: top) + rows
        )
    }

    /// This letter with an accent above it, separated by one clear row, or hanging from its baseline.
    func adding(_ accent: BitmapFontAccents.Accent) -> BitmapGlyph {
        let top = rows.firstIndex { $0 != 0 } ?? BitmapFont.capitalTop
        let place = accent.isBelow ? BitmapFont.baseline : max(0, top - 1 - accent.rows.count)
        var over = BitmapGlyph(picture: accent.rows, top: place)
        var letter = self
        let total = max(letter.width, over.width)
        letter.move(by: (total - letter.width) / 2)
        over.move(by: (total - over.width + 1) / 2)
        for row in letter.rows.indices { letter.rows[row] |= over.rows[row] }
        letter.width = total
        return letter
    }

    private mutating func move(by columns: Int) {
        for row in rows.indices { rows[row] <<= UInt8(columns) }
    }
}
