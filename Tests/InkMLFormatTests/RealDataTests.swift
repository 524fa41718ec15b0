@testable internal import InkMLFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Real files: what an independent reader in Python found in them.
@Suite struct RealDataTests {
    private func read(_ file: String) throws -> (sketch: Sketch, losses: [String: Int]) {
        let path = TestFiles.realData("samples/inkml/" + file)
        let format = InkMLFormat()
        let bytes = try #require(TemporaryFolder.read(path: path))
        #expect(format.recognises(prefix: Array(bytes.prefix(4096)), fileName: "x") == .certain)
        let result = FormatHarness.read(path: path, as: format)
        #expect(result.messages == [] && result.warnings == [] && result.sketches.count == 1)
        let sketch = try #require(result.sketches.first)
        // Written and read again, it is the same.
        let (again, losses) = try FormatHarness.encode([sketch], with: InkMLEncoder())
        #expect(losses.isEmpty)
        #expect(FormatHarness.read(again, name: "again", as: format).sketches == [sketch])
        let counts = result.losses.counts.map { ($0.key.name, $0.value) }
        return (sketch, Dictionary(uniqueKeysWithValues: counts))
    }

    private func expect(_ sketch: Sketch, strokes: Int, points: Int, box: [Double], sums: [Double]) throws {
        #expect(sketch.strokeCount == strokes && sketch.points.count == points)
        let found = try #require(sketch.boundingBox)
        let values = [found.minimum.x, found.minimum.y, found.maximum.x, found.maximum.y]
        #expect(zip(values, box).allSatisfy { abs($0 - $1) < 1e-6 }, "\(values)")
        let totals = sketch.points.reduce(Point.zero, +)
        #expect(abs(totals.x - sums[0]) < 1e-6 * sums[0] && abs(totals.y - sums[1]) < 1e-6 * sums[1], "\(totals)")
    }

    @Test(.realData) func crohme() throws {
        let (sketch, losses) = try read("DPRL__CROHME_2011__formulaire001-equation001.inkml")
        try expect(
            sketch,
            strokes: 5,
            points: 105,
            box: [11.4316, 15.272, 12.7196, 16.1106],
            sums: [1263.3138, 1645.3524]
        )
        #expect(sketch.metadata.label == "\\phi(x)")
        #expect(sketch.attributes.map(\.part) == ["\\phi", "\\phi", "(", "x", ")"])
        #expect(sketch.groups.map(\.name) == ["Segmentation", "Segmentation", "\\phi", "(", "x", ")"])
        #expect(losses == ["annotationsDropped": 1])
    }

    @Test(.realData) func seshat() throws {
        let (sketch, _) = try read("falvaro__seshat__exp.inkml")
        try expect(
            sketch,
            strokes: 16,
            points: 742,
            box: [7577, 2704, 16466, 6403],
            sums: [8_922_788, 3_363_242]
        )
        #expect(sketch.metadata.label == "\\tan \\left ( \\frac { \\pi } { 4 } \\right ) = 1")
        #expect(sketch.attributes[5...7].map(\.part) == ["\\pi", "\\pi", "\\pi"])
    }

    @Test(.realData) func powerPoint() throws {
        let (sketch, losses) = try read("microsoft__InkMLjs__ink1.xml")
        try expect(
            sketch,
            strokes: 13,
            points: 623,
            box: [-905, -0.7500606515440351, 12474, 5495.694393863146],
            sums: [3_031_515, 1_126_989.380825112]
        )
        let pressures = try #require(sketch.pressures.min().map { ($0, sketch.pressures.max() ?? 0) })
        #expect(abs(pressures.0 - 1.0 / 32767) < 1e-12 && abs(pressures.1 - 20262.0 / 32767) < 1e-12)
        #expect(sketch.groups.count == 10 && sketch.groups.contains { $0.name == "This" })
        #expect(sketch.attributes(ofStroke: 0).colour == Colour(rgb: 0xED1C24))
        #expect(sketch.metadata.timestamp == Timestamp(microseconds: 1_298_334_100_232_000))
        #expect(losses == ["annotationsDropped": 1, "brushPropertiesDropped": 1, "strokeTimesDropped": 1])
    }

    @Test(.realData) func powerPointAgain() throws {
        let (sketch, _) = try read("microsoft__InkMLjs__ink2.xml")
        try expect(
            sketch,
            strokes: 7,
            points: 685,
            box: [0, -51.754184956538424, 13879, 1252.6012880785386],
            sums: [4_616_618, 375_174.33741711406]
        )
        #expect(sketch.hasPressures)
    }
}
