internal import SketchModel
internal import Testing
internal import TextNotation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

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

@Suite struct RoundedNumberTests {
    @Test func numbers() {
        #expect(DecimalText.short(-0.00004, digits: 4) == "0")
        #expect(DecimalText.short(1e300, digits: 2) == "1000000000")
        #expect(DecimalText.short(.nan, digits: 2) == "0")
        #expect(DecimalText.short(0.00012, digits: 4) == "0.0001")
        #expect(DecimalText.fixed(2, digits: 2) == "2.00")
        #expect(DecimalText.fixed(-0.126, digits: 2) == "-0.13")
        #expect(DecimalText.fixed(3.7, digits: 0) == "4")
        #expect(DecimalText.fixed(.infinity, digits: 1) == "–")
    }

    @Test(
        arguments: [
            (0.4999, 3, "0.500"), (-0.0004, 3, "0.000"), (-2.5, 0, "-3"), (12, 1, "12.0"), (1e12, 1, "–"),
            (.nan, 1, "–"),
        ] as [(Double, Int, String)]
    )
    func `fixed numbers have all their digits`(value: Double, digits: Int, text: String) {
        #expect(DecimalText.fixed(value, digits: digits) == text)
    }
}

@Suite struct MarkupTextTests {
    @Test func `text is text in markup`() {
        #expect(
            MarkupText.escaped("a<b> & \"c\" 'd'\n\u{1}\u{85}é😀")
                == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; \u{FFFD}\u{FFFD}é😀"
        )
    }

    @Test(arguments: [
        ("film.png", "film.png"), ("cat 1/index.html", "cat%201/index.html"), ("../é", "../%C3%A9"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("//host/x", ".//host/x"), ("a?b#c%", "a%3Fb%23c%25"),
        ("\n", "%0A"),
    ])
    func `a path is a URL of a file beside the page`(path: String, url: String) {
        #expect(MarkupText.url(ofPath: path) == url)
    }
}

@Suite struct JSONValueTests {
    @Test func `a document is on one line, and its objects keep their order`() {
        let value = JSONValue.object([
            ("b", .list([.null, .boolean(true), .whole(-3), .number(0.25), "a\n"])), ("a", .object([])),
            ("none", .number(.infinity)), ("rounded", .rounded(2 / 3, scale: 100)), ("texts", .texts(["x", "y"])),
            ("counts", .counts(["dog": 2, "cat": 1])),
        ])
        #expect(
            value.line
                == #"{"b":[null,true,-3,0.25,"a\n"],"a":{},"none":null,"rounded":0.67,"texts":["x","y"],"#
                + #""counts":{"cat":1,"dog":2}}"#
        )
    }
}
