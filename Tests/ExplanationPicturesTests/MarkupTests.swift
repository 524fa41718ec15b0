@testable internal import ExplanationPictures
internal import SketchModel
internal import Testing

@Suite struct MarkupTests {
    @Test func `text is text in markup`() {
        #expect(
            MarkupText.escaped("a<b> & \"c\" 'd'\n\u{1}\u{85}é😀")
                == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; \u{FFFD}\u{FFFD}é😀"
        )
    }

    @Test(arguments: [
        ("film.png", "film.png"), ("cat 1/index.html", "cat%201/index.html"), ("../é", "../%C3%A9"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"), ("//host/x", ".//host/x"), ("a?b#c%", "a%3Fb%23c%25"),
        ("\n", "%0A"),
    ])
    func `a path is a URL of a file beside the page`(path: String, url: String) {
        #expect(MarkupText.url(ofPath: path) == url)
    }

    @Test(arguments: [
        (0, "< 0.1 %"), (0.0009, "< 0.1 %"), (0.001, "0.1 %"), (0.0052, "0.5 %"), (0.01, "1 %"), (0.126, "13 %"),
        (0.99999, "100 %"), (1, "100 %"), (.nan, "–"),
    ])
    func percents(share: Double, text: String) {
        #expect(NumberText.percent(share) == text)
    }

    @Test func numbers() {
        #expect(NumberText.short(-0.00004, digits: 4) == "0")
        #expect(NumberText.short(1e300, digits: 2) == "1000000000")
        #expect(NumberText.short(.nan, digits: 2) == "0")
        #expect(NumberText.short(0.00012, digits: 4) == "0.0001")
        #expect(NumberText.fixed(2, digits: 2) == "2.00")
        #expect(NumberText.fixed(-0.126, digits: 2) == "-0.13")
        #expect(NumberText.fixed(3.7, digits: 0) == "4")
        #expect(NumberText.fixed(.infinity, digits: 1) == "–")
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
    ])
    func `base 64 as RFC 4648 has it`(text: String, encoded: String) {
        #expect(Base64.text(of: Array(text.utf8)) == encoded)
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
