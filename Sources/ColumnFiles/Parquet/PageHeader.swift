internal import ArrayFiles

/// What comes before the bytes of a page. Source: parquet.thrift of Apache Parquet.
struct PageHeader {
    enum Kind: Int {
        case data = 0
        case index = 1
        case dictionary = 2
        case dataV2 = 3
    }

    /// `nil` for a kind that isn't known, which can be skipped.
    var kind: Kind?
    var unpackedSize = -1
    var packedSize = -1
    var checksum: UInt32?
    /// The number of entries of a data page, missing values and empty lists included, or of values of a dictionary.
    var valueCount = -1
    var encoding = -1
    var definitionEncoding = ParquetEncoding.rle.rawValue
    var repetitionEncoding = ParquetEncoding.rle.rawValue
    /// The sizes of the levels of the second version of data pages, which aren't compressed.
    var definitionSize = 0
    var repetitionSize = 0
    var isCompressed = true

    init(_ reader: inout ThriftReader) throws(ArrayFault) {
        var header = self
        var code = -1
        try reader.structure { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: code = try reader.integer(field)
            case 2: header.unpackedSize = try reader.integer(field)
            case 3: header.packedSize = try reader.integer(field)
            case 4: header.checksum = UInt32(truncatingIfNeeded: try reader.integer(field))
            case 5: try header.readDataHeader(&reader, field)
            case 7: try header.readDictionaryHeader(&reader, field)
            case 8: try header.readSecondDataHeader(&reader, field)
            default: try reader.skip(field)
            }
        }
        header.kind = Kind(rawValue: code)
        self = header
    }

    private mutating func readDataHeader(_ reader: inout ThriftReader, _ field: ThriftReader.Field) throws(ArrayFault) {
        var header = self
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: header.valueCount = try reader.integer(field)
            case 2: header.encoding = try reader.integer(field)
            case 3: header.definitionEncoding = try reader.integer(field)
            case 4: header.repetitionEncoding = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        self = header
    }

    private mutating func readDictionaryHeader(
        _ reader: inout ThriftReader,
        _ field: ThriftReader.Field
    ) throws(ArrayFault) {
        var header = self
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: header.valueCount = try reader.integer(field)
            case 2: header.encoding = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        self = header
    }

    private mutating func readSecondDataHeader(
        _ reader: inout ThriftReader,
        _ field: ThriftReader.Field
    ) throws(ArrayFault) {
        var header = self
        try reader.structure(field) { (reader, field) throws(ArrayFault) in
            switch field.id {
            case 1: header.valueCount = try reader.integer(field)
            case 4: header.encoding = try reader.integer(field)
            case 5: header.definitionSize = try reader.integer(field)
            case 6: header.repetitionSize = try reader.integer(field)
            case 7: header.isCompressed = try reader.boolean(field)
            default: try reader.skip(field)
            }
        }
        self = header
    }
}
