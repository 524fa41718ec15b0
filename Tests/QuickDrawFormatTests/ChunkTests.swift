internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// It must not matter where the input is cut: chunks of every size give the same sketches and the same faults.
@Suite struct ChunkTests {
    struct Cut: SketchFormat {
        let name = "cut"
        let summary = ""
        let fileExtensions: [String] = []
        let holds = ""
        let layout = FileLayout.manySketches
        let reader: @Sendable (ByteSource) -> any SketchReader

        func recognises(prefix: [UInt8], fileName: String) -> FormatMatch { .possible }
        func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { reader(source) }
        func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
            throw Fault(source: "", reason: StreamError.cannotWriteFormat(name))
        }
    }

    private func expectSame(
        _ bytes: [UInt8],
        as format: any SketchFormat,
        reader: @escaping @Sendable (ByteSource, Int) -> any SketchReader
    ) {
        let whole = FormatHarness.read(bytes, name: "in", as: format)
        #expect(whole.sketches.count + whole.faults.count > 3)
        for size in [1, 2, 3, 7, 16, 33, 64, 100, 333] {
            let cut = FormatHarness.read(bytes, name: "in", as: Cut { reader($0, size) })
            #expect(cut.sketches == whole.sketches)
            #expect(cut.sketches.map(\.source) == whole.sketches.map(\.source))
            #expect(cut.messages == whole.messages)
        }
    }

    static let texts = [
        "\n{\"drawing\":[]}\n\n{\"drawing\":[[[1],[2]]]}\r\nx\n  {\"drawing\":[[[1,2],[2,3]]]}\n{\"drawing\":",
        "[{\"drawing\":[]},{\"word\":\"],},\\\"\",\"drawing\":[[[1],[2]]]},\n 7,\n\n{},{\"drawing\":[\n[[1,2],[2,3]]]}  \n]\n",
        "\u{feff}[{\"drawing\":[]},{\"drawing\":[[[1],[2]]]},\n 7,\n\n{\"drawing\":[\n[[1,2],[2,3]]]},",
        "[{\"drawing\":[]},{\"drawing\":[[[1],[2]]]},{\"a\":3\n},{\"drawing\":[\n[[1,2],[2,3]]]}]\n  garbage[{,,\n\n",
    ]

    @Test(arguments: texts) func textIsCutAnywhere(text: String) {
        expectSame(Array(text.utf8), as: QuickDrawFormat()) { NDJSONReader($0, chunkSize: $1) }
    }

    @Test(arguments: ["\n", "\r\n"]) func rowsAreCutAnywhere(feed: String) {
        let rows = [
            "\u{feff}", "drawing,\"word\"", "[],a", "", "\"[[[1, 2],\n [3, 4]]]\",\"b, \"\"c\"\"\nd\"", "[],\"open",
            "[],e",
            "\"[[[1], [2]]]\",\"open", "\"[[[1], [2]]]\",f", "[],\"g\"h", "\"[[[1],\n [2]]]\"x,i", "[],j\"k", "[]",
            "x,y",
            "[],z", "[],\"open\nagain",
        ]
        expectSame(Array(rows.joined(separator: feed).utf8), as: KaggleCSVFormat()) { CSVReader($0, chunkSize: $1) }
    }

    @Test func recordsAreCutAnywhere() {
        var bytes = BinTests.record + BinTests.record
        bytes[10] = 7
        bytes += BinTests.record + BinTests.record + BinTests.record[..<20]
        expectSame(bytes, as: QuickDrawBinFormat()) { BinReader($0, chunkSize: $1) }
    }

    @Test func longLinesAreDropped() {
        let long = "{\"drawing\":[],\"x\":\"" + String(repeating: "x", count: 200) + "\"}"
        let text = "{\"drawing\":[]}\n\(long)\n\n{\"drawing\":[]}\n\(long)"
        let result = FormatHarness.read(
            text,
            name: "in",
            as: Cut { NDJSONReader($0, longestRecord: 64, chunkSize: 16) }
        )
        #expect(
            result.messages == [
                "in:2:1: error: a drawing takes more than 64 bytes",
                "in:5:1: error: a drawing takes more than 64 bytes",
            ]
        )
        #expect(result.sketches.map(\.source.position) == [.text(line: 1, column: 1), .text(line: 4, column: 1)])
    }

    @Test func longRowsAreDropped() {
        let long = String(repeating: "x", count: 200)
        let text = "drawing,word\n[],a\n[],\(long)\n\n[],b\n[],\"\(long)\n[],c\n[],d\n[],\(long)"
        let cut = Cut { CSVReader($0, longestRecord: 64, chunkSize: 16) }
        let result = FormatHarness.read(text, name: "in", as: cut)
        #expect(
            result.messages == [3, 6, 9].map { "in:\($0):1: error: a drawing takes more than 64 bytes" }
        )
        #expect(result.sketches.map(\.source.position) == [2, 5, 7, 8].map { .text(line: $0, column: 1) })
        let header = FormatHarness.read(long + text, name: "in", as: cut)
        #expect(header.messages == ["in:1:1: error: a drawing takes more than 64 bytes"])
    }

    @Test func longElementsEndTheReading() {
        let text = "[{\"drawing\":[]},\n{\"drawing\":[],\"x\":\"" + String(repeating: "x", count: 200) + "\"}]"
        let result = FormatHarness.read(
            text,
            name: "in",
            as: Cut { NDJSONReader($0, longestRecord: 64, chunkSize: 16) }
        )
        #expect(result.messages == ["in:1:17: error: a drawing takes more than 64 bytes"])
        #expect(result.sketches.count == 1)
    }

    @Test func longRecordsEndTheReading() {
        let long: [UInt8] = Array(repeating: 0, count: 15) + [1, 0, 255, 255] + Array(repeating: 0, count: 500)
        let bytes = BinTests.record + long
        let result = FormatHarness.read(bytes, name: "in", as: Cut { BinReader($0, longestRecord: 64, chunkSize: 64) })
        #expect(
            result.messages == [
                "in:@25 (record 2): error: a record takes more than 64 bytes; "
                    + "the file is damaged before this place, or is not a QuickDraw .bin"
            ]
        )
        #expect(result.sketches.count == 1)
    }
}
