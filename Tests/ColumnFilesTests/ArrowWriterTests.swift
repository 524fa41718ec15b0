internal import ArrayFiles
@testable internal import ColumnFiles
internal import SketchModel
internal import Testing

/// What is written comes back, for random tables.
struct ArrowWriterTests {
    private struct Tables {
        var generator: SeededGenerator

        mutating func type(depth: Int = 0) -> ColumnType {
            switch generator.index(below: depth < 3 ? 10 : 6) {
            case 0: .nothing
            case 1: .boolean
            case 2: .number(NumberType.allCases[generator.index(below: NumberType.allCases.count)])
            case 3: .text
            case 4: .bytes
            case 5:
                .timestamp(
                    [.seconds, .milliseconds, .microseconds, .nanoseconds][generator.index(below: 4)],
                    zone: nil
                )
            case 6, 7: .list(ColumnField("item", type(depth: depth + 1)))
            default:
                .record(
                    (0..<generator.index(below: 4)).map {
                        ColumnField("f\($0)", type(depth: depth + 1), isOptional: $0 % 2 == 0)
                    }
                )
            }
        }

        mutating func value(_ type: ColumnType, missing: Int) -> ArrowValue {
            if type == .nothing || generator.index(below: 10) < missing { return .missing }
            switch type {
            case .nothing: return .missing
            case .boolean: return .boolean(generator.index(below: 2) == 0)
            case .number(let number): return .number(bytes(number.size))
            case .timestamp: return .number(bytes(8))
            case .text, .bytes: return .bytes(bytes(generator.index(below: 20)))
            case .list(let item):
                return .list((0..<generator.index(below: 4)).map { _ in value(item.type, missing: missing) })
            case .record(let fields): return .record(fields.map { value($0.type, missing: missing) })
            }
        }

