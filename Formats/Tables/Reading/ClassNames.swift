internal import ArrayFiles
internal import ColumnFiles
internal import SketchModel

/// The names of a column's classes, from what the library `datasets` writes beside a table:
/// `{"info":{"features":{"word":{"names":["cat",…],"_type":"ClassLabel"},…}}}`.
enum ClassNames {
    /// - Returns: `nil` if the text doesn't name classes of the column.
    /// - Throws: `TableError.badClassNames` if the text isn't JSON of that form.
    static func read(_ text: String, column: String) throws(TableError) -> [String]? {
        var reader = JSONReader(Array(text.utf8)) { TableError.badClassNames($0) }
        var names: [String]?
        do throws(ArrayFault) {
            try reader.forEachKey { reader, key, _ throws(ArrayFault) in
                guard key == "info" else { return try reader.skipValue() }
                try reader.forEachKey { reader, key, _ throws(ArrayFault) in
                    guard key == "features" else { return try reader.skipValue() }
                    try reader.forEachKey { reader, key, _ throws(ArrayFault) in
                        guard key == column else { return try reader.skipValue() }
                        names = try Self.names(&reader)
                    }
                }
            }
            try reader.expectEnd(of: "the features")
        } catch {
            throw error.reason as? TableError ?? .badClassNames(error.reason.message)
        }
        return names
    }

    private static func names(_ reader: inout JSONReader) throws(ArrayFault) -> [String]? {
        var names: [String]?
        try reader.forEachKey { reader, key, _ throws(ArrayFault) in
            guard key == "names", reader.isList else { return try reader.skipValue() }
            var found: [String] = []
            try reader.forEachValue { reader throws(ArrayFault) in found.append(try reader.string()) }
            names = found
        }
        return names
    }
}
