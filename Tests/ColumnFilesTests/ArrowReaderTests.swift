internal import ArrayFiles
@testable internal import ColumnFiles
internal import Testing

struct ArrowReaderTests {
    private static func text(_ text: String) -> ArrowValue { .bytes(Array(text.utf8)) }
    private static func byte(_ value: Int) -> ArrowValue { .number([UInt8(value)]) }

    private static let plain: [[ArrowValue]] = [
        [.number([1, 0]), .missing, .number([0xfd, 0xff])],
        [text("a"), text(""), text("漢")],
        [.list([.number([0, 0, 0xc0, 0x3f]), .missing]), .list([]), .missing],
    ]

    @Test(arguments: [ArrowFixtures.plain, ArrowFixtures.lz4File, ArrowFixtures.zstd, ArrowFixtures.legacy])
    func everyFormHasTheSameTable(bytes: [UInt8]) throws {
        let reader = try ArrowBytes.reader(bytes)
        let item = ColumnField("item", .number(.float32))
        #expect(
            reader.schema
                == ColumnSchema(
                    [
                        ColumnField("i", .number(.int16)), ColumnField("t", .text, isOptional: false),
                        ColumnField("l", .list(item)),
                    ],
                    metadata: ["k": "v"]
                )
        )
        #expect(reader.form == (bytes == ArrowFixtures.lz4File ? .file : .stream))
        for pieces in [1, 7, .max] { #expect(try ArrowBytes.columns(bytes, pieces: pieces) == Self.plain) }
    }

    @Test func aFileIsKnownByItsBeginning() {
        for bytes in [ArrowFixtures.plain, ArrowFixtures.lz4File, ArrowFixtures.polarsFile] {
            #expect(ArrowReader.begins(Array(bytes.prefix(8))))
        }
        #expect(!ArrowReader.begins(Array(ArrowFixtures.legacy.prefix(8))))
        #expect(!ArrowReader.begins(Array("PAR1\u{15}\u{4}\u{15}\u{0}".utf8)))
        #expect(!ArrowReader.begins([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]))
        #expect(!ArrowReader.begins([0xff, 0xff, 0xff, 0xff]))
    }

    @Test func whatFollowsTheEndIsNotRead() throws {
        var bytes = ArrowFixtures.plain
        #expect(try ArrowBytes.columns(bytes + [1, 2, 3]) == Self.plain)
        // The end of the bytes is an end too.
        bytes.removeLast(8)
        #expect(try ArrowBytes.columns(bytes) == Self.plain)
    }