        mutating func bytes(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in UInt8(generator.index(below: 256)) }
        }
    }

    static func file(
        _ schema: ColumnSchema,
        _ batches: [ColumnBatch],
        _ form: ArrowForm,
        isCompressed: Bool = false
    ) throws(ArrayFault) -> [UInt8] {
        var writer = ArrowWriter(schema, form: form, isCompressed: isCompressed)
        var bytes = try writer.begin()
        for batch in batches { bytes += try writer.write(batch) }
        return bytes + (try writer.finish())
    }

    @Test(arguments: 0..<60) func whatIsWrittenIsRead(seed: Int) throws {
        var tables = Tables(generator: SeededGenerator(seed: UInt64(seed)))
        let fields = (0..<tables.generator.index(below: 5)).map { ColumnField("c\($0)", tables.type()) }
        let schema = ColumnSchema(fields, metadata: seed % 2 == 0 ? [:] : ["z": "", "a": "é", "b": "{}"])
        let missing = [0, 2, 10][seed % 3]
        var columns = [[ArrowValue]](repeating: [], count: fields.count)
        let batches = (0..<tables.generator.index(below: 4)).map { _ in
            let count = [0, 1, 8, 9, 100][tables.generator.index(below: 5)]
            let parts = fields.enumerated().map { index, field in
                let values = (0..<count).map { _ in tables.value(field.type, missing: missing) }
                columns[index] += values
                return ArrowValue.column(values, field.type)
            }
            return ColumnBatch(rowCount: count, columns: parts)
        }
        for form in [ArrowForm.stream, .file] {
            for isCompressed in [false, true] {
                let bytes = try Self.file(schema, batches, form, isCompressed: isCompressed)
                #expect(try Self.file(schema, batches, form, isCompressed: isCompressed) == bytes)
                let reader = try ArrowBytes.reader(bytes)
                #expect(reader.schema == schema)
                #expect(reader.form == form)
                #expect(try ArrowBytes.columns(bytes, pieces: 5) == columns)
                #expect(bytes.count % 8 == 0 || form == .file)
                for field in fields.prefix(1) {
                    let one = try ArrowBytes.columns(bytes, select: [field.name])
                    #expect(one.first == columns.first)
                    #expect(one.dropFirst().allSatisfy { $0.allSatisfy { $0 == .missing } })
                }
            }
        }
    }

    @Test func buffersAreAlignedAndValidityIsLeftOut() throws {
        let schema = ColumnSchema([ColumnField("n", .number(.int32))])
        let bits: [UInt8] = [0b1111_1111]
        let column = Column(count: 2, validity: bits, .numbers(.int32, [91, 92, 93, 94, 95, 96, 97, 98]))
        let batch = ColumnBatch(rowCount: 2, columns: [column])
        for form in [ArrowForm.stream, .file] {
            let bytes = try Self.file(schema, [batch], form)
            let place = try #require(
                bytes.indices.first { bytes[$0...].starts(with: [91, 92, 93, 94, 95, 96, 97, 98]) }
            )
            #expect(place % 64 == 0)
            var reader = try ArrowBytes.reader(bytes)
            #expect(try reader.next()?.columns[0].validity == nil)
            #expect(try reader.next() == nil)
        }
    }

    @Test func offsetsNeedNotBeginAtZero() throws {
        let item = ColumnField("item", .text)
        let schema = ColumnSchema([ColumnField("l", .list(item)), ColumnField("t", .text)])
        let texts = Column(count: 3, .bytes(offsets: [1, 2, 4, 5], data: Array("abcdef".utf8)))
        let lists = Column(count: 1, .list(offsets: [1, 3], items: texts))
        let text = Column(count: 1, .bytes(offsets: [2, 3], data: Array("abcdef".utf8)))
        let bytes = try Self.file(schema, [ColumnBatch(rowCount: 1, columns: [lists, text])], .stream)
        let expected: [[ArrowValue]] = [
            [.list([.bytes(Array("cd".utf8)), .bytes(Array("e".utf8))])], [.bytes(Array("c".utf8))],
        ]
        #expect(try ArrowBytes.columns(bytes) == expected)
    }

    private static func fault(_ column: Column, _ type: ColumnType, rows: Int = 2) -> String {
        do throws(ArrayFault) {
            let schema = ColumnSchema([ColumnField("x", type)])
            _ = try file(schema, [ColumnBatch(rowCount: rows, columns: [column])], .stream)
            return "none"
        } catch {
            return error.reason.message
        }
    }

    @Test func columnsOfOtherTypesAreRefused() throws {
        func wrong(_ type: String) -> String {
            "is given values for the column 'x' that aren't of its type, \(type)"
        }
        let numbers = Column(count: 2, .numbers(.int8, [1, 2]))
        #expect(Self.fault(numbers, .number(.int8)) == "none")
        #expect(Self.fault(numbers, .number(.int8), rows: 3) == wrong("int8"))
        #expect(Self.fault(numbers, .number(.uint8)) == wrong("uint8"))
        #expect(Self.fault(numbers, .timestamp(.seconds, zone: nil)) == wrong("timestamp"))
        #expect(Self.fault(numbers, .text) == wrong("text"))
        #expect(Self.fault(numbers, .nothing) == wrong("null"))
        #expect(Self.fault(numbers, .boolean) == wrong("Boolean"))
        #expect(Self.fault(numbers, .record([])) == wrong("record"))
        #expect(Self.fault(Column(count: 2, .numbers(.int16, [1, 2])), .number(.int16)) == wrong("int16"))
        #expect(Self.fault(Column(count: 2, validity: [], .numbers(.int8, [1, 2])), .number(.int8)) == wrong("int8"))
        #expect(Self.fault(Column(count: 2, .bytes(offsets: [0, 1], data: [0])), .bytes) == wrong("bytes"))
        #expect(Self.fault(Column(count: 2, .bytes(offsets: [0, 1, 2], data: [0])), .bytes) == wrong("bytes"))
        let list = Column(count: 2, .list(offsets: [0, 1, 3], items: numbers))
        #expect(Self.fault(list, .list(ColumnField("item", .number(.int8)))) == wrong("list"))
        let dictionary = Column(count: 2, .dictionary(indices: [0, 1], values: numbers))
        #expect(Self.fault(dictionary, .number(.int8)) == wrong("int8"))
        #expect(throws: ArrayFault.self) {
            try Self.file(ColumnSchema([]), [ColumnBatch(rowCount: 2, columns: [numbers])], .stream)
        }
    }

    @Test func aBatchOfTooManyItemsIsRefused() {
        let count = 1 << 31
        let list = Column(count: 1, .list(offsets: [0, count], items: Column(count: count, .nothing)))
        #expect(
            Self.fault(list, .list(ColumnField("item", .nothing)), rows: 1)
                == "is given a batch whose column 'x' has more than 2147483647 bytes or items"
        )
    }
}
