@testable internal import ColumnFiles
internal import ArrayFiles
internal import SketchModel

/// Reads and makes Parquet files for the tests.
enum ParquetTestFiles {
    /// The rows of a file as text, one after another.
    static func rows(_ bytes: [UInt8], select: Set<String>? = nil) throws(ArrayFault) -> [String] {
        var reader = try ParquetReader(BytesInMemory(bytes))
        if let select { reader.select(select) }
        var rows: [String] = []
        while let batch = try reader.next() {
            let columns = Array(zip(reader.schema.fields, batch.columns))
            for row in 0..<batch.rowCount {
                rows.append(columns.map { "\($0.name)=\(text($1, $0.type, row))" }.joined(separator: " "))
            }
        }
        return rows
    }

    /// The message and the byte of the fault that reading throws.
    static func fault(_ bytes: [UInt8]) -> String { fault { () throws(ArrayFault) in _ = try rows(bytes) } }

    static func fault(_ work: () throws(ArrayFault) -> Void) -> String {
        do {
            try work()
            return "none"
        } catch {
            return "\(error.offset.map(String.init) ?? "-"): \(error.reason.message)"
        }
    }

    /// The file of a table.
    static func file(
        _ schema: ColumnSchema,
        _ batches: [ColumnBatch],
        _ compression: ParquetCompression = .none
    ) throws(ArrayFault) -> [UInt8] {
        var writer = ParquetWriter(schema, compression: compression, createdBy: "test")
        var bytes = try writer.begin()
        for batch in batches { bytes += try writer.write(batch) }
        return bytes + (try writer.finish())
    }

    /// The value of a column at `index`, which is checked to be laid out as its type says.
    static func text(_ column: Column, _ type: ColumnType, _ index: Int) -> String {
        guard column.hasValue(at: index) else { return "-" }
        switch (column.values, type) {
        case (.booleans(let values), .boolean): return "\(values[index])"
        case (.numbers(let number, let bytes), .number(let expected)) where number == expected:
            return text(number, bytes[(index * number.size)..<((index + 1) * number.size)])
        case (.numbers(.int64, let bytes), .timestamp):
            return text(.int64, bytes[(8 * index)..<(8 * index + 8)])
        case (.bytes(let offsets, let data), .text):
            return "'\(String(decoding: data[offsets[index]..<offsets[index + 1]], as: UTF8.self))'"
        case (.bytes(let offsets, let data), .bytes):
            return data[offsets[index]..<offsets[index + 1]].map { String($0, radix: 16) }.joined(separator: ".") + "h"
        case (.list(let offsets, let items), .list(let field)):
            let texts = (offsets[index]..<offsets[index + 1]).map { text(items, field.type, $0) }
            return "[\(texts.joined(separator: " "))]"
        case (.record(let columns), .record(let fields)):
            let texts = zip(fields, columns).map { "\($0.name)=\(text($1, $0.type, index))" }
            return "{\(texts.joined(separator: " "))}"
        case (.dictionary(let indices, let values), _): return text(values, type, Int(indices[index]))
        default: return "the wrong type"
        }
    }

    private static func text(_ type: NumberType, _ bytes: ArraySlice<UInt8>) -> String {
        let bits = bytes.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        switch type {
        case .int8: return "\(Int8(truncatingIfNeeded: bits))"
        case .int16: return "\(Int16(truncatingIfNeeded: bits))"
        case .int32: return "\(Int32(truncatingIfNeeded: bits))"
        case .int64: return "\(Int64(truncatingIfNeeded: bits))"
        case .float16: return "0x\(String(bits, radix: 16))"
        case .float32: return "\(Float(bitPattern: UInt32(bits)))"
        case .float64: return "\(Double(bitPattern: bits))"
        default: return "\(bits)"
        }
    }
}

/// A file that is put together by hand, so that each part can be wrong.
struct HandmadeParquet {
    /// A group or a leaf of the schema.
    struct Element {
        var name: String
        var repetition = SchemaElement.Repetition.required
        var type: PhysicalType?
        var childCount = 0
        var convertedType: Int?
        var length: Int?
    }

