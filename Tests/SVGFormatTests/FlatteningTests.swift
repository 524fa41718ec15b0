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

/// Flattened curves lie within the tolerance of the true ones.
struct FlatteningTests {
    /// The greatest distance of `samples` from the polyline.
    static func distance(of samples: [Point], from line: ArraySlice<Point>) -> Double {
        samples.map { sample in
            zip(line, line.dropFirst()).map { Self.distance(sample, $0, $1) }.min() ?? .infinity
        }.max() ?? 0
    }

    private static func distance(_ point: Point, _ a: Point, _ b: Point) -> Double {
        let (along, to) = (b - a, point - a)
        let length = along.x * along.x + along.y * along.y
        let t = length == 0 ? 0 : min(max((to.x * along.x + to.y * along.y) / length, 0), 1)
        let rest = to - along * t
        return (rest.x * rest.x + rest.y * rest.y).squareRoot()
    }

    private static func stroke(_ markup: String, tolerance: Double) throws -> ArraySlice<Point> {
        var format = SVGFormat()
        format.tolerance = .units(tolerance)
        return try #require(Reading.body(markup, format).sketches.first?.strokes.first)
    }

    @Test func cubics() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let p = (0..<4).map { _ in Point((generator.unit() * 400).rounded(), (generator.unit() * 400).rounded()) }
            let tolerance = [0.05, 0.25, 1, 5][generator.index(below: 4)]
            let data = "M\(p[0].x) \(p[0].y)C\(p[1].x) \(p[1].y) \(p[2].x) \(p[2].y) \(p[3].x) \(p[3].y)"
            let stroke = try Self.stroke("<path d='\(data)'/>", tolerance: tolerance)
            let samples = (0...200).map { index in
                let t = Double(index) / 200
                let u = 1 - t
                return p[0] * (u * u * u) + p[1] * (3 * u * u * t) + p[2] * (3 * u * t * t) + p[3] * (t * t * t)
            }
            #expect(Self.distance(of: samples, from: stroke) <= tolerance * 1.000001)
            #expect(stroke.first == p[0])
            #expect(stroke.last == p[3])
            // Not more points than the bound asks for: the length of the control polygon is a generous measure.
            #expect(stroke.count <= 4 + Int((1200 / tolerance).squareRoot() * 1.5))
        }
    }

    @Test func quadratics() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            let p = (0..<3).map { _ in Point((generator.unit() * 400).rounded(), (generator.unit() * 400).rounded()) }
            let data = "M\(p[0].x) \(p[0].y)Q\(p[1].x) \(p[1].y) \(p[2].x) \(p[2].y)"
            let stroke = try Self.stroke("<path d='\(data)'/>", tolerance: 0.25)
            let samples = (0...200).map { index in
                let t = Double(index) / 200
                let u = 1 - t
                return p[0] * (u * u) + p[1] * (2 * u * t) + p[2] * (t * t)
            }
            #expect(Self.distance(of: samples, from: stroke) <= 0.25 * 1.000001)
        }
    }

    /// Ellipses turned and skewed by transforms: their images are known in closed form.
    @Test func ellipsesUnderTransforms() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<100 {
            let m = (0..<4).map { _ in (generator.unit() * 60 - 30).rounded() / 10 }
            let (rx, ry) = ((generator.unit() * 90).rounded() + 1, (generator.unit() * 90).rounded() + 1)
            let transform = "matrix(\(m[0]) \(m[1]) \(m[2]) \(m[3]) 7 9)"
            let stroke = try Self.stroke(
                "<ellipse cx='20' cy='30' rx='\(rx)' ry='\(ry)' transform='\(transform)'/>",
                tolerance: 0.25
            )
            let samples = (0...360).map { degree in
                let angle = Double(degree) * .pi / 180
                let x = 20 + rx * cos(angle)
                let y = 30 + ry * sin(angle)
                return Point(m[0] * x + m[2] * y + 7, m[1] * x + m[3] * y + 9)
            }
            #expect(Self.distance(of: samples, from: stroke) <= 0.25 * 1.000001)
            #expect(stroke.first == stroke.last)
        }
    }

    /// Arcs by end points: every point of the flattened line is on the ellipse, and the arc takes the right way round.
    @Test(arguments: [
        (0, 0, Point(50, 50), -1.0), (0, 1, Point(0, 0), 1.0), (1, 0, Point(0, 0), -3.0), (1, 1, Point(50, 50), 3.0),
    ])
    func arcFlags(isLarge: Int, isPositive: Int, center: Point, quarterTurns: Double) throws {
        let data = "M50 0A50 50 0 \(isLarge) \(isPositive) 0 50"
        let stroke = try Self.stroke("<path d='\(data)'/>", tolerance: 0.01)
        var turned = 0.0
        for (a, b) in zip(stroke, stroke.dropFirst()) {
            let (u, v) = (a - center, b - center)
            #expect(abs((u.x * u.x + u.y * u.y).squareRoot() - 50) < 1e-9)
            turned += atan2(u.x * v.y - u.y * v.x, u.x * v.x + u.y * v.y)
        }
        #expect(abs(turned - quarterTurns * .pi / 2) < 1e-9)
    }

    @Test func toleranceCanBeAShareOfTheCanvas() throws {
        func points(_ value: String) throws -> Int {
            let format = try SVGFormat().taking("tolerance=" + value, for: .reading)
            return try #require(Reading.body("<path d='M0 0C0 40 50 40 50 0'/>", format).sketches.first).points.count
        }
        let sides = try [("1/64", "15.625"), ("1/4000", "0.25")].map { (try points($0), try points($1)) }
        for (share, units) in sides { #expect(share == units) }
        #expect(sides[0].0 < sides[1].0)
    }

    @Test func toleranceIsThatOfTheSketch() throws {
        // Scaled by 100, the curve needs ten times as many segments.
        let small = try Self.stroke("<path d='M0 0C0 40 50 40 50 0'/>", tolerance: 0.25)
        let large = try Self.stroke("<path transform='scale(100)' d='M0 0C0 40 50 40 50 0'/>", tolerance: 0.25)
        #expect(small.count == 15)
        #expect(large.count > 100)
    }

    @Test func smallCanvasesAreFlattenedMoreFinely() throws {
        let curve = "<path stroke='black' d='M0 0C0 4 5 4 5 0'/>"
        let icon = Reading.read("<svg viewBox='0 0 16 16'>\(curve)</svg>")
        let large = Reading.read("<svg viewBox='0 0 1600 1600'>\(curve)</svg>")
        let iconPoints = try #require(icon.sketches.first?.points.count)
        let largePoints = try #require(large.sketches.first?.points.count)
        #expect(iconPoints > 2 * largePoints)
    }

    @Test func straightCurvesAreOneSegment() {
        #expect(Reading.path("M0 0C10 0 90 0.1 100 0Q100 50 100 100") == "0,0 100,0 100,100")
        // Beyond the ends, a straight curve turns back.
        #expect(Reading.path("M0 0C200 0-100 0 100 0").count > 40)
    }

    @Test func hugeCurvesAreBounded() throws {
        let result = Reading.body("<path d='M0 0C0 1e60 1e60 0 1e60 1e60'/>")
        #expect(result.sketches.first?.points.count == 65_537)
        let points = try #require(result.sketches.first).points
        #expect(points.allSatisfy { $0.isFinite })
        #expect(Reading.warnings(result).first?.contains("more than 65536 segments") == true)
        // 256 such curves are more than a drawing may have.
        let many = String(repeating: "C0 1e60 1e60 0 0 0", count: 300)
        let refused = Reading.body("<path d='M0 0\(many)'/>")
        #expect(
            refused.messages.first?.hasSuffix(
                "the drawing has more than 16777216 points; give a larger tolerance, such as svg:tolerance=2"
            ) == true
        )
    }
}
