internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing

/// Sketch-RNN's data sets as they are published. `OriginTests` and `ReadingTests` do the same with sketches of our own.
@Suite(.realData) struct RealDataTests {
    struct Expected: Sendable {
        var name: String
        var sketches: Int
        /// The number of rows that NumPy counts, plus one per sketch if the origin is implicit.
        var points: Int
        var strokes: Int
        var origin: String
    }

    static let files = [
        Expected(name: "aaron_sheep", sketches: 8000, points: 1_010_762, strokes: 92_865, origin: "implicit"),
        Expected(name: "kanji.rdp100", sketches: 11_458, points: 429_634, strokes: 144_237, origin: "explicit"),
        Expected(name: "omniglot", sketches: 32_000, points: 996_293, strokes: 77_870, origin: "explicit"),
        Expected(name: "quickdraw-alarm-clock", sketches: 2500, points: 165_856, strokes: 19_863, origin: "implicit"),
        Expected(name: "quickdraw-face", sketches: 2500, points: 165_857, strokes: 15_986, origin: "implicit"),
        Expected(name: "quickdraw-pig", sketches: 2500, points: 220_969, strokes: 23_520, origin: "implicit"),
        Expected(name: "short_kanji", sketches: 11_100, points: 463_459, strokes: 143_186, origin: "implicit"),
    ]

    @Test(arguments: files)
    func everySketchIsReadAndTheOriginIsRight(_ expected: Expected) {
        let path = TestFiles.realData("sketch-rnn/\(expected.name).npz")
        let result = FormatHarness.read(path: path, as: Stroke3Format())
        #expect(result.messages == [])
        #expect(result.sketches.count == expected.sketches)
        #expect(result.sketches.reduce(0) { $0 + $1.points.count } == expected.points)
        #expect(result.sketches.reduce(0) { $0 + $1.strokeCount } == expected.strokes)
        #expect(result.notes.first?.hasPrefix("origin: \(expected.origin), since") == true)
    }
}
