internal import SketchModel
internal import SketchStreams
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("cat", "cat", "cat"), ("猫 é", "猫 é", "猫 é"), ("a\u{1b}[31m", "a\\u{1b}[31m", "a\\u001b[31m"),
        ("a\u{85}", "a\\u{85}", "a\\u0085"), ("a\u{202e}gvs.exe", "a\\u{202e}gvs.exe", "a\\u202egvs.exe"),
        (PathText.text([0xff, 0x2e, 0x73]), "\\xff.s", "\\\\xff.s"), ("\u{2069}", "\\u{2069}", "\\u2069"),
    ])
    func nothingSteersTheTerminal(text: String, plain: String, json: String) {
        #expect(PrintableText.of(text) == plain)
        #expect(PrintableText.of(text, isJSON: true) == json)
    }
}

@Suite struct DecimalTextTests {
    private func parse(_ text: String, strict: Bool = false) -> (value: Double, length: Int)? {
        let bytes = Array(text.utf8)
        var offset = 0
        let value =
            strict ? DecimalText.parseJSON(bytes.span, at: &offset) : DecimalText.parse(bytes.span, at: &offset)
        return value.map { ($0, offset) }
    }

    private func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        DecimalText.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("0", 0, 1), ("-0", -0.0, 2), ("12", 12, 2), ("1.5", 1.5, 3), ("1.", 1, 2), (".5", 0.5, 2), ("+3", 3, 2),
            ("-.5e1x", -5, 5), ("1e", 1, 1), ("1e+", 1, 1), ("1E-2", 0.01, 4), ("1.2.3", 1.2, 3), ("1-2", 1, 1),
            ("007", 7, 3), ("1e400", .infinity, 5), ("1e-400", 0, 6), ("1e99999999999999999999", .infinity, 22),
            ("0e99999999999999999999", 0, 22), ("123456789012345677877719597056", 123456789012345677877719597056, 30),
            ("9007199254740993", 9007199254740992, 16), ("9007199254740993.00000000000000000001", 9007199254740994, 37),
            ("0.30000000000000004", 0.30000000000000004, 19), ("100000000000000000000000", 1e23, 24),
        ] as [(String, Double, Int)]
    )
    func numbersAreRead(text: String, value: Double, length: Int) throws {
        let result = try #require(parse(text))
        #expect(result.value.bitPattern == value.bitPattern)
        #expect(result.length == length)
    }

    @Test(arguments: ["", "-", "+", ".", "-.", "e5", "x", "-x", " 1"]) func othersAreNot(text: String) {
        #expect(parse(text) == nil)
    }

    @Test func theGrammarOfJSONIsStricter() {
        for text in ["+1", ".5", "-", "-.5"] { #expect(parse(text, strict: true) == nil) }
        for (text, length) in [("01", 1), ("-01", 2), ("1.", 1), ("1.e5", 1), ("0.50", 4), ("0e1", 3), ("10", 2)] {
            #expect(parse(text, strict: true)?.length == length)
        }
    }

    /// The exact arithmetic against the C library's.
    @Test func readingIsCorrectlyRounded() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<6_000 {
            let digits = 1 + generator.index(below: 22)
            var text = generator.index(below: 2) == 0 ? "-" : ""
            let point = generator.index(below: digits + 1)
            for index in 0..<digits {
                if index == point { text += index == 0 ? "0." : "." }
                text += "\(generator.index(below: 10))"
            }
            if generator.index(below: 4) == 0 { text += "e\(generator.index(below: 60) - 30)" }
            #expect(parse(text)?.value.bitPattern == strtod(text, nil).bitPattern, "\(text)")
        }
    }

    /// Halfway between two doubles, and a hair beside it.
    @Test func tiesGoToEven() {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<500 {
            let even = (1 << 52 + UInt64(generator.index(below: 1 << 30)) << 20) | generator.next() & 0xf_ffff
            for tail in ["", ".5", ".50", ".500001", ".499999", ".25", ".75"] {
                let text = "\(even)\(tail)"
                #expect(parse(text)?.value == strtod(text, nil), "\(text)")
            }
        }
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "-0"), (7, "7"), (10, "10"), (-255, "-255"), (1000, "1000"), (0.1, "0.1"), (-1.5, "-1.5"),
            (9007199254740991, "9007199254740991"), (1e22, "1e+22"), (1e-7, "1e-07"), (123456.789, "123456.789"),
        ] as [(Double, String)]
    )
    func numbersAreWritten(value: Double, expected: String) {
        #expect(text(value) == expected)
    }

    @Test func whatIsWrittenReadsBack() {
        var generator = SeededGenerator(seed: 13)
        for round in 0..<6_000 {
            let value =
                switch round % 3 {
                case 0: Double(bitPattern: generator.next())
                case 1: generator.unit() * 1000
                default: (generator.unit() * 100_000).rounded() / 100
                }
            guard value.isFinite else { continue }
            #expect(parse(text(value), strict: true)?.value.bitPattern == value.bitPattern)
            if Int(exactly: value) == nil { #expect(text(value) == value.description) }
        }
    }

    @Test func wholeNumbersAreWritten() {
        func text(_ value: UInt64) -> String {
            var bytes: [UInt8] = []
            DecimalText.append(value, to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        var value: UInt64 = 1
        for _ in 0..<20 {
            for number in [value - 1, value, value + 1] { #expect(text(number) == "\(number)") }
            value = value.multipliedReportingOverflow(by: 10).partialValue
        }
        #expect(text(.max) == "\(UInt64.max)")
        var bytes: [UInt8] = []
        DecimalText.append(Int.min, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "\(Int.min)")
    }
}

@Suite struct DigitBlockTests {
    /// Eight bytes at a time against one at a time.
    @Test func blocksAreReadAsTheirBytes() {
        var generator = SeededGenerator(seed: 14)
        let others: [UInt8] = [0x00, 0x2c, 0x2d, 0x2e, 0x2f, 0x3a, 0x5d, 0x65, 0x7f, 0x80, 0xb0, 0xff]
        for _ in 0..<4_000 {
            var bytes = (0..<12).map { _ in UInt8(48 + generator.index(below: 10)) }
            for _ in 0..<generator.index(below: 4) {
                bytes[generator.index(below: 12)] = others[generator.index(below: others.count)]
            }
            let offset = generator.index(below: 5)
            let block = DigitBlock.load(bytes.span, at: offset)
            let digits = bytes[offset..<(offset + 8)].prefix { 48...57 ~= $0 }
            #expect(DigitBlock.digitCount(block) == digits.count)
            let value = digits.reduce(0 as UInt64) { $0 * 10 + UInt64($1 - 48) }
            if !digits.isEmpty { #expect(DigitBlock.value(block, digits: digits.count) == value) }
            #expect(DigitBlock.eight(bytes.span, at: offset) == (digits.count == 8 ? value : nil))
            #expect(DigitBlock.eight(bytes.span, at: offset + 5) == nil || offset + 13 <= bytes.count)
        }
    }
}

@Suite struct JSONTextTests {
    @Test(arguments: [
        ("", "\"\""), ("cat", "\"cat\""), ("é😀/", "\"é😀/\""), ("a\"b\\c", #""a\"b\\c""#),
        ("\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}", #""\u0000\b\t\n\u000b\f\r\u001f"# + "\u{7f}\""),
    ])
    func stringsAreEscaped(text: String, expected: String) {
        var bytes: [UInt8] = []
        JSONText.append(text, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
}

@Suite struct TimestampTextTests {
    private func parse(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        return TimestampText.parse(bytes.span)?.microseconds
    }

    @Test(
        arguments: [
            ("1970-01-01 00:00:00 UTC", 0), ("1970-01-01 00:00:00.000001 UTC", 1),
            ("1969-12-31 23:59:59.5 UTC", -500_000),
            ("2017-03-01 20:41:36.70725 UTC", 1_488_400_896_707_250), ("2000-02-29 12:00:00 UTC", 951_825_600_000_000),
            ("0000-01-01 00:00:00 UTC", -62_167_219_200_000_000),
            ("9999-12-31 23:59:59.999999 UTC", 253_402_300_799_999_999),
        ] as [(String, Int64)]
    )
    func momentsAreReadAndWritten(text: String, microseconds: Int64) {
        #expect(parse(text) == microseconds)
        var bytes: [UInt8] = []
        TimestampText.append(Timestamp(microseconds: microseconds), to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(TimestampText.holds(Timestamp(microseconds: microseconds)))
    }

    @Test(arguments: [
        "", "UTC", "2017-03-01 20:41:36", "2017-03-01 20:41:36 GMT", "2017-03-01T20:41:36 UTC",
        "2017-3-01 20:41:36 UTC",
        "2017-02-29 20:41:36 UTC", "2017-13-01 20:41:36 UTC", "2017-03-01 24:41:36 UTC", "2017-03-01 20:60:36 UTC",
        "2017-03-01 20:41:60 UTC", "2017-03-01 20:41:36. UTC", "2017-03-01 20:41:36.1234567 UTC",
        "2017-03-01 20:41:36.12x UTC", "2017-03-01 20:41:36,12 UTC", " 2017-03-01 20:41:36 UTC",
        "2017-03-01 20:41:36 UTC ",
    ])
    func othersAreNot(text: String) {
        #expect(parse(text) == nil)
    }

    @Test func trailingZerosAreDropped() {
        #expect(parse("2017-03-01 20:41:36.700 UTC") == parse("2017-03-01 20:41:36.7 UTC"))
        #expect(
            !TimestampText.holds(Timestamp(microseconds: .max)) && !TimestampText.holds(Timestamp(microseconds: .min))
        )
    }
}
