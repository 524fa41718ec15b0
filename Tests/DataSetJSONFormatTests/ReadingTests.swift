@testable internal import DataSetJSONFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct ReadingTests {
    private func read(_ name: String, as format: any SketchFormat) -> ReadResult {
        FormatHarness.read(path: TestFiles.fixture("data-sets/" + name), as: format)
    }

    private func counts(_ result: ReadResult) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: result.losses.sorted.map { ($0.loss.name, $0.count) })
    }

    @Test func differSketching() throws {
        let result = read("differsketching/P001_bird.json", as: DifferSketchingFormat())
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(result.sketches.count == 1)
        #expect(
            sketch.strokes.map(Array.init) == [
                [Point(10.5, 20), Point(30, 40.25), Point(50, 60)], [Point(0, 255), Point(255, 0)],
            ]
        )
        #expect(sketch.pressures == [0, 0.5, 1, 0.25, 0.25])
        #expect(!sketch.hasTimes)
        #expect(
            sketch.attributes == [StrokeAttributes(width: 2, name: "0"), StrokeAttributes(width: 1.5, name: "3")]
        )
        #expect(sketch.metadata == SketchMetadata(timestamp: Timestamp(microseconds: 1_614_579_000_250_000)))
        #expect(
            counts(result) == [
                "strokeTimesDropped": 1, "drawTypesDropped": 1, "pressureUseDropped": 1, "undoCountsDropped": 1,
            ]
        )
    }

    @Test func tracing() throws {
        let result = read("tracing/tracings.json", as: TracingFormat())
        #expect(result.messages == [])
        #expect(result.sketches.count == 3)
        #expect(result.sketches.map(\.metadata.label) == ["teapot", "teapot", "bird"])
        #expect(result.sketches.map { $0.groups.map(\.name) } == [["41"], ["p7"], ["41"]])
        #expect(result.sketches.allSatisfy { $0.canvas == Canvas(width: 800, height: 800) })

        let first = result.sketches[0]
        #expect(first.strokes.map(Array.init) == [[Point(10.5, 20), Point(30, 40.25)], [Point(5, 5)]])
        #expect(first.times == [0, 17, 877])
        #expect(first.pressures == [0.25, 0.5, 1])
        #expect(first.metadata.timestamp == Timestamp(microseconds: 1_583_958_934_123_000))
        #expect(
            first.attributes == [
                StrokeAttributes(colour: Colour(red: 0xd5, green: 0x5e, blue: 0, alpha: 102), width: 2, group: 0),
                StrokeAttributes(colour: .black, width: 3, group: 0),
            ]
        )
        // Seconds with fractions, and a pressure above 1.
        let second = result.sketches[1]
        #expect(second.times == [0, 250])
        #expect(second.metadata.timestamp == Timestamp(microseconds: 1_583_958_000_250_000))
        #expect(!second.hasPressures)
        #expect(counts(result) == ["pressuresDropped": 1])
        // A stroke without points.
        #expect(result.sketches[2].strokeEnds == [0, 1])
        #expect(
            result.sketches.map(\.source.position) == [
                .text(line: 3, column: 3), .text(line: 19, column: 3), .text(line: 30, column: 3),
            ]
        )
    }

    @Test func creative() throws {
        let result = read("creative/birds.json", as: CreativeFormat())
        #expect(result.messages == [])
        #expect(
            result.sketches.map { $0.strokes.map(Array.init) } == [
                [
                    [Point(0, 0), Point(10, 5), Point(20, 0)], [], [Point(3, 4), Point(5, 6)],
                    [Point(7, 8), Point(9, 10)],
                ],
                [[Point(1, 1), Point(2, 2)], [Point(3.5, 3), Point(4, 4.25)], [Point(5, 5), Point(6, 6)]],
            ]
        )
        #expect(
            result.sketches.map { $0.attributes.map(\.part) } == [
                ["body", "body", nil, nil], ["initial", "eye", "wings"],
            ]
        )
        #expect(counts(result) == ["ratingsDropped": 1])
        #expect(result.sketches.map(\.source.position) == [.text(line: 1, column: 2), .text(line: 1, column: 142)])
    }

    /// The same drawings, faults and positions, whatever the size of the chunks.
    @Test(arguments: ["tracing/tracings.json", "creative/birds.json"])
    func theChunksDoNotMatter(file: String) throws {
        let path = TestFiles.fixture("data-sets/" + file)
        let layout: DataSetLayout = file.hasPrefix("tracing") ? .images : .list
        let format: any SketchFormat = layout == .images ? TracingFormat() : CreativeFormat()
        let whole = FormatHarness.read(path: path, as: format)
        for size in [1, 7, 64, 300] {
            var reader = DataSetReader(try ByteSource(path: path), layout: layout, chunkSize: size)
            var (extent, positions) = (SourceExtent(), [SourcePosition]())
            while let chunk = try reader.nextChunk() {
                var found: [SourcePosition] = []
                var visitor = SketchVisitor(
                    sketch: Sketch(),
                    consume: { found.append($0.source.position) },
                    fault: { _, reason, _ in throw reason }
                )
                let base = extent
                extent += try chunk.decode(&visitor)
                positions += found.map { $0.moved(past: base) }
            }
            #expect(positions == whole.sketches.map(\.source.position), "\(size)")
            #expect(extent.sketches == whole.sketches.count)
        }
    }

    /// If the bytes end in a fault, the complete drawings before it are read, or those of the images before it.
    @Test(arguments: [("creative/birds.json", 1), ("tracing/tracings.json", 2), ("differsketching/P001_bird.json", 0)])
    func cutInputIsReadToTheFault(file: String, complete: Int) throws {
        let text = try #require(TemporaryFolder.read(path: TestFiles.fixture("data-sets/" + file)))
        // Without an end mark.
        let piece = try DeflatedPiece(Array(text.dropLast(20)))
        let format: any SketchFormat =
            switch file.first {
            case "c": CreativeFormat()
            case "t": TracingFormat()
            default: DifferSketchingFormat()
            }
        let result = FormatHarness.read(GzipMember.header + piece.bytes, name: "in", as: format)
        #expect(result.messages.count == 1)
        #expect(result.messages.first?.hasSuffix("error: the gzip data ends too early") == true)
        #expect(result.sketches.count == complete)
    }

    @Test func unknownKeysAreCounted() {
        let text = #"{"strokes":[{"path":[[1,2]],"pen":[{"x":null}]}],"pressure":null}"#
        let result = FormatHarness.read(text, name: "in", as: DifferSketchingFormat())
        #expect(result.messages == [])
        #expect(counts(result) == ["unknownKeysDropped": 1])
    }

    @Test func aDrawingHasABound() throws {
        let text = #"{"strokes":[\#(Array(repeating: "{}", count: InkStroke.most + 1).joined(separator: ","))]}"#
        let result = FormatHarness.read(text, name: "in", as: DifferSketchingFormat())
        #expect(result.messages == ["in:1:1: error: the drawing has more than 262144 strokes"])
        let source = try ByteSource(name: "in", bytes: Array(#"{"a.png":{"b":[{"path":"1,2,3"}]}}"#.utf8))
        var reader = DataSetReader(source, layout: .images, longestElement: 20, chunkSize: 8)
        let fault = #expect(throws: Fault.self) { try reader.nextChunk() }
        let message = "in: error: a drawing, or all drawings of an image, take more than 20 bytes"
        #expect(fault?.description == message)
    }

    @Test(arguments: [
        (#"{"strokes":[{"id":0,"path":[[1,2],[3"#, "differsketching"),
        (#"{"undo_count":0,"strokes":[{"width":2},{"path":[ [-1,"#, "differsketching"),
        (#"{"strokes":[{"path":[1,2]}]}"#, nil),
        (#"{"strokes":[]}"#, nil),
        (##"{"a.png":{"41":[{"color":"#000","path":"15839.5,1,2,"##, "tracing"),
        (#"{"version":1,"a.png":{"41":[{"path":"M 0 0"}]}}"#, nil),
        (#"{"a.png":{"41":[{"path":""},{"path":"1,2"}]}}"#, "tracing"),
        ("\u{feff}[{\"good_sample\":1,\"partsUsed\":[\"body\"", "creative"),
        (#"[{"all_strokes":[[[[1,2,3"#, "creative"),
        (#"[{"all_strokes":[[]]}]"#, nil),
        (#"[{"type":"Feature","all":[1]}]"#, nil),
        (#"{"drawing":[[[1],[2]]]}"#, nil),
        ("", nil),
    ])
    func textIsKnownByItsBeginning(text: String, expected: String?) {
        let formats: [any SketchFormat] = [DifferSketchingFormat(), TracingFormat(), CreativeFormat()]
        let known = formats.filter { $0.recognises(prefix: Array(text.utf8), fileName: "a.json") > .no }
        #expect(known.map(\.name) == (expected.map { [$0] } ?? []))
    }
}
