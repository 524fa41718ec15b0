internal import SketchModel
internal import SketchStreams
internal import SketchTransforms
internal import TestSupport
internal import Testing
internal import TextNotation

struct QuickDrawSimplificationTests {
    @Test func knownValues() throws {
        // The longer side becomes 255, halves round to even: 127.5 and 2.5.
        #expect(try run("quickdraw", on: [(10, 10), (61, 10), (61, 112)]) == [[0, 0], [128, 0], [128, 255]])
        #expect(try run("quickdraw", on: [(0, 0), (102, 1)]) == [[0, 0], [255, 2]])
        // A bend of at most 2 units goes.
        #expect(try run("quickdraw", on: [(0, 0), (100, 2), (255, 0)]) == [[0, 0], [255, 0]])
        #expect(try run("quickdraw", on: [(0, 0), (100, 3), (255, 0)]).count == 3)
    }

    @Test func dropsChannelsAndSaysSo() throws {
        var sketch = Sketch(strokes: [[Point(0, 0), Point(3, 4)]])
        sketch.hasTimes = true
        sketch.times = [0, 5]
        var workspace = TransformWorkspace()
        #expect(try QuickDrawSimplification().apply(to: &sketch, using: &workspace))
        #expect(!sketch.hasTimes && sketch.times.isEmpty)
        #expect(workspace.losses.counts == [.times: 1])
        #expect(try QuickDrawSimplification().apply(to: &sketch, using: &workspace))
        #expect(workspace.losses.counts == [.times: 1])
    }

    /// What Python makes of the project's own raw drawings, to the last coordinate.
    @Test func equalsTheFixtures() throws {
        try expectEqual(
            TestFiles.fixture("quickdraw/sketches-raw.ndjson"),
            TestFiles.fixture("quickdraw/sketches.ndjson"),
            limit: 12
        )
    }

    /// Every pair of raw and official drawing, to the last coordinate; the first few hundred without optimisation.
    @Test(.realData) func equalsTheOfficialData() throws {
        #if DEBUG
            let limit = 300
        #else
            let limit = 7_435
        #endif
        try expectEqual(
            TestFiles.realData("quickdraw-raw/raw.ndjson.gz"),
            TestFiles.realData("quickdraw-raw/simplified.ndjson.gz"),
            limit: limit
        )
    }

    private func expectEqual(_ rawPath: String, _ simplifiedPath: String, limit: Int) throws {
        let (raw, simplified) = (try drawings(rawPath, limit: limit), try drawings(simplifiedPath, limit: limit))
        #expect(raw.count == limit && simplified.count == limit)
        var workspace = TransformWorkspace()
        for (index, (drawing, expected)) in zip(raw, simplified).enumerated() {
            var drawing = drawing
            _ = try QuickDrawSimplification().apply(to: &drawing, using: &workspace)
            #expect(drawing == expected, "drawing \(index)")
        }
    }

    /// The drawings of the first lines of a well-formed NDJSON file, and nothing else of them.
    private func drawings(_ path: String, limit: Int) throws -> [Sketch] {
        let source = try ByteSource(path: path)
        var bytes: [UInt8] = []
        var sketches: [Sketch] = []
        var start = 0
        while sketches.count < limit {
            if let end = bytes[start...].firstIndex(of: 10) {
                sketches.append(drawing(Array(bytes[start..<end])))
                start = end + 1
            } else {
                bytes.removeSubrange(..<start)
                start = 0
                if try source.read(1 << 20, into: &bytes) == 0 { break }
            }
        }
        return sketches
    }

    private func drawing(_ line: [UInt8]) -> Sketch {
        let key = Array("\"drawing\":[".utf8)
        let bytes = line.span
        var offset = 0
        while offset + key.count < line.count, !line[offset...].starts(with: key) { offset += 1 }
        offset += key.count
        var sketch = Sketch()
        while offset < line.count, line[offset] != UInt8(ascii: "]") {
            var channels: [[Double]] = []
            offset += 1
            while line[offset] == UInt8(ascii: "[") || line[offset] == UInt8(ascii: ",") {
                offset += line[offset] == UInt8(ascii: ",") ? 2 : 1
                var values: [Double] = []
                while let value = DecimalText.parse(bytes, at: &offset) {
                    values.append(value)
                    if line[offset] == UInt8(ascii: ",") { offset += 1 }
                }
                channels.append(values)
                offset += 1
            }
            offset += 1
            if line[offset] == UInt8(ascii: ",") { offset += 1 }
            for (x, y) in zip(channels[0], channels[1]) { sketch.points.append(Point(x, y)) }
            sketch.endStroke()
        }
        return sketch
    }
}
