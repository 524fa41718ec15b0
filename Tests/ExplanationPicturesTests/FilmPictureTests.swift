internal import Charts
@testable internal import ExplanationPictures
internal import Rasteriser
internal import SketchModel
internal import TestSupport
internal import Testing

@Suite struct FilmPictureTests {
    private func count(_ colour: Colour, in pixels: [UInt8]) -> Int {
        stride(from: 0, to: pixels.count, by: 4).count {
            pixels[$0] == colour.red && pixels[$0 + 1] == colour.green && pixels[$0 + 2] == colour.blue
        }
    }

    @Test func `a film's panels are side by side, each stroke in its colour`() throws {
        let film = FilmStrip(try SampleRecords.house(steps: 5), count: 3)
        let panels = film.rows[0].panels
        #expect(
            panels.map(\.captions) == [
                ["step 0", "house 0.2 %"], ["step 2", "house 48 %"], ["step 4", "house 96 %"],
            ]
        )
        #expect(panels.map(\.step) == [0, 2, 4])
        let file = try PNGFile(film.png(side: 240))
        #expect(file.width == 2 * 24 + 3 * 240 + 2 * 20 && file.height == 2 * 24 + 240 + 56)
        #expect(file.texts.map(\.value) == ["croquis"])
        for stroke in [0, 1, 3] {
            #expect(count(StrokeHues.colour(ofStroke: stroke), in: file.pixels) > 0, "\(stroke)")
        }
        #expect(count(StrokeHues.colour(ofStroke: 2), in: file.pixels) == 0)
        // The other way round, the last panel is where the first was.
        let whole = try film.raster(side: 240)
        let back = try FilmStrip(panels.reversed()).raster(side: 240)
        func row(_ row: Int, ofPanel index: Int, in raster: Raster) -> ArraySlice<UInt8> {
            let start = 4 * (row * raster.width + 24 + 260 * index)
            return raster.pixels[start..<(start + 4 * 240)]
        }
        #expect((24..<whole.height).allSatisfy { row($0, ofPanel: 0, in: whole) == row($0, ofPanel: 2, in: back) })
        #expect(!(24..<whole.height).allSatisfy { row($0, ofPanel: 0, in: whole) == row($0, ofPanel: 0, in: back) })
    }

    @Test func `rows have titles, and what was drawn is faint`() throws {
        let drawing = try SampleRecords.house(steps: 2).drawing
        let panel = SketchPanel(drawing.sketch(at: 0), colours: [.white, .white], under: drawing.drawn)
        let file = try PNGFile(
            FilmStrip([.init([panel], title: "start 1"), .init([], title: ""), .init([panel])]).png(side: 240)
        )
        #expect(count(PanelDrawer.faint, in: file.pixels) > 100)
        #expect(count(PanelDrawer.ink, in: file.pixels) > 20)
        #expect(count(StrokeHues.colour(ofStroke: 3), in: file.pixels) > 0)
        let empty = try PNGFile(FilmStrip([SketchPanel]()).png(side: 64))
        #expect(empty.width == 76 && empty.height == 76)
    }

    @Test func `letters are as small as the longest caption needs`() throws {
        let view = CanvasView()
        #expect(try PanelDrawer(side: 320, view: view, lines: ["cat 3 %"]).textScale == 3)
        #expect(try PanelDrawer(side: 320, view: view, lines: ["The Great Wall of China 3 %"]).textScale == 2)
        #expect(try PanelDrawer(side: 320, view: view, lines: [String(repeating: "m", count: 500)]).textScale == 1)
    }

    @Test func `sizes that cannot be drawn are refused`() throws {
        let panel = SketchPanel(Sketch())
        #expect(throws: RasterError.unusableSize(width: 15, height: 15)) { try FilmStrip([panel]).png(side: 15) }
        #expect(throws: RasterError.self) { try FilmStrip(Array(repeating: panel, count: 100)).png(side: 320) }
        #expect(throws: RasterError.self) {
            try FilmStrip([.init(Array(repeating: panel, count: 20_001))]).png(side: .max)
        }
    }

    @Test func `an animation shows the steps up to the result, and holds it`() throws {
        let record = try SampleRecords.house(steps: 9, label: "barn", result: 7)
        let animation = MotionAnimation(record, every: 3)
        #expect(animation.steps == [0, 3, 6, 7])
        #expect(MotionAnimation(record, every: 0).steps == Array(0...7))
        let file = try PNGFile(animation.apng(side: 240))
        #expect(file.width == 260 && file.height == 240 + 20 + 12 + 42)
        #expect(file.plays == 0)
        #expect(file.frames.map(\.delay) == [650, 50, 50, 2050])
        for frame in file.frames {
            #expect(count(StrokeHues.colour(ofStroke: 0), in: frame.canvas) > 0)
            #expect(count(PanelDrawer.faint, in: frame.canvas) > 0)
        }
        #expect(Set(file.frames.map(\.canvas)).count == 4)
        let still = MotionAnimation(try SampleRecords.house(steps: 1))
        #expect(try PNGFile(still.apng(side: 64)).frames.map(\.delay) == [2650])
    }

    @Test func `a curve has the probabilities over the losses`() throws {
        let record = try SampleRecords.house(steps: 9, label: "barn")
        #expect(record.curve().charts.map { $0.series.map(\.name) } == [["house", "barn"], [""]])
        #expect(record.curve().charts.map(\.x.title) == ["", "step"])
        let alone = try MotionRecord(record.drawing, probabilities: record.probabilities).curve(width: 400, height: 300)
        #expect(alone.charts.map(\.x.title) == ["step"] && alone.width == 400 && alone.height == 300)
        #expect(alone.charts[0].series[0].points.count == 9)
    }
}
