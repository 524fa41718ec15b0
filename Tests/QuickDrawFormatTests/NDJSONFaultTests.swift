internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct NDJSONFaultTests {
    /// Inputs with one fault each, and the fault's message.
    static let cases: [(String, String)] = [
        (#"{"drawing":[[[1,2],[3]]]}"#, "1:13: error: stroke 1 has 2 x and 1 y"),
        (#"{"drawing":[[[1],[3]],[[1],[3,4]]]}"#, "1:23: error: stroke 2 has 1 x and 2 y"),
        (#"{"drawing":[[[1],[3],[0,1]]]}"#, "1:13: error: stroke 1 has 1 points and 2 times"),
        (#"{"drawing":[[[1]]]}"#, "1:13: error: stroke 1 has 1 array instead of 2 or 3; \(shape)"),
        (#"{"drawing":[[]]}"#, "1:13: error: stroke 1 has 0 arrays instead of 2 or 3; \(shape)"),
        (#"{"drawing":[[[1],[1],[1],[1]]]}"#, "1:13: error: stroke 1 has 4 arrays instead of 2 or 3; \(shape)"),
        (
            #"{"drawing":[[[1],[1]],[[1],[1],[1]]]}"#,
            "1:23: error: stroke 2 has 3 arrays, but the strokes before it have 2; \(shape)"
        ),
        (#"{"drawing":"[[[1],[1]]]"}"#, "1:12: error: expected the array of strokes, found '\"'"),
        (#"{"drawing":null}"#, "1:12: error: expected the array of strokes, found 'n'"),
        (#"{"drawing":[[1,2]]}"#, "1:14: error: expected an array of numbers, found '1'"),
        (#"{"drawing":[1]}"#, "1:13: error: expected a stroke, '[', found '1'"),
        (#"{"drawing":[[[1,],[1]]]}"#, "1:17: error: expected a number, found ']'"),
        (#"{"drawing":[[[,1],[1]]]}"#, "1:15: error: expected a number, found ','"),
        (#"{"drawing":[[[1 2],[1]]]}"#, "1:17: error: expected ',' or ']', found '2'"),
        (#"{"drawing":[[[01],[1]]]}"#, "1:15: error: a number has a leading zero"),
        (#"{"drawing":[[[-01.5],[1]]]}"#, "1:15: error: a number has a leading zero"),
        (#"{"drawing":[[[00],[1]]]}"#, "1:15: error: a number has a leading zero"),
        (#"{"drawing":[[[+1],[1]]]}"#, "1:15: error: expected a number, found '+'"),
        (#"{"drawing":[[[.5],[1]]]}"#, "1:15: error: expected a number, found '.'"),
        (#"{"drawing":[[[5.],[1]]]}"#, "1:16: error: expected ',' or ']', found '.'"),
        (#"{"drawing":[[[5e],[1]]]}"#, "1:16: error: expected ',' or ']', found 'e'"),
        (#"{"drawing":[[[NaN],[1]]]}"#, "1:15: error: expected a number, found 'N'"),
        (#"{"drawing":[[[-Infinity],[1]]]}"#, "1:15: error: expected a number, found '-'"),
        (#"{"drawing":[[[1e309],[1]]]}"#, "1:15: error: a number is too large for 64-bit floating point"),
        (#"{"drawing":[[["1"],[1]]]}"#, "1:15: error: expected a number, found '\"'"),
        (#"{"drawing":[[[null],[1]]]}"#, "1:15: error: expected a number, found 'n'"),
        (#"{"drawing":[[[1],[1]]"#, "1:22: error: expected ',' or ']', but the text ends"),
        (#"{"drawing":[[[1"#, "1:16: error: expected ',' or ']', but the text ends"),
        (#"{"drawing":[]} x"#, "1:16: error: expected the end of the line, found 'x'"),
        (#"{"drawing":[]}{"drawing":[]}"#, "1:15: error: expected the end of the line, found '{'"),
        (#"{"drawing":[],}"#, "1:15: error: expected a string, found '}'"),
        (#"{"drawing":[],"drawing":[]}"#, "1:15: error: the key 'drawing' occurs twice"),
        (#"{"word":"a","w\u006frd":"a","drawing":[]}"#, "1:13: error: the key 'word' occurs twice"),
        (#"{"word":"a"}"#, "1:1: error: there is no key 'drawing'"),
        ("  {}", "1:3: error: there is no key 'drawing'"),
        (#"{"word":1,"drawing":[]}"#, "1:9: error: expected a string, found '1'"),
        (#"{"countrycode":true,"drawing":[]}"#, "1:16: error: expected a string, found 't'"),
        (#"{"recognized":"true","drawing":[]}"#, "1:15: error: expected true, false or null, found '\"'"),
        (#"{"recognized":troo,"drawing":[]}"#, "1:15: error: expected true, found 't'"),
        (#"{"key_id":1.5,"drawing":[]}"#, "1:11: error: '1.5' is not an id, \(idRange)"),
        (#"{"key_id":-1,"drawing":[]}"#, "1:11: error: '-1' is not an id, \(idRange)"),
        (#"{"key_id":5e3,"drawing":[]}"#, "1:11: error: '5e3' is not an id, \(idRange)"),
        (#"{"key_id":"","drawing":[]}"#, "1:11: error: '' is not an id, \(idRange)"),
        (#"{"key_id":"007","drawing":[]}"#, "1:11: error: '007' is not an id, \(idRange)"),
        (
            #"{"key_id":"18446744073709551616","drawing":[]}"#,
            "1:11: error: '18446744073709551616' is not an id, \(idRange)"
        ),
        (#"{"key_id":[],"drawing":[]}"#, "1:11: error: expected an id, a string or a whole number, found '['"),
        (
            #"{"timestamp":"2017-02-29 00:00:00 UTC","drawing":[]}"#,
            "1:14: error: '2017-02-29 00:00:00 UTC' is not \(time)"
        ),
        (#"{"timestamp":"2017-03-01T20:41:36Z","drawing":[]}"#, "1:14: error: '2017-03-01T20:41:36Z' is not \(time)"),
        (
            #"{"timestamp":"2017-03-01 20:41:36.1234567 UTC","drawing":[]}"#,
            "1:14: error: '2017-03-01 20:41:36.1234567 UTC' is not \(time)"
        ),
        (
            #"{"timestamp":"2017-03-01 20:41:36. UTC","drawing":[]}"#,
            "1:14: error: '2017-03-01 20:41:36. UTC' is not \(time)"
        ),
        (#"{"timestamp":1488400896,"drawing":[]}"#, "1:14: error: expected a string, found '1'"),
        (#"{"word":"a\x","drawing":[]}"#, "1:11: error: a string contains an escape that JSON does not have"),
        (#"{"word":"a\u12g4","drawing":[]}"#, "1:11: error: a string contains an escape that JSON does not have"),
        (#"{"word":"\ud83dx","drawing":[]}"#, "1:10: error: a string contains half of a surrogate pair"),
        (#"{"word":"\ude00","drawing":[]}"#, "1:10: error: a string contains half of a surrogate pair"),
        (#"{"word":"\ud83d\ud83d","drawing":[]}"#, "1:10: error: a string contains half of a surrogate pair"),
        ("{\"word\":\"a\tb\",\"drawing\":[]}", "1:11: error: a string contains byte 0x09, which must be escaped"),
        ("{\"word\":\"ab", "1:12: error: expected the end of a string, but the text ends"),
        (#"{word:"a"}"#, "1:2: error: expected a string, found 'w'"),
        (#"{"word" "a"}"#, "1:9: error: expected ':', found '\"'"),
        (#"{"x":}"#, "1:6: error: expected a value, found '}'"),
        (#"{"x":undefined}"#, "1:6: error: expected a value, found 'u'"),
        (#"{"x":[1,]}"#, "1:9: error: expected a value, found ']'"),
        (#"{"x":{"y":1,}}"#, "1:13: error: expected a string, found '}'"),
        ("\0", "1:1: error: expected a drawing, '{', found byte 0x00"),
        ("[{\"drawing\":[]}", "1:16: error: expected ',' or ']', but the text ends"),
        ("[{\"drawing\":[]},", "1:17: error: expected a drawing, '{', but the text ends"),
        ("[\n", "2:1: error: expected a drawing, '{', but the text ends"),
        ("[{\"drawing\":[]}]\n x", "2:2: error: expected the end of the text, found 'x'"),
        ("[{\"drawing\":[]},]", "1:17: error: expected a drawing, '{', found ']'"),
    ]
    private static let shape = "a stroke is [[x…],[y…]] or [[x…],[y…],[t…]], the same for all strokes"
    private static let idRange =
        "a whole number from 0 to 18446744073709551615; give it as a string of digits, \"key_id\":\"5891796615823360\""
    private static let time = "a time of the form '2017-03-01 20:41:36.70725 UTC'"

    @Test func eachFaultHasItsPlace() {
        for (text, message) in Self.cases {
            #expect(QuickDraw.read(text).messages == ["in:" + message], "\(text)")
        }
    }

    @Test func readingGoesOnAfterFaults() {
        let good = #"{"drawing":[[[1],[2]]]}"#
        for (text, message) in Self.cases where !text.hasPrefix("[") {
            let result = QuickDraw.read(good + "\n" + text + "\n" + good)
            let moved = "in:2" + message.dropFirst()
            // The line ends where the text ended.
            let expected = moved.replacingSuffix(", but the text ends", with: ", found the end of the line")
            #expect(result.messages == [expected], "\(text)")
            #expect(result.sketches.count == 2)
            #expect(result.sketches.last?.source.position == .text(line: 3, column: 1))
        }
    }

    @Test(arguments: [
        #"{"word":"a\"}"#, #"{"word":"a\n"#, #"{"word":"abc"#, #"{"wo\"rd"#, #"{"x":["\u0041"#, #"{"key_id":"\""#,
        #"{"timestamp":"\\"#,
    ])
    func aLineCutInsideAStringTakesOnlyItself(bad: String) {
        let good = #"{"drawing":[[[1],[2]]]}"#
        let text = (0..<50).map { _ in good + "\n" + bad + "\n" }.joined()
        let result = QuickDraw.read(text)
        #expect(result.sketches.map(\.source.position) == (0..<50).map { .text(line: 2 * $0 + 1, column: 1) })
        let expected = (0..<50).map {
            "in:\(2 * $0 + 2):\(bad.utf8.count + 1): error: expected the end of a string, found the end of the line"
        }
        #expect(result.messages == expected)
    }

    /// JSON of another kind is one fault, however long it is.
    @Test(arguments: [
        (
            "{\n  \"name\": \"icons\",\n  \"files\": [\n    1\n  ]\n}\n",
            "1:2: error: expected a string, found the end of the line"
        ),
        ("{\"a\":1}\n{\"a\":2}\n", "1:1: error: there is no key 'drawing'"),
        ("\n\nword\n\"drawing\"\n", "3:1: error: expected a drawing, '{', found 'w'"),
        ("[\n {\"a\":1},\n {\"a\":2}\n]\n", "2:2: error: there is no key 'drawing'"),
        ("[1,2,3]", "1:2: error: expected a drawing, '{', found '1'"),
    ])
    func textWithoutDrawingsIsOneFault(text: String, message: String) {
        for copies in [1, 30_000] {
            let long = copies == 1 ? text : text + String(repeating: "\n{\"a\":1}\n", count: copies)
            guard copies == 1 || !text.hasPrefix("[") else { continue }
            let result = QuickDraw.read(long)
            #expect(result.messages == ["in:\(message); no drawing follows, so the rest is not read"])
        }
    }

    @Test func aRecordThatIsNoDrawingBeforeOthersTakesOnlyItself() {
        let good = #"{"drawing" : [[[1],[2]]]}"#
        for bad in ["{}", "garbage", #"{"a":1}"#] {
            let result = QuickDraw.read(bad + "\n" + good + "\n" + bad + "\n" + good)
            #expect(result.sketches.count == 2)
            #expect(result.messages.count == 2)
        }
        let escaped = #"{"dr\u0061wing":[[[1],[2]]]}"#
        #expect(QuickDraw.read(escaped + "\n{}\n" + escaped).sketches.count == 2)
    }

    @Test func readingGoesOnInsideArrays() {
        let result = QuickDraw.read(
            "[{\"drawing\":[]},\n  {\"drawing\":[[[1,\"],{\"],[2]]]},{},7,[],\n {\"drawing\":[[[1],[2]]]}]"
        )
        #expect(
            result.messages == [
                "in:2:19: error: expected a number, found '\"'", "in:2:33: error: there is no key 'drawing'",
                "in:2:36: error: expected a drawing, '{', found '7'",
                "in:2:38: error: expected a drawing, '{', found '['",
            ]
        )
        #expect(result.sketches.map(\.source.position) == [.text(line: 1, column: 2), .text(line: 3, column: 2)])
    }

    @Test func invalidUTF8IsRefused() {
        for (bytes, column) in [
            ([0xff], 10), ([0x61, 0xc3], 11), ([0xed, 0xa0, 0x80], 10), ([0x5c, 0x6e, 0xc0], 12),
        ]
            as [([UInt8], Int)]
        {
            let text = Array("{\"word\":\"".utf8) + bytes + Array("\",\"drawing\":[]}".utf8)
            let result = FormatHarness.read(text, name: "in", as: QuickDrawFormat())
            #expect(result.messages == ["in:1:\(column): error: a string is not valid UTF-8"])
        }
    }

    @Test func deepNestingIsRefused() {
        func nested(_ depth: Int) -> String {
            "{\"x\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + ",\"drawing\":[]}"
        }
        #expect(QuickDraw.read(nested(63)).messages == [])
        #expect(QuickDraw.read(nested(64)).messages == ["in:1:69: error: values are nested more than 64 deep"])
        #expect(QuickDraw.read(nested(100_000)).messages == ["in:1:69: error: values are nested more than 64 deep"])
    }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? dropLast(suffix.count) + other : self
    }
}
