@testable internal import ColumnFiles
internal import ArrayFiles
internal import SketchModel
internal import Testing

/// What is written is what is read.
struct ParquetRoundTripTests {
    /// Makes schemas, and columns of them.
    private struct Generator {
        var random: SeededGenerator

        mutating func chance(_ part: Double) -> Bool { random.unit() < part }

        mutating func type(depth: Int) -> ColumnType {
            if depth > 0, chance(0.5) {
                if chance(0.5) { return .list(field("element", depth: depth - 1)) }
                return .record((0...random.index(below: 3)).map { field("f\($0)", depth: depth - 1) })
            }
            let leaves: [ColumnType] =
                [
                    .nothing, .boolean, .text, .bytes, .timestamp(.milliseconds, zone: "UTC"),
                    .timestamp(.microseconds, zone: nil), .timestamp(.nanoseconds, zone: "UTC"),
                ] + NumberType.allCases.map { .number($0) }
            return leaves[random.index(below: leaves.count)]
        }

        mutating func field(_ name: String, depth: Int) -> ColumnField {
            let type = type(depth: depth)
            let isOptional = chance(0.6)
            return ColumnField(name, type, isOptional: isOptional || type == .nothing)
        }

        mutating func column(_ field: ColumnField, count: Int) -> Column {
            var validity: [UInt8]?
            if field.isOptional, chance(0.8) {
                var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
                for index in 0..<count where chance(0.7) { bits[index / 8] |= 1 << UInt8(index % 8) }
                validity = bits
            }
            if field.isOptional, chance(0.1) { return Column(count: count, .nothing) }
            return Column(count: count, validity: validity, values(field.type, count: count))
        }

        private mutating func values(_ type: ColumnType, count: Int) -> Column.Values {
            switch type {
            case .nothing: return .nothing
            case .boolean: return .booleans((0..<count).map { _ in chance(0.5) })
            case .number(let number): return .numbers(number, numbers(count * number.size))
            case .timestamp: return .numbers(.int64, numbers(count * 8))
            case .text, .bytes:
                let isRepetitive = chance(0.5)
                var (offsets, data) = ([0], [UInt8]())
                for _ in 0..<count {
                    let length = random.index(below: 20)
                    data += isRepetitive ? Array("abcdefghijklmnopqrstuvwxyz".utf8.prefix(length)) : numbers(length)
                    offsets.append(data.count)
                }
                return .bytes(offsets: offsets, data: data)
            case .list(let item):
                var offsets = [0]
                for _ in 0..<count { offsets.append(offsets[offsets.count - 1] + max(0, random.index(below: 5) - 1)) }
                return .list(offsets: offsets, items: column(item, count: offsets[count]))
            case .record(let fields): return .record(fields.map { column($0, count: count) })
            }
        }

        private mutating func numbers(_ count: Int) -> [UInt8] {
            let isConstant = chance(0.2)
            return (0..<count).map { _ in isConstant ? 3 : UInt8(random.index(below: 256)) }
        }
    }

    private func rows(_ schema: ColumnSchema, _ batch: ColumnBatch) -> [String] {
        let columns = Array(zip(schema.fields, batch.columns))
        return (0..<batch.rowCount).map { row in
            columns.map { "\($0.name)=\(ParquetTestFiles.text($1, $0.type, row))" }.joined(separator: " ")
        }
    }

    @Test(arguments: ParquetCompression.allCases) func anyTableIsReadAsItWasWritten(compression: ParquetCompression)
        throws
    {
        for seed in 0..<150 {
            var generator = Generator(random: SeededGenerator(seed: UInt64(seed), stream: compression.hashSeed))
            let fields = (0...generator.random.index(below: 3)).map { generator.field("c\($0)", depth: 4) }
            let schema = ColumnSchema(fields, metadata: ["a": "é", "b": ""])
            var (batches, expected): ([ColumnBatch], [String]) = ([], [])
            for _ in 0...generator.random.index(below: 3) {
                let count = [0, 1, 7, 8, 40, 300][generator.random.index(below: 6)]
                let batch = ColumnBatch(rowCount: count, columns: fields.map { generator.column($0, count: count) })
                batches.append(batch)
                expected += rows(schema, batch)
            }
            let bytes = try ParquetTestFiles.file(schema, batches, compression)
            #expect(try ParquetTestFiles.rows(bytes) == expected, "seed \(seed)")
            let reader = try ParquetReader(BytesInMemory(bytes))
            #expect(reader.schema == schema, "seed \(seed)")
            #expect(reader.rowCount == expected.count && reader.rowGroupCount == batches.count { $0.rowCount > 0 })
            #expect(try ParquetTestFiles.file(schema, batches, compression) == bytes)
        }
    }

