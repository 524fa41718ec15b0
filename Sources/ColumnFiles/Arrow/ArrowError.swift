internal import SketchModel

/// What can be wrong with an Arrow stream or file, or with a request to write one.
package enum ArrowError: FaultReason, Hashable {
    case notArrow
    case featherVersion1
    case truncated(String)
    case damaged(String)
    case damagedColumn(String, String)
    case expands(String, limit: Int)
    case tooManyRows(limit: Int)
    case tooDeep(limit: Int)
    case tooManyFields(limit: Int)

    case oldMetadata(Int)
    case bigEndian
    case unsupportedMessage(String)
    case unsupportedType(String, String)
    case unknownType(String, Int)
    case unknownCompression(Int)
    case experimentalCompression
    case missingDictionary(String, Int64)
    case replacedDictionary(Int64)
    case nestedDelta(Int64)

    case wrongColumn(String, ColumnType)
    case wrongColumnCount(found: Int, expected: Int)
    case tooLargeForOffsets(String)
    case cannotCompress(String)

    package var message: String {
        switch self {
        case .notArrow: "is not an Arrow stream or file: it begins with neither a message nor ARROW1"
        case .featherVersion1: "is a Feather file of version 1, which isn't supported"
        case .truncated(let what): "ends inside \(what)"
        case .damaged(let why): "is a damaged Arrow file: \(why)"
        case .damagedColumn(let name, let why): "has a damaged column '\(Self.shown(name))': \(why)"
        case .expands(let name, let limit):
            "has a column '\(Self.shown(name))' that expands to more than \(limit) values and bytes of text in a batch"
        case .tooManyRows(let limit): "declares a batch of more than \(limit) rows, which its bytes can't hold"
        case .tooDeep(let limit): "has a schema nested more than \(limit) levels deep"
        case .tooManyFields(let limit): "has a schema of more than \(limit) fields"
        case .oldMetadata(let version): "has Arrow metadata of version \(version), not 4 or 5"
        case .bigEndian: "has big-endian numbers, which aren't supported"
        case .unsupportedMessage(let kind): "has a message with \(kind), which isn't supported"
        case .unsupportedType(let name, let type):
            "has the column '\(Self.shown(name))' of type \(type), which isn't supported"
        case .unknownType(let name, let code): "has the field '\(Self.shown(name))' of unknown type \(code)"
        case .unknownCompression(let code): "is compressed by unknown method \(code)"
        case .experimentalCompression: "is compressed as Arrow 0.17 did it, which isn't supported"
        case .missingDictionary(let name, let id):
            "has no dictionary \(id) before the batch of the column '\(Self.shown(name))' that refers to it"
        case .replacedDictionary(let id): "has dictionary \(id) twice, which only a stream may have"
        case .nestedDelta(let id): "extends dictionary \(id) of lists or records, which isn't supported"
        case .wrongColumn(let name, let type):
            "is given values for the column '\(Self.shown(name))' that aren't of its type, \(Self.described(type))"
        case .wrongColumnCount(let found, let expected): "is given \(found) columns, but its schema has \(expected)"
        case .tooLargeForOffsets(let name):
            "is given a batch whose column '\(Self.shown(name))' has more than \(Int32.max) bytes or items"
        case .cannotCompress(let why): "can't be compressed: \(why)"
        }
    }

    package var advice: String? {
        switch self {
        case .featherVersion1, .experimentalCompression: "write it again with a current version of pyarrow"
        case .truncated: "check that the file was copied completely"
        case .unsupportedType: "leave the column out, or cast it to another type before the file is written"
        case .bigEndian: "write it again on a little-endian machine"
        case .missingDictionary: "write the table as an Arrow stream, which has each dictionary before its first use"
        case .replacedDictionary: "write the table as an Arrow stream"
        case .expands, .tooLargeForOffsets: "write fewer rows per batch"
        default: nil
        }
    }

    private static func described(_ type: ColumnType) -> String {
        switch type {
        case .nothing: "null"
        case .boolean: "Boolean"
        case .number(let number): number.rawValue
        case .text: "text"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .list: "list"
        case .record: "record"
        }
    }

    /// A name from a file, shortened to a bounded length and made fit for one line.
    private static func shown(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(120).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: "."
            default: String(scalar)
            }
        }
        return scalars.joined() + (name.unicodeScalars.count > 120 ? "…" : "")
    }
}
