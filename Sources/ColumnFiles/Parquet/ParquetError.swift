package import SketchModel

/// What can be wrong with a Parquet file, or with a table that is to become one.
package enum ParquetError: FaultReason, Hashable {
    case notParquet
    case encryptedFooter
    case truncated(String)
    case badMetadata(String)
    case badSchema(String)
    case tooManyFields(limit: Int)
    case tooDeep(limit: Int)

    case encryptedColumn(String)
    case columnElsewhere(String)
    case unsupportedCodec(column: String, name: String)
    case unsupportedEncoding(column: String, name: String)
    case unsupportedLevels(column: String)
    case badColumn(String, why: String)
    case wrongChecksum(column: String)
    case damagedCompression(column: String, why: String)
    case tooManyValues(column: String, limit: Int)
    case tooManyBytes(column: String, limit: Int)
    case rowGroupOfTooManyValues(limit: Int)
    case rowGroupOfTooManyBytes(limit: Int)
    case differentLists(String, String)

    case wrongColumn(String, expected: String)
    case missingValue(column: String)
    case tooLarge(column: String)
    case tooLargeFooter
    case cannotCompress(String)

    package var message: String {
        switch self {
        case .notParquet: "is not a Parquet file: it doesn't begin and end with PAR1"
        case .encryptedFooter: "has an encrypted footer, which isn't supported"
        case .truncated(let what): "ends inside \(what)"
        case .badMetadata(let why): "has damaged Parquet metadata: \(why)"
        case .badSchema(let why): "has a bad Parquet schema: \(why)"
        case .tooManyFields(let limit): "has a schema of more than \(limit) fields"
        case .tooDeep(let limit): "has a schema of more than \(limit) levels"
        case .encryptedColumn(let name): "column '\(name)' is encrypted, which isn't supported"
        case .columnElsewhere(let name): "column '\(name)' is in another file, which isn't supported"
        case .unsupportedCodec(let column, let name):
            "column '\(column)' is compressed with \(name), which isn't supported"
        case .unsupportedEncoding(let column, let name):
            "column '\(column)' is encoded as \(name), which isn't supported"
        case .unsupportedLevels(let column):
            "column '\(column)' has levels encoded as BIT_PACKED, which isn't supported"
        case .badColumn(let column, let why): "column '\(column)' is damaged: \(why)"
        case .wrongChecksum(let column): "column '\(column)' doesn't match its CRC-32: the bytes are damaged"
        case .damagedCompression(let column, let why): "column '\(column)' can't be decompressed: \(why)"
        case .tooManyValues(let column, let limit): "column '\(column)' expands to more than \(limit) values"
        case .tooManyBytes(let column, let limit): "column '\(column)' expands to more than \(limit) bytes"
        case .rowGroupOfTooManyValues(let limit): "has a row group that expands to more than \(limit) values"
        case .rowGroupOfTooManyBytes(let limit): "has a row group that expands to more than \(limit) bytes"
        case .differentLists(let first, let second):
            "columns '\(first)' and '\(second)' disagree about the lists or records that contain both"
        case .wrongColumn(let column, let expected): "column '\(column)' doesn't hold \(expected)"
        case .missingValue(let column): "column '\(column)' has missing values, but isn't optional"
        case .tooLarge(let column): "column '\(column)' has more than 2 GiB of values in a row group"
        case .tooLargeFooter: "has a footer of more than 2 GiB"
        case .cannotCompress(let why): "can't be compressed: \(why)"
        }
    }

    package var advice: String? {
        switch self {
        case .notParquet, .truncated: "check that the file was copied completely"
        case .encryptedFooter, .encryptedColumn: "decrypt the file with the program that wrote it"
        case .unsupportedCodec: "write the file again with Snappy, gzip, LZ4, Zstandard or no compression"
        case .unsupportedEncoding, .unsupportedLevels: "write the file again with PLAIN or dictionary encoding"
        case .columnElsewhere: "write the table again as one file"
        case .tooManyValues, .tooManyBytes, .rowGroupOfTooManyValues, .rowGroupOfTooManyBytes:
            "write the file again with smaller row groups"
        case .tooLarge: "write smaller row groups"
        case .tooLargeFooter: "write larger row groups, or several files"
        default: nil
        }
    }
}
