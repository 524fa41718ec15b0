internal import SVGFormat
internal import SketchModel
internal import TestSupport
internal import Testing

/// Basic shapes, with the resulting strokes.
struct ShapeTests {
    @Test(arguments: [
        // line
        ("<line x1='1' y1='2' x2='3' y2='4'/>", "1,2 3,4"),
        ("<line x2='3'/>", "0,0 3,0"),
        ("<line x1='5' y1='5' x2='5' y2='5'/>", "5,5 5,5"),
        ("<line x1='10%' y1='1cm' x2='1in' y2='12pt'/>", "100,37.795276 96,16"),
        // polyline and polygon
        ("<polyline points='0,0 10,0 10,10'/>", "0,0 10,0 10,10"),
        ("<polyline points='0 0 10 0 10'/>", "0,0 10,0"),
        ("<polyline points=' 0,0,10,0,10-5 '/>", "0,0 10,0 10,-5"),
        ("<polyline points='0,0 10,0 x 20,20'/>", "0,0 10,0"),
        ("<polyline points='5,5'/>", ""),
        ("<polyline/>", ""),
        ("<polyline points=''/>", ""),
        ("<polygon points='0,0 10,0 10,10'/>", "0,0 10,0 10,10 0,0"),
        ("<polygon points='0,0 10,0 10,10 0,0'/>", "0,0 10,0 10,10 0,0"),
        ("<polygon points='0,0 10,0 10,10 7'/>", "0,0 10,0 10,10 0,0"),
        // rect
        ("<rect x='1' y='2' width='10' height='5'/>", "1,2 11,2 11,7 1,7 1,2"),
        ("<rect width='10' height='5'/>", "0,0 10,0 10,5 0,5 0,0"),
        ("<rect width='50%' height='10%'/>", "0,0 500,0 500,100 0,100 0,0"),
        ("<rect width='0' height='5'/>", ""),
        ("<rect width='10' height='-5'/>", ""),
        ("<rect width='10'/>", ""),
        ("<rect width='10' height='5' rx='0' ry='3'/>", "0,0 10,0 10,5 0,5 0,0"),
        ("<rect width='2em' height='1ex' font-size='10'/>", "0,0 20,0 20,5 0,5 0,0"),
        // Radii of 0
        ("<circle cx='5' cy='5'/>", ""),
        ("<circle cx='5' cy='5' r='0'/>", ""),
        ("<circle cx='5' cy='5' r='-1'/>", ""),
        ("<ellipse cx='5' cy='5' rx='0' ry='3'/>", ""),
        ("<ellipse cx='5' cy='5'/>", ""),
    ])
    func strokes(markup: String, strokes: String) { #expect(Reading.strokes(markup) == strokes) }

    @Test func circlesRunClockwiseFromTheRight() throws {
        let sketch = try #require(Reading.body("<circle cx='50' cy='60' r='40'/>").sketches.first)
        let points = sketch.points
        #expect(sketch.strokeCount == 1)
        #expect(points.first == Point(90, 60))
        #expect(points.last == Point(90, 60))
        #expect(points[1].y > 60)
        for point in points {
            #expect(abs(((point.x - 50) * (point.x - 50) + (point.y - 60) * (point.y - 60)) - 1600) < 1e-9)
        }
        // 2 acos(1 - 0.25/40) over the whole turn.
        #expect(points.count == 30)
    }

    @Test(arguments: [
        ("<ellipse cx='50' cy='60' rx='40'/>", "<circle cx='50' cy='60' r='40'/>"),
        ("<ellipse cx='50' cy='60' ry='40' rx='auto'/>", "<circle cx='50' cy='60' r='40'/>"),
        ("<rect width='80' height='80' rx='40'/>", "<rect width='80' height='80' ry='40'/>"),
        ("<rect width='80' height='60' rx='99' ry='10'/>", "<rect width='80' height='60' rx='40' ry='10'/>"),
        ("<rect width='80' height='60' rx='10%'/>", "<rect width='80' height='60' rx='100' ry='30'/>"),
        ("<rect width='80' height='60' rx='-5'/>", "<rect width='80' height='60'/>"),
        (
            "<rect width='100' height='60' rx='10'/>",
            "<path d='M10 0H90A10 10 0 0 1 100 10V50A10 10 0 0 1 90 60H10A10 10 0 0 1 0 50V10A10 10 0 0 1 10 0z'/>"
        ),
        (
            "<circle r='40'/>",
            "<path d='M40 0A40 40 0 0 1 0 40A40 40 0 0 1 -40 0A40 40 0 0 1 0 -40A40 40 0 0 1 40 0z'/>"
        ),
        ("<circle r='10%'/>", "<circle r='100'/>"),
        ("<path d='M0 0H10'/>", "<svg:path xmlns:svg='http://www.w3.org/2000/svg' d='M0 0H10'/>"),
    ])
    func sameShape(one: String, other: String) {
        let first = Reading.strokes(one)
        #expect(!first.isEmpty)
        let (a, b) = (Reading.body(one).sketches.first, Reading.body(other).sketches.first)
        // Arcs in one piece and in four differ in their points, not in their length or box.
        if first.count == Reading.strokes(other).count { #expect(first == Reading.strokes(other)) }
        #expect(Self.size(a) == Self.size(b))
    }

    private static func size(_ sketch: Sketch?) -> [Int] {
        guard let box = sketch?.boundingBox else { return [] }
        return [box.minimum.x, box.minimum.y, box.width, box.height].map { Int($0.rounded()) }
    }

    /// 96 pixels per inch; percentages of the canvas's width, height or diagonal.
    @Test(arguments: [
        ("10", 10), ("10px", 10), ("1cm", 37.795276), ("1mm", 3.779528), ("1in", 96), ("3pt", 4), ("2pc", 32),
        ("4Q", 3.779528), ("2em", 40), ("2ex", 20), ("2rem", 60), ("10%", 50), (" 10PX ", 10), ("1e1", 10),
        ("1e1mm", 37.795276),
        ("1em2", 0), ("10 px", 0), ("px", 0), ("", 0), ("ten", 0),
    ])
    func units(length: String, value: Double) {
        let root = "<svg viewBox='0 0 500 1000' font-size='30' stroke='red'>"
        let result = Reading.read("\(root)<g font-size='20px'><line x1='-1' x2='\(length)'/></g></svg>")
        let end = result.sketches.first?.points.last?.x ?? .nan
        #expect(abs(end - value) < 1e-6)
    }

    @Test func percentages() {
        let root = "<svg viewBox='0 0 300 400' stroke='red' fill='none'>"
        let result = Reading.read("\(root)<rect x='10%' y='10%' width='10%' height='10%'/><circle r='100%'/></svg>")
        #expect(Reading.text(result.sketches.first).hasPrefix("30,40 60,40 60,80 30,80 30,40 | "))
        // The diagonal by the square root of two.
        #expect(abs((result.sketches.first?.points[5].x ?? 0) - 125_000.0.squareRoot()) < 1e-9)
    }

    @Test func fontSizes() {
        func width(_ markup: String) -> Double? {
            Reading.read("<svg font-size='10'>\(markup)</svg>").sketches.first?.points.last?.x
        }
        let line = "<line stroke='red' x2='1em'/>"
        #expect(width("<g font-size='2em'><g font-size='150%'>\(line)</g></g>") == 30)
        #expect(width("<g style='font-size:1in'>\(line)</g>") == 96)
        #expect(width("<style>line{font-size:3rem}</style>\(line)") == 30)
    }

    @Test func errorsInPoints() {
        let result = Reading.read("<svg stroke='red'><polyline points='0,0 1,1 2'/><polygon points='x'/></svg>")
        #expect(
            Reading.warnings(result).prefix(2) == [
                "1:46: the polyline is wrong here: an odd number of coordinates; the points before it are kept",
                "1:66: the polygon is wrong here: expected a number; the points before it are kept",
            ]
        )
    }

    @Test func hugeShapesHaveNoInfinitePoints() {
        for shape in [
            "<circle r='1e308' cx='1e308'/>", "<line x2='1e308'/>", "<rect width='1e200' height='1e300'/>",
            "<ellipse rx='1e308' ry='1'/>", "<polyline points='0 0 1e307 1e307'/>",
        ] {
            let result = Reading.body(shape)
            #expect(result.faults.isEmpty)
            #expect(result.sketches.first?.points.filter { !$0.isFinite }.isEmpty == true)
            #expect(Reading.warnings(result).first?.hasSuffix("coordinates are too large and are left out") == true)
        }
    }
}
