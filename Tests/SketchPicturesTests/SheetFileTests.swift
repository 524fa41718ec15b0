internal import Rasteriser
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import SketchPictures

/// Sheets as files: how many, and under which names.
struct SheetFileTests {
    private let folder = TemporaryFolder()

    private func write(_ count: Int, to path: String) throws -> [String] {
        var style = RenderStyle()
        (style.width, style.height) = (24, 24)
        style.placement = .fit(padding: 2)
        let sheet = try ContactSheet(columns: 2, rows: 2, style: style)
        let output = try SketchOutput(path: folder(path), layout: .oneSketch, force: false)
        var writer = try SheetPictures(output, sheet: sheet, style: style)
        for start in stride(from: 0, to: count, by: 3) {
            var consumer = writer.encoding.consumer()
            for index in start..<min(start + 3, count) {
                var sketch = Sketch(strokes: [[Point(0, 0), Point(1, Double(index))]])
                sketch.metadata.label = "\(index)"
                try consumer.consume(&sketch)
            }
            _ = try writer.write(consumer.finish())
        }
        return try writer.finish()
    }

    /// The sides in a PNG file's header.
    private func size(_ name: String) throws -> [Int] {
        let bytes = try #require(folder.read(name))
        return [16, 20].map { place in bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
    }

    @Test func directoriesTakeAsManyPagesAsNeeded() throws {
        #expect(try write(9, to: "pages/") == [])
        #expect(folder.names == ["pages/000.png", "pages/001.png", "pages/002.png"])
        #expect(try size("pages/000.png") == [58, 82])
        #expect(try size("pages/002.png") == [32, 44])
    }

    @Test func filesTakeOnePage() throws {
        #expect(
            try write(6, to: "sheet.png") == [
                "the sheet is full and more sketches follow; write to a directory for further sheets"
            ]
        )
        #expect(try size("sheet.png") == [58, 82])
        #expect(try write(0, to: "blank.png") == [])
        #expect(try size("blank.png") == [32, 44])
    }
}
