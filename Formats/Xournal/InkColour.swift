internal import SketchModel

/// The colours of ink as Xournal and Xournal++ write them.
enum InkColour {
    /// What Xournal calls its colours, in `0xRRGGBB`.
    private static let names: [String: Int] = [
        "black": 0x000000, "blue": 0x3333cc, "red": 0xff0000, "green": 0x008000, "gray": 0x808080,
        "lightblue": 0x00c0ff, "lightgreen": 0x00ff00, "magenta": 0xff00ff, "orange": 0xff8000, "yellow": 0xffff00,
        "white": 0xffffff,
    ]
    /// How opaque the highlighter's colours with a name are.
    private static let highlighterAlpha: UInt8 = 0x7f

    /// Reads a name, `#rrggbb` or `#rrggbbaa`; `nil` for anything else.
    static func parse(_ text: ArraySlice<UInt8>, isHighlighter: Bool) -> Colour? {
        if text.first == UInt8(ascii: "#") {
            return text.count == 7 || text.count == 9 ? Colour(hexadecimal: text.span) : nil
        }
        guard let known = names[String(decoding: text.prefix(16), as: UTF8.self)] else { return nil }
        var colour = Colour(rgb: known)
        if isHighlighter { colour.alpha = highlighterAlpha }
        return colour
    }

    /// What a stroke without a colour is written with.
    static func standard(isHighlighter: Bool) -> Colour {
        isHighlighter ? Colour(red: 0xff, green: 0xff, blue: 0, alpha: highlighterAlpha) : .black
    }

    /// Appends `#rrggbbaa`.
    static func append(_ colour: Colour, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: colour.hexadecimal.utf8)
        if colour.alpha == 255 { bytes.append(contentsOf: "ff".utf8) }
    }
}
