internal import QuickDrawFormat
internal import SketchStreams
internal import Testing

@Suite struct SniffingTests {
    /// Which of the formats recognises the text; no two do.
    private func format(of text: String, name: String = "-") -> String? {
        format(of: Array(text.utf8), name: name)
    }

    private func format(of bytes: [UInt8], name: String = "-") -> String? {
        let formats: [any SketchFormat] = [
            QuickDrawRawFormat(), QuickDrawFormat(), QuickDrawBinFormat(), KaggleCSVFormat(),
        ]
        let known = formats.filter { $0.recognises(prefix: bytes, fileName: name) > .no }
        #expect(known.count <= 1, "\(known.map(\.name))")
        return known.first?.name
    }

    @Test(arguments: [
        (#"{"drawing":[[[1],[2],[3]]]}"#, "quickdraw-raw"),
        (" [ {\"word\":\"a\",\"drawing\" : [ [ [1], [2] , [3] ] ] }", "quickdraw-raw"),
        (#"{"drawing":[[[1],[2]]]}"#, "quickdraw"),
        (#"{"drawing":[]}"#, "quickdraw"),
        ("\u{feff}\n[{\"x\":[{}],\"drawing\":[[[1],[2]],", "quickdraw"),
        (#"{"word":"cat","drawing":[[[1,2,3"#, "quickdraw"),
        (#"{"word":"c"#, "quickdraw"),
        (#"{"word":"cat""#, "quickdraw"),
        (#"{"key_id":"5","broken"#, "quickdraw"),
        (#"{"type":"FeatureCollection"}"#, nil),
        (#"{"a":1,"b":tru"#, nil),
        ("countrycode,drawing,key_id,recognized,timestamp,word\n", "csv"),
        ("\u{feff}\r\n,key_id,\"drawing\"\r\n0,1,[]", "csv"),
        ("drawing,word", "csv"),
        ("drawing\n[]\n", nil),
        ("key_id,word\n1,cat dog bird\n", nil),
        ("[1,2,3]", nil),
        ("<svg/>", nil),
        ("", nil),
    ])
    func textIsKnownByItsBeginning(text: String, expected: String?) {
        #expect(format(of: text) == expected)
    }

    @Test func theNameHelps() {
        #expect(format(of: "", name: "a.ndjson") == "quickdraw")
        #expect(format(of: #"{"a":"b"#, name: "a.ndjson.gz") == "quickdraw")
        #expect(format(of: #"{"type":"FeatureCollection"}"#, name: "a.json") == nil)
        #expect(format(of: "<svg/>", name: "a.json") == nil)
        #expect(format(of: "", name: "a.bin") == "quickdraw-bin")
        #expect(format(of: "", name: "a.csv") == "csv")
        #expect(format(of: "drawing\n[]\n", name: "a.csv.gz") == "csv")
    }

    @Test func recordsAreKnownByTheirCounts() {
        let record = BinTests.record
        #expect(format(of: record, name: "cat.bin") == "quickdraw-bin")
        #expect(format(of: record[..<20] + [], name: "cat.bin") == "quickdraw-bin")
        #expect(format(of: record) == "quickdraw-bin")
        #expect(format(of: record[..<20] + []) == nil)
        #expect(format(of: record + record) == "quickdraw-bin")
        #expect(format(of: record + record + record[..<5]) == "quickdraw-bin")
        #expect(format(of: record + Array(repeating: 0xff, count: 30), name: "cat.bin") == nil)
        #expect(format(of: Array(repeating: 0, count: 4096), name: "zeros.bin") == nil)
    }
}
