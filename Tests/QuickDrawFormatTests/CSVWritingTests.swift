internal import QuickDrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct CSVWritingTests {
    private let folder = TemporaryFolder()
    private let header = CSVReadingTests.header

    private func sketch(_ strokes: [[Point]], _ metadata: SketchMetadata = SketchMetadata()) -> Sketch {
        Sketch(strokes: strokes, metadata: metadata)
    }

    @Test func columnsHaveKagglesOrder() throws {
        let metadata = SketchMetadata(
            label: "cat",
            id: .max,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1_488_400_896_707_250),
            recognized: false
        )
        let drawing = sketch([[Point(1, 2), Point(-3, 999)], []], metadata)
        let text = try QuickDraw.text([drawing], as: KaggleCSVFormat())
        #expect(
            text == "DE,\"[[[1, -3], [2, 999]], [[], []]]\",18446744073709551615,False,"
                + "2017-03-01 20:41:36.707250,cat\n"
        )
        #expect(FormatHarness.read(header + text, name: "in", as: KaggleCSVFormat()).sketches == [drawing])
    }

    @Test func absentFieldsAreEmpty() throws {
        #expect(try QuickDraw.text([sketch([])], as: KaggleCSVFormat()) == ",\"[]\",,,,\n")
    }

    @Test func wholeSecondsHaveSixDigits() throws {
        let metadata = SketchMetadata(timestamp: Timestamp(microseconds: 1_488_400_896_000_000))
        let text = try QuickDraw.text([sketch([], metadata)], as: KaggleCSVFormat())
        #expect(text == ",\"[]\",,,2017-03-01 20:41:36.000000,\n")
    }

    @Test func numbersAndTimesAreKept() throws {
        var drawing = sketch([[Point(0.1, -0.0), Point(1e300, 1_000_000)], [], [Point(.leastNonzeroMagnitude, 1 / 3)]])
        drawing.times = [0, 16.5, 99]
        drawing.hasTimes = true
        let (bytes, losses) = try QuickDraw.encode([drawing], as: KaggleCSVFormat())
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text == ",\"[[[0.1, 1e+300], [-0, 1000000], [0, 16.5]], [[], [], []], "
                + "[[5e-324], [0.3333333333333333], [99]]]\",,,,\n"
        )
        #expect(losses.isEmpty)
        #expect(FormatHarness.read(header + text, name: "in", as: KaggleCSVFormat()).sketches == [drawing])
    }

    @Test(arguments: ["a,b", "\"", "a \"b\" c", "a\nb", "a\r\nb", " é ", "'"]) func textsComeBack(label: String) throws
    {
        let drawing = sketch([], SketchMetadata(label: label, countryCode: label))
        let text = try QuickDraw.text([drawing], as: KaggleCSVFormat())
        #expect(FormatHarness.read(header + text, name: "in", as: KaggleCSVFormat()).sketches == [drawing])
    }

    @Test func whatIsLostIsCounted() throws {
        var drawing = sketch(
            [[Point(0, 1)]],
            SketchMetadata(
                label: "",
                countryCode: "",
                timestamp: Timestamp(microseconds: 253_402_300_800_000_000)
            )
        )
        drawing.pressures = [1]
        drawing.hasPressures = true
        drawing.canvas = Canvas(origin: .zero, width: 2, height: 2)
        var attributes = StrokeAttributes.none
        attributes.width = 2
        drawing.attributes = [attributes]
        let (bytes, losses) = try QuickDraw.encode([drawing, sketch([])], as: KaggleCSVFormat())
        #expect(String(decoding: bytes, as: UTF8.self) == ",\"[[[0], [1]]]\",,,,\n,\"[]\",,,,\n")
        let expected: [Loss: Int] = [
            .label: 1, .countryCode: 1, .timestamp: 1, .pressures: 1, .canvas: 1, .widths: 1,
        ]
        #expect(losses.counts == expected)
    }

    /// Whatever is made of the stream, a file begins with one header.
    @Test(arguments: ["a.csv", "a.csv.gz", "a.csv.zst"]) func eachFileHasOneHeader(name: String) throws {
        for count in [0, 1, 9] {
            let drawings = (0..<count).map { sketch([], SketchMetadata(id: UInt64($0))) }
            try FormatHarness.write(drawings, to: folder(name), as: KaggleCSVFormat())
            let bytes = try ByteSource(path: folder(name)).readToEnd(limit: 1 << 20)
            let rows = drawings.indices.map { ",\"[]\",\($0),,,\n" }
            #expect(String(decoding: bytes, as: UTF8.self) == header + rows.joined())
        }
    }

    @Test func linesOfJSONComeBack() throws {
        for name in ["sketches", "sketches-raw"] {
            let path = TestFiles.fixture("quickdraw/\(name).ndjson")
            let lines = try ByteSource(path: path).readToEnd(limit: 1 << 20)
            let sketches = FormatHarness.read(lines, name: path, as: QuickDrawFormat()).sketches
            let (records, losses) = try QuickDraw.encode(sketches, as: KaggleCSVFormat())
            #expect(losses.isEmpty)
            let back = FormatHarness.read(Array(header.utf8) + records, name: "in", as: KaggleCSVFormat())
            #expect(back.messages == [] && back.sketches == sketches)
            #expect(try QuickDraw.encode(back.sketches, as: QuickDrawRawFormat()).bytes == lines)
        }
    }
}
