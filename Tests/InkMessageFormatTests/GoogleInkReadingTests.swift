@testable internal import InkMessageFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// The drawing of the fixtures.
enum House {
    static let strokes = [
        [Point(20, 60), Point(20, 120), Point(100, 120), Point(100, 60), Point(20, 60)],
        [Point(10, 60), Point(60, 20), Point(110, 60)],
        [Point(50, 120), Point(50, 90), Point(70, 90), Point(70, 120)],
    ]
}

@Suite struct GoogleInkReadingTests {
    private func read(_ name: String) -> ReadResult {
        let result = FormatHarness.read(path: TestFiles.fixture("ink/" + name), as: GoogleInkFormat())
        #expect(result.messages == [])
        #expect(result.sketches.count == 1)
        return result
    }

    @Test func eachMemberIsAStroke() throws {
        let result = read("house.ink")
        let sketch = try #require(result.sketches.first)
        #expect(sketch.strokes.map(Array.init) == House.strokes)
        // Strokes that begin at 0 follow one another.
        #expect(sketch.times == [0, 16, 32, 48, 64, 64, 80, 96, 96, 112, 128, 144])
        let steps = House.strokes.flatMap { Array(0..<$0.count) }
        #expect(sketch.pressures == steps.map { 0.25 + Double($0) / 16 })
        #expect(zip(sketch.tilts, steps).allSatisfy { abs($0 - .pi / 2 * Double($1) / 8) < 1e-6 })
        #expect(zip(sketch.azimuths, steps).allSatisfy { abs($0 - 2 * .pi * Double($1) / 8) < 1e-6 })
        #expect((0..<3).map { sketch.attributes(ofStroke: $0).tool?.rawValue } == ["stylus", "stylus", "stylus"])
        #expect(sketch.source.position == .bytes(offset: 0, record: 0) && sketch.source.page == nil)
        #expect(result.losses.isEmpty)
    }

    @Test func whatTheModelHasNoPlaceForIsCounted() throws {
        let result = read("mouse.ink")
        let sketch = try #require(result.sketches.first)
        #expect(sketch.strokes.map(Array.init) == [House.strokes[0], [], House.strokes[1]])
        #expect(sketch.channels == .times)
        #expect((0..<3).map { sketch.attributes(ofStroke: $0).tool?.rawValue } == ["mouse", nil, nil])
        #expect(result.losses.counts == [.strokeUnits: 1, .noiseSeeds: 1])
    }

    @Test func aPlainMessageInAnotherOrder() throws {
        let sketch = try #require(read("plain.binarypb").sketches.first)
        #expect(sketch.strokes.map(Array.init) == [House.strokes[1]])
        #expect(sketch.times == [0, 16, 32])
    }

    @Test func incrementsAreOneStroke() throws {
        let result = read("increments.binarypb")
        let sketch = try #require(result.sketches.first)
        #expect(sketch.strokes.map(Array.init) == [House.strokes[0]])
        #expect(sketch.times == [0, 16, 32, 48, 64])
        #expect(sketch.attributes(ofStroke: 0).tool?.rawValue == "touch")
        #expect(result.losses.counts == [.predictions: 1])
    }

    /// Messages as google/ink and as this program order them, with strokes without points among them.
    @Test func strokesWithoutPointsAreFound() throws {
        let (seed, x): ([UInt8], [UInt8]) = ([0x4d, 0, 0, 0, 0], [0x0a, 3, 0x0a, 1, 2])
        let rest: [UInt8] = [0x12, 3, 0x0a, 1, 4, 0x1a, 3, 0x0a, 1, 0]
        let (last, first) = (x + rest + seed, seed + rest + x)
        for (bytes, counts) in [
            (last + last, [1, 1]), (last + seed + last, [1, 0, 1]), (last + seed + seed, [1, 0, 0]),
            (last + last + seed + seed + last, [1, 1, 0, 0, 1]), (seed, [0]), (seed + seed, [0, 0]),
            (first + first, [1, 1]), (first + seed + first, [1, 0, 1]), (first + seed + seed, [1, 0, 0]),
            (seed + seed + first, [0, 0, 1]), (first + seed + seed + first, [1, 0, 0, 1]),
            (x + rest + x + rest, [1, 1]),
        ] {
            let result = FormatHarness.read(bytes, name: "in", as: GoogleInkFormat())
            #expect(result.messages == [])
            #expect(result.sketches.first?.strokes.map(\.count) == counts, "\(bytes)")
            #expect(result.sketches.first?.points.allSatisfy { $0 == Point(1, 2) } == true)
        }
    }

    /// Lists that aren't packed, fields of later versions, and channels that only some strokes have.
    @Test func dialects() throws {
        let x: [UInt8] = [0x0a, 9, 0x08, 2, 0x15, 0, 0, 0, 0x40, 0x08, 4]
        let y: [UInt8] = [0x12, 4, 0x0a, 2, 2, 1]
        let time: [UInt8] = [0x1a, 4, 0x0a, 2, 0, 2]
        let pressure: [UInt8] = [0x22, 4, 0x0a, 2, 0, 2]
        let strong: [UInt8] = [0x22, 4, 0x0a, 2, 0, 4]
        let other: [UInt8] = [0x50, 1]
        func read(_ bytes: [UInt8]) -> ReadResult { FormatHarness.read(bytes, name: "in", as: GoogleInkFormat()) }
        let result = read(x + y + time + pressure + other)
        let sketch = try #require(result.sketches.first)
        #expect(sketch.points == [Point(2, 1), Point(6, 0)])
        #expect(sketch.times == [0, 1000] && sketch.pressures == [0, 1])
        #expect(result.losses.counts == [.unknownKeys: 1])
        // Pressures beyond 1, and times or pressures of only one of two strokes.
        #expect(read(x + y + time + strong).losses.counts == [.pressures: 1])
        #expect(read(x + y + time + pressure + x + y + time).losses.counts == [.pressures: 1])
        #expect(read(x + y + time + x + y).losses.counts == [.times: 1])
        #expect(read(x + y + time + [0x38, 9]).losses.counts == [.tools: 1])
    }

    @Test func emptyFilesHoldNoStrokes() {
        let result = FormatHarness.read([], name: "in", as: GoogleInkFormat())
        #expect(result.messages == ["in:@0: error: the file holds no strokes"])
    }
}
