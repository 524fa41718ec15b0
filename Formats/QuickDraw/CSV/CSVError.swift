internal import SketchModel

/// Why a file or a record of CSV can't be read, apart from its drawing's JSON.
package enum CSVError: FaultReason, Hashable {
    case noHeader
    case noDrawingColumn
    case duplicateColumn(String)
    case tooManyColumns(limit: Int)
    case fieldCount(found: Int, columns: Int)
    /// A quoted field doesn't end, or it ends only in a later record, at that record's first quote.
    case unclosedQuote
    /// Something other than a comma or the end of the record follows a quoted field.
    case afterQuote(found: UInt8)
    /// There is a quote in a field that doesn't begin with one.
    case strayQuote
    case badID(String)
    case badTimestamp(String)
    case badRecognized(String)
    case invalidUTF8

    package var message: String {
        switch self {
        case .noHeader: "there is no header"
        case .noDrawingColumn: "the header has no column 'drawing'"
        case .duplicateColumn(let name): "the column '\(name)' occurs twice"
        case .tooManyColumns(let limit): "the header has more than \(limit) columns"
        case .fieldCount(let found, let columns):
            "the record has \(found) \(found == 1 ? "field" : "fields"), but the header has \(columns)"
        case .unclosedQuote: "the quoted field that begins here doesn't end"
        case .afterQuote(let found):
            "expected ',' or the end of the record after a quoted field, found \(NDJSONError.name(found))"
        case .strayQuote: "there is a quote in a field that doesn't begin with one"
        case .badID(let text): "'\(text)' is not an id, a whole number from 0 to 18446744073709551615"
        case .badTimestamp(let text): "'\(text)' is not a time of the form '2017-03-02 23:25:10.074260'"
        case .badRecognized(let text): "'\(text)' is neither True nor False"
        case .invalidUTF8: "the text is not valid UTF-8"
        }
    }

    package var advice: String? {
        switch self {
        case .noHeader, .noDrawingColumn:
            "the first line names the columns: countrycode,drawing,key_id,recognized,timestamp,word, "
                + "in any order; only drawing is required"
        case .afterQuote, .strayQuote: "put the whole field in quotes, and double each quote inside it"
        default: nil
        }
    }
}

/// A fault in a record: a reason, and the byte that it concerns.
struct CSVFault: Error {
    var offset: Int
    var reason: any FaultReason
}
