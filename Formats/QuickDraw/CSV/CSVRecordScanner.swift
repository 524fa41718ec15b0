internal import SketchModel
internal import SketchStreams

/// Reads the fields of a record as a drawing with its metadata. Empty fields, apart from the drawing, are absent.
struct CSVRecordScanner {
    private let columns: [CSVColumn]
    private let scanner = JSONScanner(spansLines: true)
    private var drawing: DrawingScanner
    private var word = RepeatedText()
    private var countryCode = RepeatedText()
    /// Whether the last record had values in columns with no meaning here.
    private(set) var hasUnknownValues = false

    init(_ header: CSVHeader) {
        columns = header.columns
        drawing = DrawingScanner(scanner: scanner, isSpaced: true)
    }

    /// Reads the record that begins at `start` and was split into `record`. `sketch` is empty.
    mutating func record(
        _ record: CSVSplitter,
        _ bytes: Span<UInt8>,
        from start: Int,
        into sketch: inout Sketch
    ) throws(CSVFault) {
        guard record.count == columns.count else {
            let reason = CSVError.fieldCount(found: record.count, columns: columns.count)
            throw CSVFault(offset: start, reason: reason)
        }
        hasUnknownValues = false
        for index in columns.indices {
            let field = record.fields[index]
            let column = columns[index]
            if field.range.isEmpty, column != .drawing { continue }
            let text = bytes.extracting(field.range)
            switch column {
            case .drawing: try readDrawing(text, of: field, into: &sketch)
            case .word: sketch.metadata.label = try Self.string(text, of: field, &word)
            case .countryCode: sketch.metadata.countryCode = try Self.string(text, of: field, &countryCode)
            case .timestamp:
                sketch.metadata.timestamp = try Self.value(CSVTimestamp.parse(text), text, of: field) {
                    .badTimestamp($0)
                }
            case .recognized:
                sketch.metadata.recognized = try Self.value(Self.boolean(text), text, of: field) { .badRecognized($0) }
            case .id:
                sketch.metadata.id = try Self.value(RecordScanner.wholeNumber(text), text, of: field) { .badID($0) }
            case .index: break
            case .unknown: hasUnknownValues = true
            }
        }
    }

    /// Reads a drawing in place: its JSON has no strings, so that no quote in it is doubled.
    private mutating func readDrawing(
        _ text: Span<UInt8>,
        of field: CSVField,
        into sketch: inout Sketch
    ) throws(CSVFault) {
        do throws(NDJSONFault) {
            var offset = 0
            scanner.skipSpace(text, at: &offset)
            try drawing.drawing(text, at: &offset, into: &sketch)
            scanner.skipSpace(text, at: &offset)
            guard offset == text.count else { throw scanner.unexpected("the end of the drawing", text, at: offset) }
        } catch {
            throw CSVFault(offset: field.range.lowerBound + error.offset, reason: error.reason)
        }
    }

    private static func value<Value>(
        _ value: Value?,
        _ text: Span<UInt8>,
        of field: CSVField,
        _ reason: (String) -> CSVError
    ) throws(CSVFault) -> Value {
        if let value { return value }
        throw CSVFault(offset: field.range.lowerBound, reason: reason(RepeatedText.excerpt(text)))
    }

    private static func boolean(_ text: Span<UInt8>) -> Bool? {
        if text.spells("True") || text.spells("true") || text.spells("TRUE") || text.spells("1") { return true }
        if text.spells("False") || text.spells("false") || text.spells("FALSE") || text.spells("0") { return false }
        return nil
    }

    private static func string(
        _ text: Span<UInt8>,
        of field: CSVField,
        _ repeated: inout RepeatedText
    ) throws(CSVFault) -> String {
        var seen: UInt8 = 0
        for index in text.indices { seen |= text[index] }
        if seen >= 0x80 {
            do {
                _ = try UTF8Span(validating: text)
            } catch {
                let offset = field.range.lowerBound + error.byteOffsets.lowerBound
                throw CSVFault(offset: offset, reason: CSVError.invalidUTF8)
            }
        }
        return field.hasDoubledQuotes ? repeated.string(undoubled(text).span) : repeated.string(text)
    }

    /// The text with each pair of quotes as one.
    private static func undoubled(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            bytes.append(text[index])
            index += text[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return bytes
    }
}
