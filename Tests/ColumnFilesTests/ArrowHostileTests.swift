internal import ArrayFiles
@testable internal import ColumnFiles
internal import SketchModel
internal import Testing

/// A damaged file per error, with the byte that is to blame.
struct ArrowHostileTests {
    private typealias Make = ArrowMessageBytes

    private static let numbers = Make.schema([Make.integer("n")])
    private static let texts = Make.schema([Make.field("t", 5)])

    /// A batch of one column after its schema.
    private static func file(
        _ schema: [UInt8],
        rows: Int = 2,
        _ nodes: [(Int, Int)],
        _ buffers: [(Int, Int)],
        codec: Int? = nil,
        views: [Int]? = nil,
        body: [UInt8]
    ) -> [UInt8] {
        let padded = body + [UInt8](repeating: 0, count: (8 - body.count % 8) % 8)
        return schema
            + Make.message(3, Make.batch(rows: rows, nodes, buffers, codec: codec, views: views), body: padded)
    }

    private static func words(_ values: Int...) -> [UInt8] { values.flatMap { Make.word($0) } }

    @Test func theBeginning() {
        #expect(ArrowBytes.fault([]) == "0: ends inside its first message")
        #expect(
            ArrowBytes.fault(Array("PAR1....".utf8))
                == "0: is not an Arrow stream or file: it begins with neither a message nor ARROW1"
        )
        #expect(
            ArrowBytes.fault([1, 2, 3])
                == "3: is not an Arrow stream or file: it begins with neither a message nor ARROW1"
        )
        #expect(ArrowBytes.fault(Array("ARROW1".utf8)) == "6: ends inside its first message")
        #expect(ArrowBytes.fault(Array("ARROW1\0\0".utf8)) == "8: ends inside the list of its messages")
        #expect(
            ArrowBytes.fault(Array("FEA1....".utf8)) == "0: is a Feather file of version 1, which isn't supported"
        )
        #expect(ArrowBytes.fault([0xff, 0xff, 0xff, 0xff, 16, 0, 0, 0, 1]) == "9: ends inside a message")
        #expect(
            ArrowBytes.fault([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])
                == "0: is a damaged Arrow file: its first message isn't a schema"
        )
        #expect(
            ArrowBytes.fault([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x80])
                == "0: is a damaged Arrow file: a message has length -2147483648"
        )
    }

    @Test func messages() {
        let start = Self.numbers.count
        func fault(_ bytes: [UInt8]) -> String { ArrowBytes.fault(Self.numbers + bytes) }
        #expect(fault([1, 0, 0, 0]) == "\(start): is a damaged Arrow file: a message doesn't begin with 0xFFFFFFFF")
        #expect(fault([0xff, 0xff]) == "\(start + 2): ends inside the list of its messages")
        #expect(fault(Self.numbers).hasSuffix(": is a damaged Arrow file: it has a second schema"))
        let batch = Make.batch(rows: 0, [(0, 0)], [(0, 0), (0, 0)])
        #expect(fault(Make.message(3, batch)) == "none")
        let long = Make.message(3, batch, body: [1, 2, 3, 4]).dropLast()
        #expect(fault(Array(long)) == "\(start + long.count): ends inside the body of a message")
        #expect(
            fault(Make.message(3, batch, version: 2)) == "\(start + 8): has Arrow metadata of version 3, not 4 or 5"
        )
        #expect(fault(Make.message(3, nil)) == "\(start + 8): is a damaged Arrow file: a message has no content")
        #expect(fault(Make.message(4, batch)) == "\(start + 8): has a message with a tensor, which isn't supported")
        #expect(
            fault(Make.message(5, batch)) == "\(start + 8): has a message with a sparse tensor, which isn't supported"
        )
        #expect(
            fault(Make.message(9, batch))
                == "\(start + 8): has a message with content of unknown type 9, which isn't supported"
        )
        let negative = FlatValue.table([.short(4), .number(3, size: 1), batch, .number(-8, size: 8)])
        #expect(
            fault(Make.framed(negative.buffer))
                == "\(start + 8): is a damaged Arrow file: a message has a body of length -8"
        )
        let pair = FlatValue.table([.text("ARROW:experimental_compression"), .text("LZ4")])
        let experimental = FlatValue.table([.short(4), .number(3, size: 1), batch, nil, .list([pair])])
        #expect(
            fault(Make.framed(experimental.buffer))
                == "\(start + 8): is compressed as Arrow 0.17 did it, which isn't supported"
        )
    }

    @Test func flatBuffers() {
        func fault(_ metadata: [UInt8]) -> String { ArrowBytes.fault(Make.framed(metadata)) }
        let outside = "is a damaged Arrow file: an offset leads out of a message"
        #expect(fault(Self.words(0x7fff_ffff, 0)) == "16: \(outside)")
        // The vtable is before the beginning.
        #expect(fault(Self.words(4, 0x7fff_ffff)) == "8: \(outside)")
        // The table is longer than the message.
        #expect(fault(Self.words(8, 0x00ff_0004, 4, 0)) == "16: \(outside)")
        // A field is outside its table of 8 bytes.
        #expect(
            fault(Self.words(12, 0x0008_0006, 0x0007_0007, 8, 0, 0))
                == "20: is a damaged Arrow file: a field is outside its table"
        )
    }

    @Test func schemas() {
        func fault(_ fields: [FlatValue]) -> String {
            ArrowBytes.faultMessage(Make.schema(fields))
        }
        #expect(fault([Make.integer("n")]) == "none")
        #expect(
            ArrowBytes.fault(Make.schema([], isBigEndian: true)).hasSuffix(
                ": has big-endian numbers, which aren't supported"
            )
        )
        #expect(fault([Make.field("a\nb", 99)]) == "has the field 'a.b' of unknown type 99")
        #expect(
            fault([Make.field("x", 12)]) == "has a damaged column 'x': it has 0 fields instead of one for its items"
        )
        #expect(
            fault([Make.field("x", 3, [.short(3)])]) == "has a damaged column 'x': its numbers have precision 3"
        )
        #expect(
            fault([Make.field("x", 10, [.short(4)])]) == "has a damaged column 'x': its timestamps have unit 4"
        )
        #expect(
            fault([Make.field("x", 15, [.number(-1, size: 4)])]) == "has a damaged column 'x': its values have size -1"
        )
        #expect(fault([Make.integer("x", bits: 7)]) == "is a damaged Arrow file: integers have 7 bits")
        #expect(
            fault([.table([.text("x"), nil, .number(5, size: 1)])]) == "has a damaged column 'x': it has no type"
        )
        #expect(
            fault([Make.integer("a", dictionary: 1), Make.field("b", 5, dictionary: 1)])
                == "is a damaged Arrow file: dictionary 1 has several types"
        )
        var deep = Make.integer("n")
        for _ in 1..<16 { deep = Make.field("l", 12, [], [deep]) }
        #expect(fault([deep]) == "none")
        #expect(fault([Make.field("l", 12, [], [deep])]) == "has a schema nested more than 16 levels deep")
        let many = [FlatValue](repeating: Make.field("x", 1), count: 10_001)
        #expect(fault(many) == "has a schema of more than 10000 fields")
        #expect(fault(Array(many.dropLast())) == "none")
    }

    /// The fault without its byte.
    private static func message(
        _ schema: [UInt8],
        rows: Int = 2,
        _ nodes: [(Int, Int)],
        _ buffers: [(Int, Int)],
        codec: Int? = nil,
        views: [Int]? = nil,
        body: [UInt8] = []
    ) -> String {
        let bytes = file(schema, rows: rows, nodes, buffers, codec: codec, views: views, body: body)
        return ArrowBytes.faultMessage(bytes)
    }

    @Test func arraysAndBuffers() {
        func numbers(
            rows: Int = 2,
            _ nodes: [(Int, Int)] = [(2, 0)],
            _ buffers: [(Int, Int)] = [(0, 0), (0, 2)]
        ) -> String {
            Self.message(Self.numbers, rows: rows, nodes, buffers, body: [1, 2])
        }
        #expect(numbers() == "none")
        #expect(numbers(rows: -1) == "is a damaged Arrow file: a batch has -1 rows")
        #expect(numbers(rows: 1 << 40) == "declares a batch of more than 16777344 rows, which its bytes can't hold")
        #expect(numbers(rows: 3) == "has a damaged column 'n': it has 2 values instead of 3")
        #expect(numbers([]) == "has a damaged column 'n': it has no array in the message")
        #expect(numbers([(2, 3)]) == "has a damaged column 'n': 3 of its 2 values are missing")
        #expect(numbers([(2, -1)]) == "has a damaged column 'n': -1 of its 2 values are missing")
        #expect(
            numbers([(2, 0), (2, 0)]) == "is a damaged Arrow file: a message has 2 arrays, but its schema takes 1"
        )
        #expect(
            numbers([(2, 0)], [(0, 0), (0, 2), (0, 0)])
                == "is a damaged Arrow file: a message has 3 buffers, but its schema takes 2"
        )
        #expect(numbers([(2, 0)], [(0, 0)]) == "has a damaged column 'n': it lacks a buffer in the message")
        let outside = "is a damaged Arrow file: a buffer is outside its message"
        #expect(numbers([(2, 0)], [(0, 0), (8, 1)]) == outside)
        #expect(numbers([(2, 0)], [(0, 0), (-1, 2)]) == outside)
        #expect(numbers([(2, 0)], [(0, 0), (0, -1)]) == outside)
        #expect(numbers([(2, 0)], [(0, 0), (.max, .max)]) == outside)
        #expect(
            numbers([(2, 0)], [(0, 7), (0, 2)])
                == "is a damaged Arrow file: a message's buffers are longer than its body"
        )
        #expect(
            numbers([(2, 0)], [(0, 0), (0, 1)]) == "has a damaged column 'n': a buffer has 1 bytes instead of 2 × 1"
        )
        #expect(
            numbers([(2, 1)], [(0, 0), (0, 2)]) == "has a damaged column 'n': a buffer has 0 bytes instead of 1 × 1"
        )
    }

    @Test func offsets() {
        func texts(_ offsets: Int...) -> String {
            let body = (offsets + [0]).flatMap { Make.word($0) }
            return Self.message(Self.texts, [(2, 0)], [(0, 0), (0, 12), (12, 4)], body: body)
        }
        #expect(texts(0, 2, 4) == "none")
        #expect(texts(1, 0, 4) == "has a damaged column 't': its offsets decrease")
        #expect(texts(-1, 0, 4) == "has a damaged column 't': its offsets decrease")
        #expect(texts(0, 2, 5) == "has a damaged column 't': a value ends outside its bytes")
        let list = Make.schema([Make.field("l", 12, [], [Make.integer("item")])])
        #expect(
            Self.message(
                list,
                rows: 1,
                [(1, 0), (1, 0)],
                [(0, 0), (0, 8), (8, 0), (8, 2)],
                body: Self.words(0, 2) + [1, 2]
            )
                == "has a damaged column 'l': it has 1 items, but lists of 2"
        )
        let views = Make.schema([Make.field("l", 25, [], [Make.integer("item")])])
        #expect(
            Self.message(
                views,
                rows: 1,
                [(1, 0), (2, 0)],
                [(0, 0), (0, 4), (4, 4), (8, 0), (8, 2)],
                body: Self.words(1, 2) + [1, 2]
            )
                == "has a damaged column 'l': a list is outside its items"
        )
    }

    @Test func views() {
        let schema = Make.schema([Make.field("t", 24)])
        func fault(_ length: Int, _ source: Int, _ start: Int, counts: [Int]? = [1]) -> String {
            let body = Self.words(length, 0, source, start) + [UInt8](repeating: 65, count: 16)
            return Self.message(schema, rows: 1, [(1, 0)], [(0, 0), (0, 16), (16, 16)], views: counts, body: body)
        }
        #expect(fault(16, 0, 0) == "none")
        let outside = "has a damaged column 't': a value is outside its bytes"
        #expect(fault(16, 0, 1) == outside)
        #expect(fault(16, 1, 0) == outside)
        #expect(fault(16, -1, 0) == outside)
        #expect(fault(16, 0, -1) == outside)
        #expect(fault(-16, 0, 0) == "has a damaged column 't': a text has length -16")
        #expect(fault(16, 0, 0, counts: nil) == "is a damaged Arrow file: a message lacks a number of buffers")
        #expect(fault(16, 0, 0, counts: [-1]) == "is a damaged Arrow file: an array has -1 buffers")
        #expect(fault(16, 0, 0, counts: [4]) == "is a damaged Arrow file: an array has 4 buffers")
    }

    @Test func dictionaries() {
        let schema = Make.schema([Make.field("d", 5, dictionary: 7)])
        func dictionary(_ id: Int, isDelta: Bool = false) -> [UInt8] {
            let values = Make.batch(rows: 1, [(1, 0)], [(0, 0), (0, 8), (8, 1)])
            let header = FlatValue.table([.number(Int64(id), size: 8), values, .boolean(isDelta)])
            return Make.message(2, header, body: Self.words(0, 1, 65, 0))
        }
        func batch(_ index: Int) -> [UInt8] {
            Make.message(3, Make.batch(rows: 1, [(1, 0)], [(0, 0), (0, 4)]), body: Self.words(index, 0))
        }
        func fault(_ bytes: [UInt8]) -> String { ArrowBytes.faultMessage(bytes) }
        #expect(fault(schema + dictionary(7) + batch(0)) == "none")
        #expect(fault(schema + dictionary(7) + dictionary(7, isDelta: true) + batch(1)) == "none")
        #expect(fault(schema + dictionary(7) + dictionary(7) + batch(0)) == "none")
        let outside = "has a damaged column 'd': a value isn't in its dictionary"
        #expect(fault(schema + dictionary(7) + batch(1)) == outside)
        #expect(fault(schema + dictionary(7) + batch(-1)) == outside)
        #expect(
            fault(schema + batch(0) + dictionary(7))
                == "has no dictionary 7 before the batch of the column 'd' that refers to it"
        )
        #expect(
            fault(schema + dictionary(8) + batch(0)) == "is a damaged Arrow file: dictionary 8 isn't in its schema"
        )
        #expect(
            fault(schema + Make.message(2, .table([.number(7, size: 8)])))
                == "is a damaged Arrow file: dictionary 7 has no values"
        )
        #expect(
            fault(Array("ARROW1\0\0".utf8) + schema + dictionary(7) + dictionary(7))
                == "has dictionary 7 twice, which only a stream may have"
        )
        let records = Make.schema([Make.field("d", 13, [], [], dictionary: 7)])
        let values = Make.batch(rows: 0, [(0, 0)], [(0, 0)])
        func record(isDelta: Bool) -> [UInt8] {
            Make.message(2, .table([.number(7, size: 8), values, .boolean(isDelta)]))
        }
        #expect(
            fault(records + record(isDelta: false) + record(isDelta: true))
                == "extends dictionary 7 of lists or records, which isn't supported"
        )
    }

    @Test func compression() {
        func fault(_ codec: Int, _ length: Int, _ content: [UInt8], count: Int? = nil) -> String {
            let body = Make.word(length, count: 8) + content
            return Self.message(
                Self.numbers,
                [(2, 0)],
                [(0, 0), (0, count ?? body.count)],
                codec: codec,
                body: body
            )
        }
        let frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x02, 0x11, 0, 0, 1, 2]
        #expect(fault(1, 2, frame) == "none")
        #expect(fault(1, -1, [1, 2]) == "none")
        #expect(fault(0, -1, [1, 2]) == "none")
        #expect(fault(2, 2, frame) == "is compressed by unknown method 2")
        let damaged = "has a damaged column 'n': a compressed buffer is damaged"
        #expect(fault(1, 3, frame) == damaged)
        #expect(fault(1, 1, frame) == damaged)
        #expect(fault(0, 2, frame) == damaged)
        #expect(fault(0, 2, [0x04, 0x22, 0x4d, 0x18]) == damaged)
        #expect(fault(1, -2, frame) == "has a damaged column 'n': a compressed buffer holds -2 bytes")
        #expect(fault(1, 2, frame, count: 7) == "has a damaged column 'n': a compressed buffer has 7 bytes")
        #expect(
            fault(1, 1 << 40, frame)
                == "has a column 'n' that expands to more than 16777520 values and bytes of text in a batch"
        )
    }

    @Test func whatAColumnMayHoldIsBounded() {
        let expands = "that expands to more than 16777216 values and bytes of text in a batch"
        let nulls = Make.schema([Make.field("n", 1)])
        #expect(Self.message(nulls, rows: 1 << 24, [(1 << 24, 0)], []) == "none")
        let fixed = Make.schema([Make.field("l", 16, [.number(1 << 20, size: 4)], [Make.field("item", 1)])])
        #expect(
            Self.message(fixed, rows: 1 << 10, [(1 << 10, 0), (1 << 30, 0)], [(0, 0)]) == "has a column 'l' \(expands)"
        )
        let fields = (0..<5).map { Make.field("n\($0)", 1) }
        let many = (0..<5).map { _ in (1 << 24, 0) }
        #expect(Self.message(Make.schema(fields), rows: 1 << 24, many, []) == "has a column 'n4' \(expands)")
        // 10 000 views of the same 16 000 bytes.
        let views = Make.schema([Make.field("t", 24)])
        let view = Self.words(16_000, 0, 0, 0)
        let body = (0..<2_000).flatMap { _ in view } + [UInt8](repeating: 65, count: 16_000)
        #expect(
            Self.message(
                views,
                rows: 2_000,
                [(2_000, 0)],
                [(0, 0), (0, 32_000), (32_000, 16_000)],
                views: [1],
                body: body
            )
                == "has a column 't' that expands to more than 17545216 values and bytes of text in a batch"
        )
    }

    @Test func theByteOfAFaultIsInTheFile() {
        let bytes = Self.file(Self.texts, [(2, 0)], [(0, 0), (0, 12), (12, 4)], body: Self.words(0, 2, 1, 0))
        #expect(ArrowBytes.fault(bytes) == "\(bytes.count - 16): has a damaged column 't': its offsets decrease")
        // What a byte of a file is to blame for is counted from its beginning, too.
        let file = Array("ARROW1\0\0".utf8) + bytes
        #expect(ArrowBytes.fault(file) == "\(file.count - 16): has a damaged column 't': its offsets decrease")
    }

    @Test func adviceSaysWhatToDo() {
        #expect(ArrowError.missingDictionary("x", 1).advice?.contains("stream") == true)
        #expect(ArrowError.unsupportedType("x", "union").advice?.contains("leave the column out") == true)
        #expect(ArrowError.notArrow.advice == nil)
    }
}
