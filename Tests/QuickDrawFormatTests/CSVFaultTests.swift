internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct CSVFaultTests {
    private static let columns =
        "the first line names the columns: countrycode,drawing,key_id,recognized,timestamp,word, "
        + "in any order; only drawing is required"
    private static let quoting = "put the whole field in quotes, and double each quote inside it"
    private static let shape = "a stroke is [[x…],[y…]] or [[x…],[y…],[t…]], the same for all strokes"

    private static func messages(_ text: String) -> [String] {
        FormatHarness.read(text, name: "in", as: KaggleCSVFormat()).messages
    }

    /// Headers with one fault each, and the fault's message. Nothing after them is read.
    @Test(arguments: [
        ("word,key_id\n", "1:1: error: the header has no column 'drawing'; \(columns)"),
        ("\n\nDrawing,word\n", "3:1: error: the header has no column 'drawing'; \(columns)"),
        ("\u{feff}drawing,word,\"word\"\n", "1:18: error: the column 'word' occurs twice"),
        ("drawing,\"wo\nrd\"x\n", "1:9: error: the quoted field that begins here doesn't end"),
        ("drawing,\"word", "1:9: error: the quoted field that begins here doesn't end"),
        ("drawing,wo\"rd\n", "1:11: error: there is a quote in a field that doesn't begin with one; \(quoting)"),
    ])
    func headers(text: String, message: String) {
        #expect(Self.messages(text + "[],\n[],\n") == ["in:" + message])
    }

    @Test(arguments: ["\n\n", "\u{feff}", "\u{feff}\r\n"]) func noHeader(text: String) {
        #expect(Self.messages(text) == ["in:1:1: error: there is no header; \(Self.columns)"])
    }

    /// Records below `word,drawing,key_id,recognized,timestamp` with one fault each, and the fault's message.
    @Test(arguments: [
        ("a,[]", "2:1: error: the record has 2 fields, but the header has 5"),
        ("a", "2:1: error: the record has 1 field, but the header has 5"),
        ("a,[],,,,", "2:1: error: the record has 6 fields, but the header has 5"),
        ("a,,,,", "2:3: error: expected the array of strokes, but the text ends"),
        ("a,\"\",,,", "2:4: error: expected the array of strokes, but the text ends"),
        ("a,null,,,", "2:3: error: expected the array of strokes, found 'n'"),
        ("a,[] x,,,", "2:6: error: expected the end of the drawing, found 'x'"),
        ("a,\"[[[1, 2], [3]]]\",,,", "2:5: error: stroke 1 has 2 x and 1 y"),
        ("a,\"[[[1, 2], [3, 4]]\",,,", "2:21: error: expected ',' or ']', but the text ends"),
        ("a,\"[[[1, \"\"2\"\"], [3, 4]]]\",,,", "2:10: error: expected a number, found '\"'"),
        ("a,\"[[[1,\n2], [x, 4]]]\",,,", "3:6: error: expected a number, found 'x'"),
        ("a,\"[[[1]]]\",,,", "2:5: error: stroke 1 has 1 array instead of 2 or 3; \(shape)"),
        ("a,\"[\",,,", "2:5: error: expected a stroke, '[', but the text ends"),
        ("a,[],-1,,", "2:6: error: '-1' is not an id, a whole number from 0 to 18446744073709551615"),
        (
            "a,[],18446744073709551616,,",
            "2:6: error: '18446744073709551616' is not an id, a whole number from 0 to 18446744073709551615"
        ),
        ("a,[],,maybe,", "2:7: error: 'maybe' is neither True nor False"),
        ("a,[],,tRue,", "2:7: error: 'tRue' is neither True nor False"),
        ("a,[],,,2017-03-02", "2:8: error: '2017-03-02' is not a time of the form '2017-03-02 23:25:10.074260'"),
        (
            "a,[],,,2017-03-02 23:25:10.",
            "2:8: error: '2017-03-02 23:25:10.' is not a time of the form '2017-03-02 23:25:10.074260'"
        ),
        (
            "a,[],,,2017-03-02 23:25:10+24:00",
            "2:8: error: '2017-03-02 23:25:10+24:00' is not a time of the form '2017-03-02 23:25:10.074260'"
        ),
        (
            "\"a\"b,[],,,",
            "2:4: error: expected ',' or the end of the record after a quoted field, found 'b'; \(quoting)"
        ),
        (
            "\"a\"\r,[],,,",
            "2:4: error: expected ',' or the end of the record after a quoted field, found byte 0x0d; \(quoting)"
        ),
        ("a\"b,[],,,", "2:2: error: there is a quote in a field that doesn't begin with one; \(quoting)"),
        ("\"a,[],,,", "2:1: error: the quoted field that begins here doesn't end"),
    ])
    func records(text: String, message: String) {
        let header = "word,drawing,key_id,recognized,timestamp\n"
        let result = FormatHarness.read(
            header + text + "\nb,\"[]\",1,1,\n",
            name: "in",
            as: KaggleCSVFormat()
        )
        #expect(result.messages == ["in:" + message])
        #expect(result.sketches.map(\.metadata.label) == ["b"])
    }

    /// A quote that isn't closed takes only its own line with it, wherever the next quote is.
    @Test func openQuotesAreContained() {
        let rows = (1...6).map { "\"w\($0)\",\"[]\"" }
        for broken in rows.indices {
            var lines = rows
            lines[broken] = "\"w,\"\"[]\"\""
            let result = FormatHarness.read(
                "word,drawing\n" + lines.joined(separator: "\n") + "\n",
                name: "in",
                as: KaggleCSVFormat()
            )
            #expect(
                result.messages == ["in:\(broken + 2):1: error: the quoted field that begins here doesn't end"]
            )
            #expect(result.sketches.count == 5)
        }
    }
}