    @Test func aFooterEndsAFile() throws {
        let end = try #require(
            ArrowFixtures.lz4File.indices.last { index in
                ArrowFixtures.lz4File[index...].starts(with: [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])
            }
        )
        var bytes = ArrowFixtures.lz4File
        bytes.removeSubrange(end..<(end + 8))
        #expect(try ArrowBytes.columns(bytes) == Self.plain)
    }

    @Test func polarsWritesTheSchemaOfAFileWithoutItsLength() throws {
        #expect(
            try ArrowBytes.columns(ArrowFixtures.polarsFile) == [
                [.number([7, 0, 0, 0, 0, 0, 0, 0]), .missing],
                [Self.text("short"), Self.text("a text of more than twelve bytes")],
            ]
        )
    }

    @Test func dictionariesAreExtendedAndReplaced() throws {
        let words = ["dog", nil, "ox", nil, "elk", "elk"].map { $0.map(Self.text) ?? .missing }
        #expect(try ArrowBytes.columns(ArrowFixtures.dictionaries) == [words, words.map { .list([$0]) }])
        // Only the dictionary of the column that is wanted.
        #expect(
            try ArrowBytes.columns(ArrowFixtures.dictionaries, select: ["x"])
                == [words.map { _ in .missing }, words.map { .list([$0]) }]
        )
        var reader = try ArrowBytes.reader(ArrowFixtures.dictionaries)
        let column = try #require(try reader.next()).columns[0]
        guard case .dictionary(let indices, let values) = column.values else {
            Issue.record("\(column.values)")
            return
        }
        #expect(indices == [1, 0])
        #expect(ArrowValue.values(of: values) == [Self.text("cat"), Self.text("dog")])
    }

    private static let types: [(String, ColumnType, [ArrowValue])] = [
        ("nothing", .nothing, [.missing, .missing]),
        ("flag", .boolean, [.boolean(true), .missing]),
        (
            "time", .timestamp(.milliseconds, zone: "UTC"),
            [.number([1, 0, 0, 0, 0, 0, 0, 0]), .number([2, 0, 0, 0, 0, 0, 0, 0])]
        ),
        ("large", .text, [text("x"), text("yz")]),
        ("raw", .bytes, [.bytes([0, 0xff]), .missing]),
        ("fixed", .bytes, [text("ab"), text("cd")]),
        ("view", .text, [text("in line"), text("outside of the views")]),
        (
            "pairs", .list(ColumnField("item", .number(.uint8))),
            [.list([byte(1), byte(2)]), .list([byte(3), byte(4)])]
        ),
        (
            "record", .record([ColumnField("a", .number(.uint64)), ColumnField("b", .text)]),
            [.record([.number([1, 0, 0, 0, 0, 0, 0, 0]), text("p")]), .missing]
        ),
        (
            "map",
            .list(
                ColumnField(
                    "entries",
                    .record([ColumnField("key", .text, isOptional: false), ColumnField("value", .number(.int8))]),
                    isOptional: false
                )
            ),
            [.list([.record([text("k"), byte(1)])]), .list([])]
        ),
        (
            "parts", .list(ColumnField("item", .number(.int8))),
            [.list([byte(20), byte(30)]), .list([byte(10), byte(20)])]
        ),
        ("half", .number(.float16), [.number([0, 0x3c]), .number([0, 0xc0])]),
        ("day", .number(.int32), [.number([1, 0, 0, 0]), .number([2, 0, 0, 0])]),
        (
            "grid",
            .list(ColumnField("item", .list(ColumnField("item", .number(.int32))))),
            [
                .list([.list([.number([1, 0, 0, 0])]), .list([.number([2, 0, 0, 0]), .number([3, 0, 0, 0])])]),
                .list([]),
            ]
        ),
        ("last", .number(.int8), [byte(8), byte(9)]),
    ]

    @Test func everyTypeIsRead() throws {
        let fields = try ArrowBytes.reader(ArrowFixtures.types).schema.fields
        let columns = try ArrowBytes.columns(ArrowFixtures.types, select: Set(Self.types.map(\.0)))
        for (name, type, values) in Self.types {
            let index = try #require(fields.firstIndex { $0.name == name })
            #expect(fields[index].type == type)
            #expect(columns[index] == values, "\(name)")
        }
    }

    @Test(arguments: [("decimal", "decimal"), ("union", "union"), ("runs", "run-end encoded")])
    func aTypeThatIsNotSupportedIsRefusedIfItIsWanted(name: String, type: String) {
        let fault = ArrowBytes.fault(ArrowFixtures.types, select: ["last", name])
        #expect(fault.hasSuffix(": has the column '\(name)' of type \(type), which isn't supported"))
        #expect(ArrowBytes.fault(ArrowFixtures.types, select: ["last"]) == "none")
    }

    @Test func aDictionaryMayLackUntilAValueRefersToIt() throws {
        let schema = ArrowMessageBytes.schema([ArrowMessageBytes.field("d", 5, dictionary: 3)])
        let missing = ArrowMessageBytes.batch(rows: 2, [(2, 2)], [(0, 1), (8, 8)])
        let bytes = schema + ArrowMessageBytes.message(3, missing, body: [UInt8](repeating: 0, count: 16))
        #expect(try ArrowBytes.columns(bytes) == [[.missing, .missing]])
    }

    @Test func theFaultOfTheInputIsPassedOn() {
        let reason = ArrowError.damaged("a test's")
        #expect(throws: ArrayFault.self) {
            _ = try ArrowReader { _, _ throws(ArrayFault) in throw ArrayFault(reason, at: 5) }
        }
    }
}
