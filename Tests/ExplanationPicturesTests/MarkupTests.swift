@testable internal import ExplanationPictures
internal import SketchModel
internal import Testing

@Suite struct MarkupTests {
    @Test(arguments: [
        (0, "< 0.1 %"), (0.0009, "< 0.1 %"), (0.001, "0.1 %"), (0.0052, "0.5 %"), (0.01, "1 %"), (0.126, "13 %"),
        (0.99999, "100 %"), (1, "100 %"), (.nan, "–"),
    ])
    func percents(share: Double, text: String) {
        #expect(NumberText.percent(share) == text)
    }

    @Test func `a view shows strokes that leave the canvas, up to a limit`() throws {
        #expect(CanvasView().half == 1.08)
        var view = CanvasView()
        view.extend(to: [Point(0.9, -1.2)])
        #expect(view.half == 1.26 && view.viewBox == "-126 -126 252 252")
        view.extend(to: [Point(50, 0)])
        #expect(view.half == 1.6)
        let strokes = [[Point(0, 0), Point(0.5, 0)], []]
        let drawing = try MovingDrawing(strokes: strokes, offsets: [.zero, .zero, Point(0.75, 0), .zero], stepCount: 2)
        #expect(CanvasView(drawing).half == 1.31)
    }

    @Test func `paths have points once, and dots`() {
        #expect(StrokePath.data([]) == "")
        #expect(StrokePath.data([Point(0.5, 0.25)]) == "M50 25h0")
        let points = [Point(0.5, 0.25), Point(0.50001, 0.25), Point(0.5, 0.25001), Point(-0.12345, 0)]
        #expect(StrokePath.data(points) == "M50 25L50 25 -12.35 0")
        #expect(StrokePath.data(points, from: Point(0.5, 0.25)) == "M0 0L0 0 -62.35 -25")
    }
}