    @Test func manyValuesTakeSeveralPages() throws {
        let rowCount = 300_000
        var (offsets, bytes, words, wordOffsets): ([Int], [UInt8], [UInt8], [Int]) = ([0], [], [], [0])
        for row in 0..<rowCount {
            for item in 0..<(row % 23) { bytes.append(UInt8(truncatingIfNeeded: row &+ item)) }
            offsets.append(bytes.count)
            words += "word \(row % 70_000)".utf8
            wordOffsets.append(words.count)
        }
        let schema = ColumnSchema([
            ColumnField("x", .list(ColumnField("element", .number(.uint8), isOptional: false)), isOptional: false),
            ColumnField("word", .text, isOptional: false),
        ])
        let items = Column(count: bytes.count, .numbers(.uint8, bytes))
        let batch = ColumnBatch(
            rowCount: rowCount,
            columns: [
                Column(count: rowCount, .list(offsets: offsets, items: items)),
                Column(count: rowCount, .bytes(offsets: wordOffsets, data: words)),
            ]
        )
        let file = try ParquetTestFiles.file(schema, [batch], .snappy)
        var reader = try ParquetReader(BytesInMemory(file))
        let read = try #require(try reader.next())
        guard case .list(let readOffsets, let readItems) = read.columns[0].values,
            case .numbers(.uint8, let readBytes) = readItems.values,
            case .bytes(let readWordOffsets, let readWords) = read.columns[1].values
        else {
            Issue.record("the columns have other layouts")
            return
        }
        #expect(readOffsets == offsets && readBytes == bytes && readItems.validity == nil)
        #expect(readWordOffsets == wordOffsets && readWords == words)
        #expect(try reader.next() == nil)
    }

    @Test func repeatedTextsAreReadAsADictionary() throws {
        let texts = ["cat", "dog", "cat", "cat", "", "dog", "cat", "cat"]
        let data = Array(texts.joined().utf8)
        let offsets = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
        let schema = ColumnSchema([ColumnField("word", .text)])
        let column = Column(count: texts.count, validity: [0b1111_1110], .bytes(offsets: offsets, data: data))
        let file = try ParquetTestFiles.file(schema, [ColumnBatch(rowCount: texts.count, columns: [column])])
        let batch = try #require(try ParquetReader(BytesInMemory(file)).rowGroup(0))
        guard case .dictionary(let indices, let values) = batch.columns[0].values else {
            Issue.record("it isn't a dictionary")
            return
        }
        #expect(indices == [0, 0, 1, 1, 2, 0, 1, 1] && values.count == 3)
        #expect(try ParquetTestFiles.rows(file)[0] == "word=-")
    }

    @Test func timestampsInSecondsBecomeMilliseconds() throws {
        let schema = ColumnSchema([ColumnField("t", .timestamp(.seconds, zone: "UTC"))])
        func file(_ bytes: [UInt8]) throws(ArrayFault) -> [UInt8] {
            let column = Column(count: 1, .numbers(.int64, bytes))
            return try ParquetTestFiles.file(schema, [ColumnBatch(rowCount: 1, columns: [column])])
        }
        #expect(try ParquetTestFiles.rows(file([5, 0, 0, 0, 0, 0, 0, 0])) == ["t=5000"])
        #expect(
            ParquetTestFiles.fault { () throws(ArrayFault) in _ = try file([0, 0, 0, 0, 0, 0, 0, 0x7f]) }
                == "-: column 't' doesn't hold timestamps that milliseconds can express"
        )
    }

    @Test func columnsMustBeOfTheirTypes() {
        func fault(_ field: ColumnField, _ column: Column) -> String {
            ParquetTestFiles.fault { () throws(ArrayFault) in
                _ = try ParquetTestFiles.file(ColumnSchema([field]), [ColumnBatch(rowCount: 1, columns: [column])])
            }
        }
        let number = Column(count: 1, .numbers(.uint8, [1]))
        #expect(fault(ColumnField("a", .text), number) == "-: column 'a' doesn't hold values of its type")
        #expect(fault(ColumnField("a", .number(.int8)), number) == "-: column 'a' doesn't hold values of its type")
        let list = ColumnField("a", .list(ColumnField("element", .text)))
        #expect(fault(list, number) == "-: column 'a.list.element' doesn't hold lists")
        let record = ColumnField("a", .record([ColumnField("x", .text)]))
        #expect(fault(record, number) == "-: column 'a.x' doesn't hold records of its type")
        let missing = Column(count: 1, validity: [0], .numbers(.uint8, [1]))
        #expect(
            fault(ColumnField("a", .number(.uint8), isOptional: false), missing)
                == "-: column 'a' has missing values, but isn't optional"
        )
    }
}

extension ParquetCompression {
    fileprivate var hashSeed: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
