internal import QuickDrawFormat
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileFixtureTests {
    private static let cut = "fetch the file again, or keep only what came before"
    private static let damaged = "the file is damaged before this place, or is not a QuickDraw .bin"

    private static let quoting = "put the whole field in quotes, and double each quote inside it"
    private static let columns =
        "the first line names the columns: countrycode,drawing,key_id,recognized,timestamp,word, "
        + "in any order; only drawing is required"

    /// A file, how many of its drawings are valid, and its fault.
    @Test(arguments: [
        ("unequal-arrays.ndjson", 2, "2:40: error: stroke 2 has 3 x and 2 y"),
        ("cut-line.ndjson", 1, "2:62: error: expected ',' or ']', but the text ends"),
        ("not-a-number.ndjson", 1, "1:30: error: expected a number, found 'N'"),
        ("huge-number.ndjson", 1, "1:30: error: a number is too large for 64-bit floating point"),
        ("leading-zero.ndjson", 1, "1:30: error: a number has a leading zero"),
        ("deep-nesting.ndjson", 1, "1:82: error: values are nested more than 64 deep"),
        ("invalid-utf8.ndjson", 1, "1:11: error: a string is not valid UTF-8"),
        ("half-surrogate.ndjson", 1, "1:10: error: a string contains half of a surrogate pair"),
        ("duplicate-key.ndjson", 1, "1:15: error: the key 'word' occurs twice"),
        ("trailing-garbage.ndjson", 1, "1:102: error: expected the end of the line, found ','"),
        (
            "id-beyond-64-bits.ndjson", 1,
            "1:11: error: '18446744073709551616' is not an id, a whole number from 0 to 18446744073709551615; "
                + "give it as a string of digits, \"key_id\":\"5891796615823360\""
        ),
        ("nul-bytes.ndjson", 2, "2:1: error: expected a drawing, '{', found byte 0x00"),
        (
            "utf16.ndjson", 0,
            "1:1: error: expected a drawing, '{', found byte 0xff; no drawing follows, so the rest is not read"
        ),
        ("open-array.json", 1, "4:1: error: expected ',' or ']', but the text ends"),
        (
            "cut-header.bin", 1,
            "@29 (record 2): error: the file ends after 9 of the 17 bytes that a record begins with; \(cut)"
        ),
        (
            "cut-points.bin", 1,
            "@46 (record 2): error: the file ends in stroke 1 of 2: it takes 8 bytes, and 5 are left; \(cut)"
        ),
        (
            "lying-count.bin", 1,
            "@46 (record 2): error: the file ends in stroke 1 of 65535: it takes 131072 bytes, and 102 are left; \(cut)"
        ),
        ("bad-flag.bin", 1, "@0 (record 1): error: recognized is 255, not 0 or 1; \(damaged)"),
        (
            "bad-country.bin", 1,
            "@0 (record 1): error: the country code is the bytes 255 and 255, not two ASCII characters; \(damaged)"
        ),
        (
            "trailing-bytes.bin", 1,
            "@29 (record 2): error: the file ends after 1 of the 17 bytes that a record begins with; \(cut)"
        ),
        ("unclosed-quote.csv", 2, "3:4: error: the quoted field that begins here doesn't end"),
        (
            "after-quote.csv", 1,
            "2:62: error: expected ',' or the end of the record after a quoted field, found a space; \(quoting)"
        ),
        ("stray-quote.csv", 1, "2:113: error: there is a quote in a field that doesn't begin with one; \(quoting)"),
        ("field-count.csv", 2, "3:1: error: the record has 5 fields, but the header has 6"),
        ("bad-drawing.csv", 1, "2:18: error: expected a number, found 'x'"),
        ("cut-drawing.csv", 1, "2:59: error: expected ',' or ']', but the text ends"),
        (
            "bad-id.csv", 1,
            "2:63: error: '5201136883597312.0' is not an id, a whole number from 0 to 18446744073709551615"
        ),
        (
            "bad-timestamp.csv", 1,
            "2:85: error: '2017-02-30 23:25:10.074530' is not a time of the form '2017-03-02 23:25:10.074260'"
        ),
        ("bad-boolean.csv", 1, "2:80: error: 'yes' is neither True nor False"),
        ("invalid-utf8.csv", 1, "2:113: error: the text is not valid UTF-8"),
        ("no-drawing.csv", 0, "1:1: error: the header has no column 'drawing'; \(columns)"),
        ("duplicate-column.csv", 0, "1:44: error: the column 'word' occurs twice"),
        ("many-columns.csv", 0, "1:1: error: the header has more than 4096 columns"),
        ("blank.csv", 0, "1:1: error: there is no header; \(columns)"),
        ("cut-record.csv", 1, "3:4: error: the quoted field that begins here doesn't end"),
    ])
    func eachFileIsRefusedAtItsFault(name: String, sound: Int, message: String) {
        let path = TestFiles.fixture("hostile/quickdraw/" + name)
        let format: any SketchFormat =
            switch name.split(separator: ".").last {
            case "bin": QuickDrawBinFormat()
            case "csv": KaggleCSVFormat()
            default: QuickDrawFormat()
            }
        let result = FormatHarness.read(path: path, as: format)
        #expect(result.messages.first == path + ":" + message)
        #expect(result.sketches.count == sound)
    }
}
