internal import TextNotation

/// A field between two commas.
struct CSVField {
    /// Its text, without the quotes around it.
    var range: Range<Int>
    var isQuoted: Bool
    /// Whether quotes inside the text are doubled.
    var hasDoubledQuotes = false
}

/// Splits CSV (RFC 4180) into records and their fields.
///
/// A record with a fault in its quotes ends at its first line feed, so that a quote that isn't closed takes no other
/// record with it. Every part of the text that begins and ends between records is split in the same way as the whole.
struct CSVSplitter {
    /// The first fields of the last record.
    private(set) var fields: [CSVField] = []
    /// The number of its fields.
    private(set) var count = 0
    /// The number of its line feeds, with the one that ends it.
    private(set) var lineFeeds = 0
    /// Whether the text ended inside a quoted field.
    private(set) var isOpen = false
    /// How many fields of a record are kept.
    private let limit: Int
    /// The quote that begins the first field with a line feed in it.
    private var spanningQuote: Int?

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed: UInt8 = 0x0a
    private static let carriageReturn: UInt8 = 0x0d

    init(limit: Int) { self.limit = limit }

    /// Whether the last record is an empty line.
    var isBlank: Bool { count == 1 && fields.first.map { $0.range.isEmpty && !$0.isQuoted } ?? false }

    /// Splits the record at `start`, which ends with its line feed or with the text.
    /// - Returns: the index after the record.
    mutating func record(_ bytes: Span<UInt8>, from start: Int) throws(CSVFault) -> Int {
        fields.removeAll(keepingCapacity: true)
        (count, lineFeeds, isOpen, spanningQuote) = (0, 0, false, nil)
        var offset = start
        repeat {
            if offset < bytes.count, bytes[offset] == Self.quote {
                try quotedField(bytes, at: &offset)
            } else {
                try plainField(bytes, at: &offset)
            }
        } while try !isLast(bytes, at: &offset)
        return offset
    }

    /// The index after the first line feed from `start` on.
    static func nextLine(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == lineFeed { return index + 1 }
            index += 1
        }
        return nil
    }

    @inline(__always)
    private mutating func append(_ field: CSVField) {
        if count < limit { fields.append(field) }
        count += 1
    }

    private mutating func plainField(_ bytes: Span<UInt8>, at offset: inout Int) throws(CSVFault) {
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case Self.comma:
                append(CSVField(range: start..<offset, isQuoted: false))
                return
            case Self.lineFeed:
                append(CSVField(range: start..<Self.end(of: bytes, from: start, to: offset), isQuoted: false))
                return
            case Self.quote: throw broken(.strayQuote, at: offset)
            default: offset += 1
            }
        }
        append(CSVField(range: start..<Self.end(of: bytes, from: start, to: offset), isQuoted: false))
    }

    /// The end of a record's last field, without a carriage return.
    private static func end(of bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        end > start && bytes[end - 1] == carriageReturn ? end - 1 : end
    }

    private mutating func quotedField(_ bytes: Span<UInt8>, at offset: inout Int) throws(CSVFault) {
        let open = offset
        var hasDoubledQuotes = false
        offset += 1
        while true {
            Self.skipToQuoteOrLineFeed(bytes, at: &offset)
            guard offset < bytes.count else {
                isOpen = true
                throw broken(.unclosedQuote, at: open)
            }
            offset += 1
            if bytes[offset - 1] == Self.lineFeed {
                lineFeeds += 1
                if spanningQuote == nil { spanningQuote = open }
            } else if offset < bytes.count, bytes[offset] == Self.quote {
                hasDoubledQuotes = true
                offset += 1
            } else {
                break
            }
        }
        append(CSVField(range: (open + 1)..<(offset - 1), isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
    }

    /// Moves past the comma after a field, or past the end of the record.
    private mutating func isLast(_ bytes: Span<UInt8>, at offset: inout Int) throws(CSVFault) -> Bool {
        guard offset < bytes.count else { return true }
        switch bytes[offset] {
        case Self.comma:
            offset += 1
            return false
        case Self.lineFeed:
            offset += 1
            lineFeeds += 1
            return true
        case Self.carriageReturn where offset + 1 == bytes.count:
            offset += 1
            return true
        case Self.carriageReturn where bytes[offset + 1] == Self.lineFeed:
            offset += 2
            lineFeeds += 1
            return true
        case let byte: throw broken(.afterQuote(found: byte), at: offset)
        }
    }

    /// The fault of the record. If it has line feeds in a quoted field, that field's quote is probably the one that
    /// isn't closed.
    private func broken(_ reason: CSVError, at offset: Int) -> CSVFault {
        if let spanningQuote { return CSVFault(offset: spanningQuote, reason: CSVError.unclosedQuote) }
        return CSVFault(offset: offset, reason: reason)
    }

    /// Moves to the next quote or line feed, or to the end.
    @inline(__always)
    private static func skipToQuoteOrLineFeed(_ bytes: Span<UInt8>, at offset: inout Int) {
        var cursor = offset
        let lastBlock = bytes.count &- 8
        while cursor <= lastBlock {
            let block = DigitBlock.load(bytes, at: cursor)
            let marks = zeroBytes(block ^ 0x2222_2222_2222_2222) | zeroBytes(block ^ 0x0a0a_0a0a_0a0a_0a0a)
            if marks != 0 {
                offset = cursor &+ marks.trailingZeroBitCount &>> 3
                return
            }
            cursor &+= 8
        }
        while cursor < bytes.count, bytes[cursor] != quote, bytes[cursor] != lineFeed { cursor &+= 1 }
        offset = cursor
    }

    /// A mark in the top bit of each byte that is zero. Bytes after the first such byte may be marked wrongly.
    @inline(__always)
    private static func zeroBytes(_ block: UInt64) -> UInt64 {
        (block &- 0x0101_0101_0101_0101) & ~block & 0x8080_8080_8080_8080
    }
}
