/// Text for display on a terminal.
package enum TerminalText {
    /// The text in at most `columns` columns, with an ellipsis if it was cut. Characters that would control the
    /// terminal or change the direction of the text are made visible.
    package static func fitting(_ text: String, columns: Int) -> (text: String, columns: Int) {
        var shown = ""
        var used = 0
        // The longest prefix that leaves room for an ellipsis.
        var (kept, keptColumns) = ("", 0)
        for character in text {
            let piece = printable(character)
            used += piece.columns
            if used > columns {
                guard columns > 0 else { return ("", 0) }
                return (kept + "…", keptColumns + 1)
            }
            shown += piece.text
            if used < columns { (kept, keptColumns) = (shown, used) }
        }
        return (shown, used)
    }

    /// The same, but cut at the start: the end of a long path tells more.
    package static func fittingEnd(_ text: String, columns: Int) -> (text: String, columns: Int) {
        let whole = fitting(text, columns: .max)
        if whole.columns <= columns { return whole }
        // Every character takes at least one column, except combining marks.
        var end = text.suffix(max(0, columns))
        while !end.isEmpty {
            end.removeFirst()
            let cut = fitting("…" + end, columns: .max)
            if cut.columns <= columns { return cut }
        }
        return fitting("…", columns: columns)
    }

    private static func printable(_ character: Character) -> (text: String, columns: Int) {
        if let ascii = character.asciiValue, (0x20..<0x7f).contains(ascii) { return (String(character), 1) }
        guard character.unicodeScalars.contains(where: steers) else { return (String(character), columns(character)) }
        var text = ""
        var count = 0
        for scalar in character.unicodeScalars {
            let escape = "\\u{\(String(scalar.value, radix: 16))}"
            text += steers(scalar) ? escape : String(scalar)
            count += steers(scalar) ? escape.utf8.count : columns(Character(scalar))
        }
        return (text, count)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // The joiners are part of words in some scripts, and of emoji.
        case .format: scalar != "\u{200c}" && scalar != "\u{200d}" && !scalar.properties.isVariationSelector
        default: false
        }
    }

    /// 2 for wide East Asian characters and emoji, 0 for combining marks, otherwise 1. Terminals differ.
    static func columns(_ character: Character) -> Int {
        var widest = 0
        for scalar in character.unicodeScalars {
            let properties = scalar.properties
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format:
                if scalar == "\u{fe0f}" { widest = 2 }
            default:
                let isWide = properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) }
                widest = max(widest, isWide ? 2 : 1)
            }
        }
        return widest
    }

    /// Source: Unicode Standard Annex 11, the larger blocks of East Asian wide and full-width characters.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
