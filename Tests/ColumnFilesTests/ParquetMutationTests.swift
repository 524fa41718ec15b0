@testable internal import ColumnFiles
internal import ArrayFiles
internal import SketchModel
internal import Testing

/// Whatever the bytes are, the result is a table or a fault.
struct ParquetMutationTests {
    private static func check(_ bytes: [UInt8]) {
        do {
            var reader = try ParquetReader(BytesInMemory(bytes))
            while let batch = try reader.next() {
                #expect(batch.columns.count == reader.schema.fields.count)
                for (column, field) in zip(batch.columns, reader.schema.fields) {
                    #expect(column.count == batch.rowCount)
                    #expect(isSound(column, field.type))
                }
            }
        } catch {
            #expect(!error.reason.message.isEmpty && error.reason.message.utf8.count < 2000)
            #expect(error.reason is ParquetError)
        }
    }

    /// Whether the buffers are as long as they must be, and all offsets and indices lie in them.
    private static func isSound(_ column: Column, _ type: ColumnType) -> Bool {
        if let validity = column.validity, validity.count != (column.count + 7) / 8 { return false }
        func areSound(_ offsets: [Int], end: Int) -> Bool {
            offsets.count == column.count + 1 && offsets.first == 0 && offsets.last == end
                && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
        }
        switch column.values {
        case .nothing: return true
        case .booleans(let values): return values.count == column.count
        case .numbers(let number, let bytes): return bytes.count == column.count * number.size
        case .bytes(let offsets, let data): return areSound(offsets, end: data.count)
        case .list(let offsets, let items):
            guard case .list(let field) = type else { return false }
            return areSound(offsets, end: items.count) && isSound(items, field.type)
        case .record(let columns):
            guard case .record(let fields) = type, fields.count == columns.count else { return false }
            return zip(fields, columns).allSatisfy { $1.count == column.count && isSound($1, $0.type) }
        case .dictionary(let indices, let values):
            return indices.count == column.count && isSound(values, type)
                && indices.indices.allSatisfy { !column.hasValue(at: $0) || 0..<Int32(values.count) ~= indices[$0] }
        }
    }

    @Test(arguments: ParquetSampleFile.all) func everyTruncationIsRefused(sample: ParquetSampleFile) throws {
        let bytes = try sample.bytes
        for count in 0..<bytes.count { Self.check(Array(bytes.prefix(count))) }
    }

    @Test(arguments: ParquetSampleFile.all) func everyFlippedByteIsReadOrRefused(sample: ParquetSampleFile) throws {
        let bytes = try sample.bytes
        for index in bytes.indices {
            for mask: UInt8 in [1, 0x10, 0x80, 0xff] {
                var mutant = bytes
                mutant[index] ^= mask
                Self.check(mutant)
            }
        }
    }
}
