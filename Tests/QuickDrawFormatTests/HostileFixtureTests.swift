internal import QuickDrawFormat
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Damaged and malicious files, and the fault of each.
@Suite struct HostileFixtureTests {
    private static let cut = "fetch the file again, or keep only what came before"
    private static let damaged = "the file is damaged before this place, or is not a QuickDraw .bin"

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
    ])
    func eachFileIsRefusedAtItsFault(name: String, sound: Int, message: String) {
        let path = TestFiles.fixture("hostile/quickdraw/" + name)
        let format: any SketchFormat = name.hasSuffix(".bin") ? QuickDrawBinFormat() : QuickDrawFormat()
        let result = FormatHarness.read(path: path, as: format)
        #expect(result.messages.first == path + ":" + message)
        #expect(result.sketches.count == sound)
    }
}
