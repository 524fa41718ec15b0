@testable internal import ColumnFiles
internal import ArrayFiles
internal import Testing

/// Files that other programs wrote.
struct ParquetReaderTests {
    @Test(arguments: ParquetSampleFile.all) func otherProgramsFilesAreRead(sample: ParquetSampleFile) throws {
        #expect(try ParquetTestFiles.rows(sample.bytes) == sample.rows)
    }

    private func schema(_ name: String) throws -> [ColumnField] {
        let sample = try #require(ParquetSampleFile.all.first { $0.name.hasPrefix(name) })
        return try ParquetReader(BytesInMemory(sample.bytes)).schema.fields
    }

    @Test func typesAreThoseOfTheFile() throws {
        let types = try schema("types")
        #expect(
            types == [
                ColumnField("i8", .number(.int8)), ColumnField("u16", .number(.uint16)),
                ColumnField("u32", .number(.uint32)), ColumnField("u64", .number(.uint64)),
                ColumnField("h", .number(.float16)), ColumnField("n", .nothing), ColumnField("fx", .bytes),
                ColumnField("us", .timestamp(.microseconds, zone: "UTC")),
                ColumnField("ns", .timestamp(.nanoseconds, zone: nil)), ColumnField("d", .number(.int32)),
            ]
        )
        func list(_ type: ColumnType) -> ColumnType { .list(ColumnField("element", type)) }
        let points = list(.number(.uint8))
        let strokes = list(.record([ColumnField("x", points), ColumnField("y", points)]))
        #expect(try schema("lists of records") == [ColumnField("drawing", strokes), ColumnField("word", .text)])
    }

    @Test func onlyTheSelectedColumnsAreDecoded() throws {
        let sample = try #require(ParquetSampleFile.all.first)
        var reader = try ParquetReader(BytesInMemory(sample.bytes))
        reader.select(["word"])
        let batch = try #require(try reader.next())
        guard case .nothing = batch.columns[0].values, case .dictionary = batch.columns[1].values else {
            Issue.record("the wrong columns are decoded")
            return
        }
        #expect(batch.columns[0].count == 4)
        #expect(try reader.next() == nil)
    }

    private func decode(_ bytes: [UInt8], width: Int, count: Int) -> [UInt32]? {
        var values: [UInt32] = []
        return HybridRuns.decode(bytes.span.bytes, width: width, count: count, into: &values) ? values : nil
    }

    @Test func longBitWidthsAreUnpacked() throws {
        for width in 1...32 {
            var (bytes, expected): ([UInt8], [UInt32]) = ([], [])
            var bits: [Bool] = []
            for index in 0..<19 {
                let value =
                    UInt32(truncatingIfNeeded: UInt64(index) &* 0x9e37_79b9_7f4a_7c15) & UInt32(1 << UInt64(width) - 1)
                expected.append(value)
                for bit in 0..<width { bits.append(value >> UInt32(bit) & 1 == 1) }
            }
            while bits.count < 24 * width { bits.append(false) }
            bytes.append(3 << 1 | 1)
            for start in stride(from: 0, to: bits.count, by: 8) {
                bytes.append((0..<8).reduce(0) { $0 | (bits[start + $1] ? 1 << UInt8($1) : 0) })
            }
            #expect(decode(bytes, width: width, count: 19) == expected)
            #expect(decode(bytes.dropLast(width), width: width, count: 19) == nil)
        }
    }

    @Test func runsOfNumbersThatAreTooWideAreRefused() {
        #expect(decode([4, 7], width: 3, count: 2) == [7, 7])
        #expect(decode([4, 8], width: 3, count: 2) == nil)
        #expect(decode([4, 0xff, 1], width: 9, count: 2) == [511, 511])
        #expect(decode([4, 0xff, 2], width: 9, count: 2) == nil)
        #expect(decode([4, 0xff, 0xff, 0xff, 0xff], width: 32, count: 2) == [.max, .max])
    }

    @Test func runsAreWrittenAsTheyAreRead() {
        for width in 1...16 {
            let mask = UInt16(truncatingIfNeeded: 1 << width - 1)
            let values = (0..<1000).map { index -> UInt16 in
                (index / 50) % 2 == 0 ? UInt16(truncatingIfNeeded: index &* 40_503) & mask : mask
            }
            var bytes: [UInt8] = []
            HybridWriter.append(values[...], width: width, to: &bytes)
            #expect(decode(bytes, width: width, count: values.count) == values.map { UInt32($0) })
        }
    }
}
