internal import ExcalidrawFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@Suite struct MovingTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        try #require(TemporaryFolder.read(path: TestFiles.fixture("excalidraw/" + name)))
    }

    private func read(_ bytes: [UInt8]) -> [Sketch] {
        FormatHarness.read(bytes, name: "in", as: ExcalidrawFormat()).sketches
    }

    /// The sketch with its strokes moved, as a reader would find it.
    private func expectMoved(_ moved: Sketch?, from sketch: Sketch, by offsets: [Point]) throws {
        let moved = try #require(moved)
        #expect(moved.strokeEnds == sketch.strokeEnds && moved.metadata == sketch.metadata)
        for stroke in 0..<sketch.strokeCount {
            #expect(moved.attributes(ofStroke: stroke) == sketch.attributes(ofStroke: stroke))
            for (before, after) in zip(sketch.strokes[stroke], moved.strokes[stroke]) {
                let error = after - before - offsets[stroke]
                #expect(abs(error.x) < 1e-9 && abs(error.y) < 1e-9)
            }
        }
    }

    @Test func onlyPositionsChange() throws {
        let document = try bytes("house.excalidraw")
        let sketch = try #require(read(document).first)
        let still = [Point](repeating: .zero, count: sketch.strokeCount)
        #expect(try ExcalidrawFormat().moving(document, named: "in", page: nil, by: still) == document)
        var offsets = still
        offsets[1] = Point(-0.5, 0)
        offsets[3] = Point(1000, 1e-3)
        let moved = try ExcalidrawFormat().moving(document, named: "in", page: nil, by: offsets)
        try expectMoved(read(moved).first, from: sketch, by: offsets)
        func lines(_ bytes: [UInt8]) -> [Substring] { String(decoding: bytes, as: UTF8.self).split(separator: "\n") }
        let changed = zip(lines(document), lines(moved)).filter { $0 != $1 }.map(\.1)
        #expect(changed == ["      \"x\": 139.5,", "      \"x\": 1075,", "      \"y\": 150.001,"])
        #expect(lines(document).count == lines(moved).count)
    }

    @Test(arguments: [
        "house.excalidraw.png", "house.excalidraw.svg", "tree.excalidraw.md", "packed.excalidraw.md",
        "plain.excalidraw.png",
    ])
    func embeddedScenesBecomeScenes(name: String) throws {
        let document = try bytes(name)
        let sketch = try #require(read(document).first)
        let offsets = (0..<sketch.strokeCount).map { Point(Double($0), -1) }
        let moved = try ExcalidrawFormat().moving(document, named: name, page: nil, by: offsets)
        #expect(moved.first == UInt8(ascii: "{"))
        #expect(ExcalidrawFormat().recognises(prefix: Array(moved.prefix(4096)), fileName: "") == .certain)
        try expectMoved(read(moved).first, from: sketch, by: offsets)
    }

    @Test func itemsOfLibrariesMoveAlone() throws {
        for name in ["drawings.excalidrawlib", "old.excalidrawlib"] {
            let document = try bytes(name)
            let sketches = read(document)
            let offsets = [Point(1, 2), Point(-3, 0.25)]
            let moved = try ExcalidrawLibraryFormat().moving(document, named: name, page: 2, by: offsets)
            let after = read(moved)
            #expect(after.count == 2 && after.first == sketches.first)
            try expectMoved(after.last, from: sketches[1], by: offsets)
            let fault = #expect(throws: Fault.self) {
                try ExcalidrawLibraryFormat().moving(document, named: name, page: 3, by: [])
            }
            #expect(fault?.description == "\(name):1:1: error: there is no drawing 3, since the file has 2")
        }
    }

    @Test func refusals() throws {
        let document = try bytes("plain.excalidraw.png")
        func message(_ offsets: [Point]) -> String? {
            #expect(throws: Fault.self) {
                try ExcalidrawFormat().moving(document, named: "in", page: nil, by: offsets)
            }?.description
        }
        #expect(message([]) == "in:@95: error: the drawing has 2 strokes, but offsets are given for 0")
        #expect(message([.zero, Point(.nan, 0)]) == "in:@95: error: the offset of stroke 2 is not finite")
    }

    /// What this format wrote moves, too, and everything else that it holds stays.
    @Test func writtenScenesMove() throws {
        let folder = TemporaryFolder()
        let sketch = SampleSketches.simple[3]
        try FormatHarness.write([sketch], to: folder("a.excalidraw"), as: ExcalidrawFormat())
        let document = try #require(folder.read("a.excalidraw"))
        let offsets = (0..<sketch.strokeCount).map { Point(Double($0) / 4, 8) }
        let moved = try ExcalidrawFormat().moving(document, named: "in", page: nil, by: offsets)
        try expectMoved(read(moved).first, from: sketch, by: offsets)
    }
}
