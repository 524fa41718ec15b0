internal import InkMessageFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Inputs of strokes that google/ink's tests use.
@Suite struct RealGoogleInkTests {
    @Test(
        .realData,
        arguments: [
            ("straight_line", 32, Point(518.5, 392.5), Point(365, 307.5), 182.0),
            ("spring_shape", 167, Point(609, 991.5), Point(450.5, 839), 715.0),
        ]
    )
    func increments(name: String, points: Int, first: Point, last: Point, time: Double) throws {
        let path = TestFiles.realData("samples/google-ink/google__ink__\(name).binarypb")
        let result = FormatHarness.read(path: path, as: GoogleInkFormat())
        #expect(result.messages == [])
        let sketch = try #require(result.sketches.first)
        #expect(sketch.strokeEnds == [points])
        #expect(sketch.points.first == first && sketch.points.last == last && sketch.times.last == time)
        #expect(sketch.channels == [.times, .pressures, .tilts, .azimuths])
        #expect(sketch.attributes(ofStroke: 0).tool?.rawValue == "stylus")
        #expect(result.losses.counts.keys.map(\.name) == ["predictedPointsDropped"])
        // What was read is written without another loss.
        let folder = TemporaryFolder()
        let losses = try FormatHarness.write([sketch], to: folder("a.ink"), as: GoogleInkFormat())
        let again = FormatHarness.read(path: folder("a.ink"), as: GoogleInkFormat())
        #expect(again.sketches == [sketch], "\(losses)")
    }

    @Test(.realData, arguments: ["straight_line_mesh", "spring_shape_mesh"])
    func meshesAreNotStrokes(name: String) throws {
        let path = TestFiles.realData("samples/google-ink/google__ink__\(name).binarypb")
        let bytes = try #require(TemporaryFolder.read(path: path))
        #expect(GoogleInkFormat().recognises(prefix: Array(bytes.prefix(4096)), fileName: "a.binarypb") == .no)
        #expect(FormatHarness.read(path: path, as: GoogleInkFormat()).sketches.isEmpty)
    }
}
