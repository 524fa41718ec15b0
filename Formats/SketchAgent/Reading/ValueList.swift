internal import SketchModel
internal import TextNotation

/// The list of a stroke's cells.
struct CellList {
    private(set) var cells: [Point] = []
    /// The first place of each thing that is odd.
    private(set) var oddities: [(oddity: Oddity, offset: Int)] = []

    /// Reads `'x13y27', 'x24y27'`, with any quotes, blanks and brackets or none, in either case.
    init(_ text: Span<UInt8>, _ range: Range<Int>, on grid: Grid) {
        var offset = range.lowerBound
        let size = Double(grid.size)
        var (hasOther, hasFraction, isOutside) = (false, false, false)
        func note(_ oddity: Oddity, _ place: Int, _ isKnown: inout Bool) {
            if !isKnown { oddities.append((oddity, place)) }
            isKnown = true
        }
        while ListText.skipSeparators(text, at: &offset, end: range.upperBound) {
            let start = offset
            guard let x = Self.coordinate(text, "x", at: &offset, end: range.upperBound),
                let y = Self.coordinate(text, "y", at: &offset, end: range.upperBound)
            else {
                note(.notACell, start, &hasOther)
                offset = max(offset, start + 1)
                ListText.skipItem(text, at: &offset, end: range.upperBound)
                continue
            }
            if x != x.rounded() || y != y.rounded() { note(.fraction, start, &hasFraction) }
            let cell = Point(min(max(x, 1), size), min(max(y, 1), size))
            if cell != Point(x, y) { note(.outsideGrid, start, &isOutside) }
            cells.append(cell)
        }
    }

    /// The number after a letter.
    private static func coordinate(
        _ text: Span<UInt8>,
        _ letter: Unicode.Scalar,
        at offset: inout Int,
        end: Int
    ) -> Double? {
        guard offset < end, text[offset] | 0x20 == UInt8(ascii: letter) else { return nil }
        offset += 1
        ListText.skipBlanks(text, at: &offset, end: end)
        guard let number = ListText.number(text, at: &offset, end: end) else { return nil }
        ListText.skipBlanks(text, at: &offset, end: end)
        return number
    }
}

/// The list of a stroke's t values.
struct TimeList {
    /// `nil` if one of them isn't a number from 0 to 1.
    private(set) var times: [Double]? = []
    /// The place of the value that isn't.
    private(set) var offset: Int

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        offset = range.lowerBound
        var values: [Double] = []
        while ListText.skipSeparators(text, at: &offset, end: range.upperBound) {
            let start = offset
            guard let value = ListText.number(text, at: &offset, end: range.upperBound), value >= 0, value <= 1 else {
                (times, offset) = (nil, start)
                return
            }
            values.append(value)
        }
        times = values
    }
}

/// What separates the items of lists.
private enum ListText {
    /// Skips everything between two items: blanks, commas, quotes, brackets, escapes and what isn't ASCII.
    /// - Returns: whether there is another item.
    static func skipSeparators(_ text: Span<UInt8>, at offset: inout Int, end: Int) -> Bool {
        while offset < end, isSeparator(text[offset]) { offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1 }
        return offset < end
    }

    static func skipItem(_ text: Span<UInt8>, at offset: inout Int, end: Int) {
        while offset < end, !isSeparator(text[offset]) { offset += 1 }
    }

    static func skipBlanks(_ text: Span<UInt8>, at offset: inout Int, end: Int) {
        while offset < end, text[offset] == 0x20 || text[offset] == 0x09 { offset += 1 }
    }

    /// A finite number that ends before `end`.
    static func number(_ text: Span<UInt8>, at offset: inout Int, end: Int) -> Double? {
        var after = offset
        guard let value = DecimalText.parse(text, at: &after), after <= end, value.isFinite else { return nil }
        offset = after
        return value
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7f...0xff: true
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): true
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"): true
        default: false
        }
    }
}