    struct Chunk {
        var type = PhysicalType.int32
        var codec = 0
        var valueCount: Int
        /// The pages, headers included.
        var pages: [UInt8]
        /// What is added to the true values.
        var offsetError = 0
        var sizeError = 0
        var isEncrypted = false
        var isElsewhere = false
    }

    var elements: [Element]
    var rowCount = 1
    var chunks: [Chunk]

    var bytes: [UInt8] {
        var file = Array("PAR1".utf8)
        var offsets: [Int] = []
        for chunk in chunks {
            offsets.append(file.count)
            file += chunk.pages
        }
        var footer = ThriftWriter()
        footer.structure {
            $0.int32(1, 1)
            $0.structures(2, elements) { thrift, element in
                if let type = element.type { thrift.int32(1, type.rawValue) }
                if let length = element.length { thrift.int32(2, length) }
                thrift.int32(3, element.repetition.rawValue)
                thrift.text(4, element.name)
                if element.type == nil { thrift.int32(5, element.childCount) }
                if let type = element.convertedType { thrift.int32(6, type) }
            }
            $0.int64(3, rowCount)
            $0.structures(4, [0]) { thrift, _ in
                thrift.structures(1, Array(zip(chunks, offsets))) { thrift, item in
                    let (chunk, offset) = item
                    if chunk.isElsewhere { thrift.text(1, "other.parquet") }
                    thrift.int64(2, 0)
                    thrift.structure(3) {
                        $0.int32(1, chunk.type.rawValue)
                        $0.int32(4, chunk.codec)
                        $0.int64(5, chunk.valueCount)
                        $0.int64(7, chunk.pages.count + chunk.sizeError)
                        $0.int64(9, offset + chunk.offsetError)
                    }
                    if chunk.isEncrypted { thrift.structure(8) { _ in } }
                }
                thrift.int64(3, rowCount)
            }
        }
        file += footer.bytes
        LittleEndian.append(footer.bytes.count, count: 4, to: &file)
        return file + "PAR1".utf8
    }

    /// A file of one column of numbers that must exist.
    static func numbers(_ chunk: Chunk) -> HandmadeParquet {
        HandmadeParquet(
            elements: [Element(name: "root", childCount: 1), Element(name: "a", type: .int32)],
            rowCount: chunk.valueCount,
            chunks: [chunk]
        )
    }

    /// A page with its header.
    static func page(
        _ content: [UInt8],
        count: Int,
        encoding: Int = 0,
        levelEncoding: Int = 3,
        unpackedSize: Int? = nil,
        packedSize: Int? = nil,
        checksum: Int? = nil
    ) -> [UInt8] {
        var thrift = ThriftWriter()
        thrift.structure {
            $0.int32(1, 0)
            $0.int32(2, unpackedSize ?? content.count)
            $0.int32(3, packedSize ?? content.count)
            if let checksum { $0.int32(4, checksum) }
            $0.structure(5) {
                $0.int32(1, count)
                $0.int32(2, encoding)
                $0.int32(3, levelEncoding)
                $0.int32(4, levelEncoding)
            }
        }
        return thrift.bytes + content
    }

    static func dictionary(_ content: [UInt8], count: Int) -> [UInt8] {
        var thrift = ThriftWriter()
        thrift.structure {
            $0.int32(1, 2)
            $0.int32(2, content.count)
            $0.int32(3, content.count)
            $0.structure(7) {
                $0.int32(1, count)
                $0.int32(2, 0)
            }
        }
        return thrift.bytes + content
    }

    /// Levels as one packed run behind their length.
    static func levels(_ levels: [UInt8], width: Int) -> [UInt8] {
        var runs: [UInt8] = []
        HybridWriter.append(levels[...], width: width, to: &runs)
        var bytes: [UInt8] = []
        LittleEndian.append(runs.count, count: 4, to: &bytes)
        return bytes + runs
    }

    static func int32(_ values: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values { LittleEndian.append(value, count: 4, to: &bytes) }
        return bytes
    }
}
