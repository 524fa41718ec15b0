internal import ArrayFiles

/// How the values of a leaf are stored, by the codes of parquet.thrift.
enum PhysicalType: Int {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case int96 = 3
    case float = 4
    case double = 5
    case byteArray = 6
    case fixedBytes = 7
}

/// How a page is compressed, by the codes of parquet.thrift.
enum ParquetCodec: Int {
    case uncompressed = 0
    case snappy = 1
    case gzip = 2
    case lzo = 3
    case brotli = 4
    case lz4 = 5
    case zstd = 6
    case lz4Raw = 7

    var name: String {
        switch self {
        case .uncompressed: "UNCOMPRESSED"
        case .snappy: "SNAPPY"
        case .gzip: "GZIP"
        case .lzo: "LZO"
        case .brotli: "BROTLI"
        case .lz4: "LZ4"
        case .zstd: "ZSTD"
        case .lz4Raw: "LZ4_RAW"
        }
    }
}

/// How the values of a page are encoded, by the codes of parquet.thrift.
enum ParquetEncoding: Int {
    case plain = 0
    case plainDictionary = 2
    case rle = 3
    case bitPacked = 4
    case deltaBinaryPacked = 5
    case deltaLengthByteArray = 6
    case deltaByteArray = 7
    case rleDictionary = 8
    case byteStreamSplit = 9

    var name: String {
        switch self {
        case .plain: "PLAIN"
        case .plainDictionary: "PLAIN_DICTIONARY"
        case .rle: "RLE"
        case .bitPacked: "BIT_PACKED"
        case .deltaBinaryPacked: "DELTA_BINARY_PACKED"
        case .deltaLengthByteArray: "DELTA_LENGTH_BYTE_ARRAY"
        case .deltaByteArray: "DELTA_BYTE_ARRAY"
        case .rleDictionary: "RLE_DICTIONARY"
        case .byteStreamSplit: "BYTE_STREAM_SPLIT"
        }
    }
}

/// A column of a row group: the pages of one leaf.
struct ColumnChunk {
    var isElsewhere = false
    var isEncrypted = false
    var type = -1
    var codec = -1
    var valueCount = -1
    var compressedSize = -1
    var dataOffset = -1
    var dictionaryOffset: Int?

    init(_ reader: inout ThriftReader) throws(ArrayFault) {
        var chunk = self
        try reader.structure { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1:
                chunk.isElsewhere = true
                try reader.skip(field)
            case 3: try chunk.readMetadata(&reader, field)
            case 8:
                chunk.isEncrypted = true
                try reader.skip(field)
            default: try reader.skip(field)
            }
        }
        guard chunk.dataOffset >= 0 || chunk.isEncrypted else {
            throw reader.fault("a column has no place in the file")
        }
        self = chunk
    }

    private mutating func readMetadata(
        _ reader: inout ThriftReader,
        _ field: ThriftReader.Field
    ) throws(ArrayFault) {
        var chunk = self
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: chunk.type = try reader.integer(field)
            case 4: chunk.codec = try reader.integer(field)
            case 5: chunk.valueCount = try reader.integer(field)
            case 7: chunk.compressedSize = try reader.integer(field)
            case 9: chunk.dataOffset = try reader.integer(field)
            case 11: chunk.dictionaryOffset = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        self = chunk
    }

    /// Where its pages begin. Some writers leave the offset of the dictionary out, or give it as 0.
    var start: Int {
        guard let dictionaryOffset, dictionaryOffset > 0 else { return dataOffset }
        return min(dataOffset, dictionaryOffset)
    }
}

struct RowGroup {
    var rowCount = -1
    /// A chunk per leaf of the schema.
    var chunks: [ColumnChunk] = []
}

/// The footer of a file. Source: parquet.thrift of Apache Parquet.
struct ParquetMetadata {
    var elements: [SchemaElement] = []
    var rowGroups: [RowGroup] = []
    var keyValues: [String: String] = [:]

    /// - Parameters:
    ///   - bytes: the footer.
    ///   - offset: where it is in the file.
    init(_ bytes: [UInt8], at offset: Int) throws(ArrayFault) {
        var metadata = self
        var reader = ThriftReader(bytes, 0..<bytes.count, base: offset)
        try reader.structure { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 2:
                try reader.structures(field) { (reader) throws(ArrayFault) in
                    guard metadata.elements.count < ParquetSchema.fieldLimit else {
                        throw ArrayFault(ParquetError.tooManyFields(limit: ParquetSchema.fieldLimit), at: offset)
                    }
                    metadata.elements.append(try SchemaElement(&reader))
                }
            case 4:
                try reader.structures(field) { (reader) throws(ArrayFault) in
                    metadata.rowGroups.append(try Self.rowGroup(&reader))
                }
            case 5:
                try reader.structures(field) { (reader) throws(ArrayFault) in
                    let (key, value) = try Self.keyValue(&reader)
                    if let value { metadata.keyValues[key] = value }
                }
            default: try reader.skip(field)
            }
        }
        self = metadata
    }

    private static func rowGroup(_ reader: inout ThriftReader) throws(ArrayFault) -> RowGroup {
        var group = RowGroup()
        try reader.structure { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1:
                try reader.structures(field, atMost: ParquetSchema.fieldLimit) { (reader) throws(ArrayFault) in
                    group.chunks.append(try ColumnChunk(&reader))
                }
            case 3: group.rowCount = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        return group
    }

    private static func keyValue(_ reader: inout ThriftReader) throws(ArrayFault) -> (String, String?) {
        var (key, value): (String, String?) = ("", nil)
        try reader.structure { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: key = try reader.text(field)
            case 2: value = try reader.text(field)
            default: try reader.skip(field)
            }
        }
        return (key, value)
    }
}
