internal import SVGFormat
internal import SketchModel
internal import TestSupport
internal import Testing

/// Filled rectangles of the size of the page, which are no strokes.
struct BackgroundTests {
    private static func read(_ markup: String, _ root: String, _ fill: SVGFormat.FillPolicy) -> ReadResult {
        var format = SVGFormat()
        format.fill = fill
        return Reading.read("<svg \(root)>\(markup)<path fill='none' stroke='red' d='M0 0h1'/></svg>", format)
    }

    @Test(arguments: [
        ("<rect width='100%' height='100%' fill='white'/>", "viewBox='0 0 200 100'"),
        ("<rect x='-10' y='20' width='200' height='100'/>", "viewBox='-10 20 200 100'"),
        ("<rect width='600' height='600' fill='white'/>", "width='600' height='600'"),
        ("<rect x='-5' y='-5' width='300' height='300'/>", "viewBox='0 0 200 100'"),
        ("<path d='M0,0 L200,0 L200,100 L0,100 Z'/>", "viewBox='0 0 200 100'"),
        ("<path d='M0 100V0H200V100H0'/>", "viewBox='0 0 200 100'"),
        ("<polygon points='0,0 200,0 200,100 0,100' fill='#eee'/>", "viewBox='0 0 200 100'"),
        ("<g transform='scale(2)'><rect width='100' height='50'/></g>", "viewBox='0 0 200 100'"),
    ])
    func backgrounds(markup: String, root: String) {
        for fill in SVGFormat.FillPolicy.allCases {
            let result = Self.read(markup, root, fill)
            #expect(Reading.text(result.sketches.first) == "0,0 1,0")
            #expect(result.losses.sorted.map(\.loss.name) == ["backgroundsSkipped"])
            #expect(result.faults.isEmpty && result.warnings.isEmpty)
        }
    }

    @Test(arguments: [
        ("<rect width='190' height='100'/>", "viewBox='0 0 200 100'"),
        ("<rect x='10' width='200' height='100'/>", "viewBox='0 0 200 100'"),
        ("<rect width='200' height='100' rx='9'/>", "viewBox='0 0 200 100'"),
        ("<rect width='200' height='100' transform='rotate(3)'/>", "viewBox='0 0 200 100'"),
        ("<path d='M0 0H200V100z'/>", "viewBox='0 0 200 100'"),
        ("<path d='M0 0H200V100H0zM5 5h10v10h-10z'/>", "viewBox='0 0 200 100'"),
        ("<ellipse cx='100' cy='50' rx='100' ry='50'/>", "viewBox='0 0 200 100'"),
        ("<rect width='100%' height='100%'/>", ""), ("<rect width='100' height='100'/>", "width='100%' height='100%'"),
    ])
    func otherShapes(markup: String, root: String) {
        let result = Self.read(markup, root, .outline)
        #expect((result.sketches.first?.strokeCount ?? 0) > 1 && result.losses.isEmpty)
        #expect(Self.read(markup, root, .skip).losses.sorted.map(\.loss.name) == ["filledShapesSkipped"])
        #expect(Self.read(markup, root, .error).faults.count == 1)
    }

    /// A frame around the page is drawn, whether it is filled or not.
    @Test func framesAreStrokes() {
        let frame = Self.read("<rect width='200' height='100' stroke='red'/>", "viewBox='0 0 200 100'", .outline)
        #expect(frame.sketches.first?.strokeCount == 2)
        #expect(frame.losses.sorted.map(\.loss.name) == ["fillsDropped"])
    }

    @Test func aDrawingOfNothingElse() {
        let result = Reading.read("<svg viewBox='0 0 9 9'><rect width='9' height='9'/></svg>")
        #expect(Reading.warnings(result) == ["1:1: the drawing has no strokes"])
    }
}
