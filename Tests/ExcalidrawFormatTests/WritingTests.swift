internal import ExcalidrawFormat
internal import JSONTrees
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct WritingTests {
    private let folder = TemporaryFolder()

    private func write(_ sketch: Sketch) throws -> (bytes: [UInt8], losses: LossReport) {
        let losses = try FormatHarness.write([sketch], to: folder("a.excalidraw"), as: ExcalidrawFormat())
        return (try #require(folder.read("a.excalidraw")), losses)
    }

    /// Writes a sketch and reads it again, as a scene and as an item of a library.
    private func passThrough(_ sketch: Sketch) throws -> Sketch {
        let (bytes, losses) = try write(sketch)
        #expect(losses.isEmpty, "\(losses.sorted)")
        let result = FormatHarness.read(bytes, name: "a.excalidraw", as: ExcalidrawFormat())
        #expect(result.messages == [] && result.losses.isEmpty && result.sketches.count == 1)
        let library = ExcalidrawLibraryFormat()
        let libraryLosses = try FormatHarness.write([sketch, sketch], to: folder("a.excalidrawlib"), as: library)
        #expect(libraryLosses.isEmpty)
        let items = FormatHarness.read(path: folder("a.excalidrawlib"), as: library)
        #expect(items.messages == [] && items.sketches == [sketch, sketch])
        return try #require(result.sketches.first)
    }

    /// A sketch with everything that a sketch may have.
    private func full() throws -> Sketch {
        var sketch = Sketch(
            strokes: [[Point(10.1, 20.3)], [Point(1000.1, 30.9), Point(0.3, 60.7), Point(-1e-7, 1e9)], [Point(3, 4)]]
        )
        sketch.metadata = SketchMetadata(
            label: "cat \"é\"",
            id: UInt64.max,
            countryCode: "DE",
            timestamp: Timestamp(microseconds: 1_488_497_110_074_530),
            recognized: false
        )
        sketch.canvas = Canvas(origin: Point(-1, 2), width: 256, height: 0.1, unit: .millimetre)
        for channel in PointChannel.allCases { try sketch.setChannel(channel, to: [0, 0.25, 0.5, 1, 0.1]) }
        let layer = sketch.addGroup(StrokeGroup(name: "walls", isLayer: true))
        let inner = sketch.addGroup(StrokeGroup(name: "croquis-7", parent: layer))
        let plain = sketch.addGroup(StrokeGroup(name: "plain"))
        let unnamed = sketch.addGroup(StrokeGroup(parent: plain))
        let attributes = StrokeAttributes(
            colour: Colour(red: 200, green: 0, blue: 7, alpha: 77),
            width: 2.1,
            name: "nose",
            part: "head",
            tool: .highlighter,
            group: inner
        )
        sketch.setAttributes(attributes, ofStroke: 0)
        var others = StrokeAttributes(name: "croquis-1", group: unnamed)
        sketch.setAttributes(others, ofStroke: 1)
        others = attributes
        (others.part, others.colour, others.group) = (nil, Colour(rgb: 0x1e1e1e), plain)
        sketch.setAttributes(others, ofStroke: 2)
        return sketch
    }

    @Test func everythingIsKept() throws {
        let sketch = try full()
        #expect(try passThrough(sketch) == sketch)
    }

    @Test func sketchesWithoutAttributesStaySo() throws {
        for sketch in SampleSketches.simple.prefix(5) {
            let read = try passThrough(sketch)
            #expect(read == sketch && read.attributes.isEmpty)
        }
    }

    @Test func randomSketchesAreKept() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<60 {
            func number() -> Double {
                let size = [1.0, 1e-9, 1e9, 255][random.index(below: 4)]
                return (Double(random.index(below: 2_000_001)) / 1_000_000 - 1) * size
            }
            let strokes = (0..<random.index(below: 6)).map { _ in
                (0..<(1 + random.index(below: 9))).map { _ in Point(number(), number()) }
            }
            var sketch = Sketch(strokes: strokes)
            for channel in PointChannel.allCases where !sketch.points.isEmpty && random.index(below: 2) == 0 {
                try sketch.setChannel(
                    channel,
                    to: sketch.points.map { _ in Double(random.index(below: 1001)) / 1000 }
                )
            }
            for stroke in 0..<sketch.strokeCount {
                var attributes = StrokeAttributes()
                let alpha = UInt8(random.index(below: 256))
                if random.index(below: 2) == 0 { attributes.colour = Colour(red: 1, green: 2, blue: 3, alpha: alpha) }
                if random.index(below: 2) == 0 { attributes.width = abs(number()) }
                if random.index(below: 2) == 0 {
                    attributes.name = ["a", "b", "", "croquis-1"][random.index(below: 4)]
                }
                sketch.setAttributes(attributes, ofStroke: stroke)
            }
            #expect(try passThrough(sketch) == sketch)
        }
    }

    @Test func theWholeText() throws {
        var sketch = Sketch(strokes: [[Point(5, 6), Point(105, 206)], [], [Point(1, 2)]])
        sketch.metadata.label = "cat"
        sketch.setAttributes(StrokeAttributes(colour: .black, width: 4, name: "tail"), ofStroke: 0)
        let (bytes, losses) = try write(sketch)
        #expect(losses.counts == [.emptyStrokes: 1])
        let between = """
            "strokeStyle":"solid","roughness":1,"opacity":100,"groupIds":[],"frameId":null
            """
        let expected = """
            {"type":"excalidraw","version":2,"source":"croquis","elements":[
            {"id":"tail","type":"freedraw","x":5,"y":6,"width":100,"height":200,"angle":0,"strokeColor":"#000000",\
            "backgroundColor":"transparent","fillStyle":"solid","strokeWidth":1,\(between),"index":"a0",\
            "roundness":null,"seed":1,"version":1,"versionNonce":1,"isDeleted":false,"boundElements":[],"updated":1,\
            "link":null,"locked":false,"customData":{"croquis":{"sketch":{"label":"cat"}}},"points":[[0,0],[100,200]],\
            "pressures":[],"simulatePressure":true,"lastCommittedPoint":null},
            {"id":"croquis-2","type":"freedraw","x":1,"y":2,"width":0.0001,"height":0.0001,"angle":0,\
            "strokeColor":"#1e1e1e","backgroundColor":"transparent","fillStyle":"solid","strokeWidth":0.5,\(between),\
            "index":"a1","roundness":null,"seed":2,"version":1,"versionNonce":2,"isDeleted":false,"boundElements":[],\
            "updated":1,"link":null,"locked":false,\
            "customData":{"croquis":{"default":{"strokeColor":"#1e1e1e","strokeWidth":0.5},"points":1}},\
            "points":[[0,0],[0.0001,0.0001]],"pressures":[],"simulatePressure":true,"lastCommittedPoint":null}
            ],"appState":{"gridSize":20,"gridStep":5,"gridModeEnabled":false,"viewBackgroundColor":"#ffffff"},"files":{}}

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func aColourThatIsChangedInTheAppIsRead() throws {
        let text = String(decoding: try write(Sketch(strokes: [[Point(0, 0), Point(400, 0)]])).bytes, as: UTF8.self)
        let changed = text.replacing("\"strokeColor\":\"#1e1e1e\",\"back", with: "\"strokeColor\":\"#e03131\",\"back")
            .replacing("\"strokeWidth\":1,\"strokeStyle", with: "\"strokeWidth\":4,\"strokeStyle")
        let sketch = FormatHarness.read(changed, name: "in", as: ExcalidrawFormat()).sketches.first
        #expect(sketch?.attributes(ofStroke: 0) == StrokeAttributes(colour: Colour(rgb: 0xe03131), width: 16))
    }

    @Test func drawingsWithoutElementsLoseWhatTheyHad() throws {
        var sketch = Sketch(strokes: [[]], metadata: SketchMetadata(label: "cat", id: 3))
        sketch.canvas = Canvas(width: 1, height: 1)
        #expect(try write(sketch).losses.counts == [.emptyStrokes: 1, .label: 1, .id: 1, .canvas: 1])
        // An item of a library still has its name.
        let path = folder("b.excalidrawlib")
        let losses = try FormatHarness.write([sketch], to: path, as: ExcalidrawLibraryFormat())
        #expect(losses.counts == [.emptyStrokes: 1, .id: 1, .canvas: 1])
        let read = FormatHarness.read(path: path, as: ExcalidrawLibraryFormat()).sketches
        #expect(read.map(\.metadata.label) == ["cat"])
    }

    @Test func librariesAreOneDocument() throws {
        for count in [0, 1, 3] {
            let path = folder("c.excalidrawlib")
            let sketches = Array(SampleSketches.simple.prefix(count))
            try FormatHarness.write(sketches, to: path, as: ExcalidrawLibraryFormat(), perChunk: 2)
            let root = try JSONDocument(try #require(TemporaryFolder.read(path: path))).root
            #expect(root["type"]?.text == "excalidrawlib" && root["version"]?.number == 2)
            let items = root["libraryItems"].map { Array($0.elements) } ?? []
            #expect(items.map { $0["id"]?.text } == (0..<count).map { "croquis-\($0 + 1)" })
            #expect(items.map { $0["name"]?.text } == sketches.map(\.metadata.label))
            let read = FormatHarness.read(path: path, as: ExcalidrawLibraryFormat())
            #expect(read.messages == [] && read.sketches == sketches)
        }
    }

    /// The app draws only what is not wholly to the right of an element's origin, or below it.
    @Test func originsLieWithinTheirStrokes() throws {
        var random = SeededGenerator(seed: 5)
        for round in 0..<200 {
            let centre = [0, 1000.1, -0.7, 1e-5][round % 4]
            func number() -> Double { centre + Double(random.next() >> 11) * 0x1p-53 * [1, 1e-9, 1e6][round % 3] }
            let points = (0..<20).map { _ in Point(number(), number()) }
            let text = try write(Sketch(strokes: [points])).bytes
            let read = FormatHarness.read(text, name: "in", as: ExcalidrawFormat()).sketches
            #expect(read.map(\.points) == [points])
            let element = try #require(try JSONDocument(text).root["elements"]?.elements.first { _ in true })
            let offsets = element["points"].map { $0.elements.map { $0.elements.compactMap(\.number) } } ?? []
            #expect(offsets.count == 20)
            for axis in 0..<2 { #expect((offsets.map { $0[axis] }.min() ?? 1) <= 0) }
        }
    }

    /// The app puts elements in the order of their keys.
    @Test func elementsAreInTheOrderOfTheirKeys() throws {
        let sketch = Sketch(strokes: (0..<4200).map { [Point(Double($0), 0), Point(0, 1)] })
        let root = try JSONDocument(try write(sketch).bytes).root
        let keys = root["elements"].map { $0.elements.compactMap { $0["index"]?.text } } ?? []
        #expect(keys.count == 4200)
        #expect(keys[0] == "a0" && keys[61] == "az" && keys[62] == "b00" && keys[62 + 3844] == "c000")
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(Set(root["elements"]?.elements.compactMap { $0["id"]?.text } ?? []).count == 4200)
    }

    /// What was read from the app's own files is read again after it was written.
    @Test func writingWhatWasReadGivesTheSameSketch() throws {
        for name in ["house.excalidraw", "drawings.excalidrawlib", "packed.excalidraw.md"] {
            let result = FormatHarness.read(path: TestFiles.fixture("excalidraw/" + name), as: ExcalidrawFormat())
            for sketch in result.sketches { #expect(try passThrough(sketch) == sketch) }
        }
    }
}
