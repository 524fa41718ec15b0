internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Drawings in the style of many programs, each with its expected strokes.
///
/// `CROQUIS_RECORD=1` writes the strokes again; look at the difference before you commit it.
struct GoldenTests {
    static let folder = TestFiles.fixture("svg/")
    static let names = RealDataTests.files(in: folder).map { PathText.stem($0) }

    @Test(arguments: names)
    func strokes(name: String) throws {
        let result = FormatHarness.read(path: Self.folder + name + ".svg", as: SVGFormat())
        #expect(result.faults.isEmpty)
        var lines = result.losses.sorted.map { "loss: \($0.loss.text)" }
        lines += Reading.warnings(result).map { "warning: \($0)" }
        lines += try #require(result.sketches.first).strokes.map { stroke in
            "stroke: " + Reading.text(Sketch(strokes: [Array(stroke)]))
        }
        let text = lines.joined(separator: "\n") + "\n"
        let path = Self.folder + name + ".strokes.txt"
        if getenv("CROQUIS_RECORD") != nil {
            let sink = try ByteSink(path: path, force: true)
            try sink.write(Array(text.utf8))
            try sink.finish()
        }
        let expected = String(decoding: try ByteSource(path: path).readToEnd(limit: 1 << 20), as: UTF8.self)
        #expect(text == expected)
    }

    /// A comparison that cannot fail proves nothing.
    @Test func theComparisonCanFail() throws {
        let cat = FormatHarness.read(path: Self.folder + "cat.svg", as: SVGFormat()).sketches.first
        let house = FormatHarness.read(path: Self.folder + "inkscape-style.svg", as: SVGFormat()).sketches.first
        #expect(Reading.text(cat) != Reading.text(house))
        #expect(cat?.strokeCount == 13)
    }
}
