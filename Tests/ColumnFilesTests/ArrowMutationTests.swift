internal import ArrayFiles
internal import ColumnFiles
internal import SketchModel
internal import Testing

/// Whatever the bytes are, the result is tables whose columns are as long as they say, or a fault of one line.
struct ArrowMutationTests {
    static let files = [
        ArrowFixtures.plain, ArrowFixtures.lz4File, ArrowFixtures.zstd, ArrowFixtures.legacy, ArrowFixtures.polarsFile,
        ArrowFixtures.dictionaries, ArrowFixtures.types,
    ]
    private static let supported: Set = [
        "i", "t", "l", "n", "s", "d", "x", "nothing", "flag", "time", "large", "raw", "fixed", "view", "pairs",
        "record", "map", "parts", "half", "day", "grid", "last",
    ]

    private static func check(_ bytes: [UInt8]) {
        do throws(ArrayFault) {
            var reader = try ArrowBytes.reader(bytes)
            reader.select(supported)
            while let batch = try reader.next() {
                #expect(batch.columns.count == reader.schema.fields.count)
                for column in batch.columns {
                    #expect(column.count == batch.rowCount)
                    check(column)
                }
            }
        } catch {
            #expect(!error.reason.message.contains { $0.isNewline } && error.reason.message.utf8.count < 2000)
            #expect(error.reason is ArrowError)
            #expect(error.offset.map { 0...bytes.count ~= $0 } ?? false)
        }
    }

    private static func check(_ column: Column) {
        if let validity = column.validity { #expect(validity.count >= (column.count + 7) / 8) }
        switch column.values {
        case .nothing: break
        case .booleans(let values): #expect(values.count == column.count)
        case .numbers(let type, let bytes): #expect(bytes.count == column.count * type.size)
        case .bytes(let offsets, let data): check(offsets, column.count, within: data.count)
        case .list(let offsets, let items):
            check(offsets, column.count, within: items.count)
            check(items)
        case .record(let columns):
            for part in columns {
                #expect(part.count == column.count)
                check(part)
            }
        case .dictionary(let indices, let values):
            #expect(indices.count == column.count)
            #expect(
                indices.indices.allSatisfy { !column.hasValue(at: $0) || values.hasValue(at: Int(indices[$0])) }
            )
            check(values)
        }
    }

    private static func check(_ offsets: [Int], _ count: Int, within limit: Int) {
        #expect(offsets.count == count + 1)
        #expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 })
        #expect((offsets.first ?? -1) >= 0 && (offsets.last ?? limit + 1) <= limit)
    }

    @Test(arguments: files.indices) func everyByteMayBeAnother(file: Int) {
        let bytes = Self.files[file]
        for place in bytes.indices {
            for change: UInt8 in [0x01, 0x80, 0xff] {
                var mutant = bytes
                mutant[place] ^= change
                Self.check(mutant)
            }
        }
    }

    @Test(arguments: files.indices) func everyLengthIsReadOrRefused(file: Int) {
        let bytes = Self.files[file]
        for length in bytes.indices { Self.check(Array(bytes.prefix(length))) }
    }

    @Test(arguments: 0..<4) func anyBytesAreReadOrRefused(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<500 {
            var mutant = Self.files[generator.index(below: Self.files.count)]
            for _ in 0...generator.index(below: 4) {
                let place = generator.index(below: mutant.count)
                switch generator.index(below: 4) {
                case 0: mutant[place] = UInt8(generator.index(below: 256))
                case 1: mutant.removeSubrange(place..<min(place + 8, mutant.count))
                case 2: mutant.insert(contentsOf: mutant[place..<min(place + 16, mutant.count)], at: place)
                default:
                    for index in place..<min(place + 8, mutant.count) {
                        mutant[index] = [0, 0x7f, 0xff, 8][generator.index(below: 4)]
                    }
                }
            }
            Self.check(mutant)
        }
    }
}
