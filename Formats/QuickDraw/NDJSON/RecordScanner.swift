internal import SketchModel
internal import SketchStreams

/// Reads one JSON object as a drawing with its metadata.
struct RecordScanner {
    private var scanner: JSONScanner
    private var drawing: DrawingScanner
    private var word = RepeatedText()
    private var countryCode = RepeatedText()
    private var attributes = AttributeScanner()

    /// - Parameter parts: the names of parts, if the third array of a stroke labels its points with parts.
    init(spansLines: Bool, parts: PartNames? = nil) {
        scanner = JSONScanner(spansLines: spansLines)
        drawing = DrawingScanner(scanner: scanner, parts: parts)
    }

    /// Whether the last record had keys with no meaning here.
    var hasUnknownKeys: Bool { scanner.hasUnknownKeys }

    func skipSpace(_ bytes: Span<UInt8>, at offset: inout Int) { scanner.skipSpace(bytes, at: &offset) }

    func unexpected(_ expected: String, _ bytes: Span<UInt8>, at offset: Int) -> NDJSONFault {
        scanner.unexpected(expected, bytes, at: offset)
    }

    /// Reads what follows an element of an array.
    /// - Returns: whether it is a comma; otherwise it is the end of the array.
    func isFollowedByMore(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> Bool {
        try !scanner.isLast(before: UInt8(ascii: "]"), "',' or ']'", bytes, at: &offset)
    }

    /// Reads the object at `offset` into `sketch`, which is empty.
    mutating func record(_ bytes: Span<UInt8>, at offset: inout Int, into sketch: inout Sketch) throws(NDJSONFault) {
        let start = offset
        scanner.hasUnknownKeys = false
        if attributes.isUsed { attributes = AttributeScanner() }
        var seen: RecordKeys = []
        try scanner.expect(UInt8(ascii: "{"), "a drawing, '{'", bytes, at: &offset)
        scanner.skipSpace(bytes, at: &offset)
        if scanner.isNext(UInt8(ascii: "}"), bytes, at: offset) {
            throw NDJSONFault(offset: start, reason: .noDrawing)
        }
        repeat {
            scanner.skipSpace(bytes, at: &offset)
            let keyStart = offset
            let key = try key(bytes, at: &offset)
            scanner.skipSpace(bytes, at: &offset)
            try scanner.expect(UInt8(ascii: ":"), "':'", bytes, at: &offset)
            scanner.skipSpace(bytes, at: &offset)
            if key.isEmpty {
                try scanner.skipUnknownValue(bytes, at: &offset)
            } else {
                guard seen.isDisjoint(with: key) else {
                    throw NDJSONFault(offset: keyStart, reason: .duplicateKey(key.name))
                }
                seen.formUnion(key)
                try value(of: key, bytes, at: &offset, into: &sketch)
            }
        } while try !scanner.isLast(before: UInt8(ascii: "}"), "',' or '}'", bytes, at: &offset)
        guard seen.contains(.drawing) else { throw NDJSONFault(offset: start, reason: .noDrawing) }
        if !seen.isDisjoint(with: .own) { try attributes.finish(&sketch) }
    }

    /// Reads a key; the result is empty if it is unknown.
    @inline(__always)
    private mutating func key(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> RecordKeys {
        if let range = try scanner.string(bytes, at: &offset) { return RecordKeys(bytes.extracting(range)) }
        return RecordKeys(scanner.decoded.span)
    }

    @inline(__always)
    private mutating func value(
        of key: RecordKeys,
        _ bytes: Span<UInt8>,
        at offset: inout Int,
        into sketch: inout Sketch
    ) throws(NDJSONFault) {
        if key == .drawing { return try drawing.drawing(bytes, at: &offset, into: &sketch) }
        if scanner.isNext(UInt8(ascii: "n"), bytes, at: offset) {
            return try scanner.literal("null", bytes, at: &offset)
        }
        switch key {
        case .word: sketch.metadata.label = try Self.text(&word, &scanner, bytes, at: &offset)
        case .countryCode: sketch.metadata.countryCode = try Self.text(&countryCode, &scanner, bytes, at: &offset)
        case .timestamp: sketch.metadata.timestamp = try timestamp(bytes, at: &offset)
        case .recognized: sketch.metadata.recognized = try scanner.boolean(bytes, at: &offset)
        case .canvas, .attributes, .channels: try attributes.value(of: key, &scanner, bytes, at: &offset)
        default: sketch.metadata.id = try id(bytes, at: &offset)
        }
    }

    private static func text(
        _ repeated: inout RepeatedText,
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at offset: inout Int
    ) throws(NDJSONFault) -> String {
        if let range = try scanner.string(bytes, at: &offset) { return repeated.string(bytes.extracting(range)) }
        return repeated.string(scanner.decoded.span)
    }

    private mutating func timestamp(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> Timestamp {
        let start = offset
        func moment(_ text: Span<UInt8>) throws(NDJSONFault) -> Timestamp {
            if let moment = TimestampText.parse(text) { return moment }
            throw NDJSONFault(offset: start, reason: .badTimestamp(RepeatedText.excerpt(text)))
        }
        if let range = try scanner.string(bytes, at: &offset) { return try moment(bytes.extracting(range)) }
        return try moment(scanner.decoded.span)
    }

    /// Reads an id, written as a string of digits or as a whole number.
    private mutating func id(_ bytes: Span<UInt8>, at offset: inout Int) throws(NDJSONFault) -> UInt64 {
        let start = offset
        func id(_ text: Span<UInt8>) throws(NDJSONFault) -> UInt64 {
            if let id = Self.wholeNumber(text) { return id }
            throw NDJSONFault(offset: start, reason: .badID(RepeatedText.excerpt(text)))
        }
        if scanner.isNext(UInt8(ascii: "\""), bytes, at: offset) {
            if let range = try scanner.string(bytes, at: &offset) { return try id(bytes.extracting(range)) }
            return try id(scanner.decoded.span)
        }
        guard offset < bytes.count, bytes[offset] &- 48 < 10 || bytes[offset] == UInt8(ascii: "-") else {
            throw unexpected("an id, a string or a whole number", bytes, at: offset)
        }
        _ = try scanner.number(bytes, at: &offset)
        return try id(bytes.extracting(start..<offset))
    }

    /// The number written as `digits` without leading zeros; `nil` for anything else, and beyond 64 bits.
    static func wholeNumber(_ digits: Span<UInt8>) -> UInt64? {
        guard !digits.isEmpty, digits.count <= 20, digits.count == 1 || digits[0] != UInt8(ascii: "0") else {
            return nil
        }
        var value: UInt64 = 0
        for index in digits.indices {
            let digit = digits[index] &- 48
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, carries) = product.addingReportingOverflow(UInt64(digit))
            guard digit < 10, !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }
}

/// The keys of a drawing that have a meaning here.
struct RecordKeys: OptionSet {
    let rawValue: UInt16

    static let word = RecordKeys(rawValue: 1)
    static let countryCode = RecordKeys(rawValue: 2)
    static let timestamp = RecordKeys(rawValue: 4)
    static let recognized = RecordKeys(rawValue: 8)
    static let id = RecordKeys(rawValue: 16)
    static let drawing = RecordKeys(rawValue: 32)
    static let canvas = RecordKeys(rawValue: 64)
    static let attributes = RecordKeys(rawValue: 128)
    static let channels = RecordKeys(rawValue: 256)
    /// The keys that the official files don't have.
    static let own: RecordKeys = [.canvas, .attributes, .channels]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The key with the name `text`; empty if there is none.
    @inline(__always)
    init(_ text: Span<UInt8>) {
        // The first eight letters, with the first in the lowest byte.
        var head: UInt64 = 0
        for index in 0..<min(text.count, 8) { head |= UInt64(text[index]) &<< UInt64(truncatingIfNeeded: index &* 8) }
        func ends(_ a: Unicode.Scalar, _ b: Unicode.Scalar, _ c: Unicode.Scalar? = nil) -> Bool {
            text[8] == UInt8(ascii: a) && (text.count < 10 || text[9] == UInt8(ascii: b))
                && (c.map { text[10] == UInt8(ascii: $0) } ?? true)
        }
        switch (text.count, head) {
        case (4, 0x6472_6f77): self = .word
        case (11, 0x6379_7274_6e75_6f63) where ends("o", "d", "e"): self = .countryCode
        case (9, 0x6d61_7473_656d_6974) where ends("p", "p"): self = .timestamp
        case (10, 0x7a69_6e67_6f63_6572) where ends("e", "d"): self = .recognized
        case (6, 0x6469_5f79_656b): self = .id
        case (7, 0x67_6e69_7761_7264): self = .drawing
        case (6, 0x7361_766e_6163): self = .canvas
        case (10, 0x7475_6269_7274_7461) where ends("e", "s"): self = .attributes
        case (8, 0x736c_656e_6e61_6863): self = .channels
        default: self = []
        }
    }

    /// The name of a single key.
    var name: String {
        switch self {
        case .word: "word"
        case .countryCode: "countrycode"
        case .timestamp: "timestamp"
        case .recognized: "recognized"
        case .id: "key_id"
        case .canvas: "canvas"
        case .attributes: "attributes"
        case .channels: "channels"
        default: "drawing"
        }
    }
}
