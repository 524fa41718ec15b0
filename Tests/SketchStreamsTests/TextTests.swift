internal import SketchModel
internal import SketchStreams
internal import Testing

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
