internal import XMLTrees

/// A document as a sequence of units, one per character of ASCII: bytes, or pairs of bytes in UTF-16. Markup is found
/// the same way in both.
struct DocumentText {
    /// The units. ASCII is unchanged; anything else in UTF-16 becomes a byte that is part of a name.
    let units: [UInt8]
    /// The number of bytes per unit.
    let unitSize: Int

    private let bytes: [UInt8]
    private let isBigEndian: Bool

    /// - Parameter bytes: a document that the parser accepted.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let start = Array(bytes.prefix(2))
        let isUTF16 = [[0xff, 0xfe], [0xfe, 0xff], [0x3c, 0], [0, 0x3c]].contains(start)
        let isBigEndian = start == [0xfe, 0xff] || start == [0, 0x3c]
        self.isBigEndian = isBigEndian
        unitSize = isUTF16 ? 2 : 1
        guard isUTF16 else {
            units = bytes
            return
        }
        units = (0..<(bytes.count / 2)).map { index in
            let (first, second) = (bytes[2 * index], bytes[2 * index + 1])
            let (high, low) = isBigEndian ? (first, second) : (second, first)
            return high == 0 && low < 0x80 ? low : 0x80
        }
    }

    /// The white space before `offset` on its line, and the line ending before that; empty if other text comes before
    /// it.
    func indent(before offset: Int) -> Range<Int> {
        var start = offset
        while start > 0, units[start - 1] == 0x20 || units[start - 1] == 0x09 { start -= 1 }
        guard start > 0, units[start - 1] == 0x0a else { return offset..<offset }
        start -= start > 1 && units[start - 2] == 0x0d ? 2 : 1
        return start..<offset
    }

    /// The bytes of a draft, which combines parts of this text and new ones.
    func bytes(of draft: Draft) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(draft.unitCount * unitSize)
        for piece in draft.pieces {
            switch piece {
            case .source(let range):
                result += bytes[(range.lowerBound * unitSize)..<(range.upperBound * unitSize)]
            case .ascii(let range) where unitSize == 1: result += draft.ascii[range]
            case .ascii(let range):
                for byte in draft.ascii[range] { result += isBigEndian ? [0, byte] : [byte, 0] }
            }
        }
        return result
    }
}

/// A text in progress: parts of a document, with new ASCII text between them.
struct Draft {
    enum Piece {
        /// Units of the document.
        case source(Range<Int>)
        /// Characters of `ascii`.
        case ascii(Range<Int>)
    }

    private(set) var pieces: [Piece] = []
    /// All new text, concatenated.
    private(set) var ascii: [UInt8] = []
    /// Its length, in the document's units.
    private(set) var unitCount = 0

    /// Appends an unchanged part of the document.
    mutating func append(_ range: Range<Int>) {
        if range.isEmpty { return }
        unitCount += range.count
        if case .source(let last)? = pieces.last, last.upperBound == range.lowerBound {
            pieces[pieces.count - 1] = .source(last.lowerBound..<range.upperBound)
        } else {
            pieces.append(.source(range))
        }
    }

    /// Appends ASCII text.
    mutating func append(_ text: some Collection<UInt8>) {
        if text.isEmpty { return }
        let start = ascii.count
        ascii += text
        unitCount += ascii.count - start
        if case .ascii(let last)? = pieces.last {
            pieces[pieces.count - 1] = .ascii(last.lowerBound..<ascii.count)
        } else {
            pieces.append(.ascii(start..<ascii.count))
        }
    }

    /// Appends UTF-8 text, escaped so that it can be in either kind of quotes and in any encoding.
    mutating func append(escaping text: some Collection<UInt8>) {
        var result: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "&", "<", ">", "\"", "'", "\t", "\n", "\r": result += "&#\(scalar.value);".utf8
            default:
                if scalar.isASCII {
                    result += PercentText.isHeld(scalar) ? String(scalar).utf8 : "&#xFFFD;".utf8
                } else {
                    result += "&#\(PercentText.isHeld(scalar) ? scalar.value : 0xfffd);".utf8
                }
            }
        }
        append(result)
    }
}
