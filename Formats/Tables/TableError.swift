internal import ColumnFiles
internal import SketchModel
internal import SketchStreams

/// What can be wrong with a table of drawings, or with a sketch to be written to one. Strokes, points and classes count
/// from 0.
package enum TableError: FaultReason, Hashable {
    case noDrawings(columns: [String])
    case noSuchColumn(String, columns: [String])
    case otherForm(column: String, type: String)
    case badClassNames(String)

    case encodedRecords
    case missingDrawing
    case missingStroke(Int)
    case missingNumbers(stroke: Int, field: String)
    case missingNumber(stroke: Int, field: String)
    case otherCount(stroke: Int, field: String, count: Int, points: Int)
    case otherStrokeCount(field: String, count: Int, strokes: Int)
    case badArrayCount(stroke: Int, Int)
    case badRowWidth(row: Int, Int, expected: Int)
    case notFinite(stroke: Int, point: Int)
    case notText(column: String)
    case unknownClass(Int64, names: Int)
    case badTimestamp
    case badFlag(String)
    case badColour(stroke: Int)
    case noSuchGroup(Int)
    case bytesAfterDrawing(Int)

    case tooManyPoints(Int, limit: Int)
    case beyondFloat32

    package var message: String {
        switch self {
        case .noDrawings(let columns): "the table has no column of drawings; its columns are \(Self.list(columns))"
        case .noSuchColumn(let name, let columns):
            "the table has no column '\(name)'; its columns are \(Self.list(columns))"
        case .otherForm(let column, let type): "the column '\(column)' is \(type), which is no form of drawings"
        case .badClassNames(let why): "the names of classes in the key 'huggingface' can't be read: \(why)"
        case .encodedRecords: "the records of a column are kept in a dictionary or as list views, which isn't supported"
        case .missingDrawing: "the drawing is missing"
        case .missingStroke(let stroke): "stroke \(stroke + 1) is missing"
        case .missingNumbers(let stroke, let field): "\(field) of stroke \(stroke + 1) is missing"
        case .missingNumber(let stroke, let field): "\(field) of stroke \(stroke + 1) has a missing number"
        case .otherCount(let stroke, let field, let count, let points):
            "\(field) of stroke \(stroke + 1) has \(count) numbers, but x has \(points)"
        case .otherStrokeCount(let field, let count, let strokes):
            "\(field) has \(count) strokes, but x has \(strokes)"
        case .badArrayCount(let stroke, let count):
            "stroke \(stroke + 1) has \(count) arrays, not x and y, or x, y and t"
        case .badRowWidth(let row, let width, let expected):
            "row \(row + 1) of the drawing has \(width) numbers, not \(expected)"
        case .notFinite(let stroke, let point):
            "point \(point + 1) of stroke \(stroke + 1) has a number that is infinite or not a number"
        case .notText(let column): "\(column) is not valid UTF-8"
        case .unknownClass(let number, let names):
            "the class is \(number), but the file names \(names) \(names == 1 ? "class" : "classes")"
        case .badTimestamp: "the timestamp is not a date and time"
        case .badFlag(let value): "recognized is \(value), which is neither true nor false"
        case .badColour(let stroke): "the colour of stroke \(stroke + 1) is not #rrggbb or #rrggbbaa"
        case .noSuchGroup(let group): "there is no group \(group)"
        case .bytesAfterDrawing(let count): "\(count) bytes follow the packed drawing"
        case .tooManyPoints(let count, let limit): "the sketch has \(count) points or strokes, more than \(limit)"
        case .beyondFloat32: "a coordinate is beyond the range of float32"
        }
    }

    package var advice: String? {
        switch self {
        case .noDrawings: "name the column that holds them, if one does"
        case .encodedRecords: "write the column again as plain lists of records"
        case .unknownClass: "check that the names in the file belong to these rows"
        case .tooManyPoints: "drop points with the transform simplify:2"
        case .beyondFloat32: "write float64, or make the sketch smaller with the transform scale:1e-10"
        default: nil
        }
    }

    private static func list(_ columns: [String]) -> String {
        if columns.isEmpty { return "none" }
        let more = columns.count > 12 ? ", …" : ""
        return columns.prefix(12).map { PrintableText.of($0) }.joined(separator: ", ") + more
    }
}

extension TableError: DrawinglessReason {
    /// Whether the table is about something else.
    package var meansNoDrawings: Bool { if case .noDrawings = self { true } else { false } }
}

extension ColumnType {
    /// The type in words: `list<record<x: list<float32>, y: list<float32>>>`.
    var text: String {
        switch self {
        case .nothing: "null"
        case .boolean: "boolean"
        case .number(let type): type.rawValue
        case .text: "text"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .list(let item): "list<\(item.type.text)>"
        case .record(let fields): "record<\(fields.map { "\($0.name): \($0.type.text)" }.joined(separator: ", "))>"
        }
    }
}
