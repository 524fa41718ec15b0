internal import SketchModel
@testable internal import SketchTransforms
internal import Testing

struct GeometryTests {
    @Test func fit() throws {
        #expect(try run("fit:100", on: [(10, 20), (30, 30)]) == [[0, 0], [100, 50]])
        #expect(try run("fit:100,padding=10", on: [(10, 20), (30, 30)]) == [[10, 10], [90, 50]])
        #expect(try run("fit:100,padding=10", on: [(7, 7)]) == [[10, 10]])
        #expect(try run("fit:100", on: [(5, -1), (5, 3)]) == [[0, 0], [0, 100]])
    }

    @Test func alignAndCenter() throws {
        #expect(try run("align", on: [(3, -4), (5, 6)]) == [[0, 0], [2, 10]])
        #expect(try run("center", on: [(3, -4), (5, 6)]) == [[-1, -5], [1, 5]])
        #expect(try run("center:10,20", on: [(3, -4), (5, 6)]) == [[9, 15], [11, 25]])
    }

    @Test func scaleAndTranslate() throws {
        #expect(try run("scale:2", on: [(1, 2)]) == [[2, 4]])
        #expect(try run("scale:2,-3", on: [(1, 2)]) == [[2, -6]])
        #expect(try run("translate:2,-3", on: [(1, 2)]) == [[3, -1]])
    }

    @Test func flip() throws {
        for name in ["horizontal", "x"] {
            #expect(try run("flip:\(name)", on: [(1, 2), (4, 7)]) == [[4, 2], [1, 7]])
        }
        for name in ["vertical", "y"] { #expect(try run("flip:\(name)", on: [(1, 2), (4, 7)]) == [[1, 7], [4, 2]]) }
    }

    @Test func rotateClockwiseOnACanvas() throws {
        #expect(try run("rotate:90", on: [(0, 0), (4, 0)]) == [[2, -2], [2, 2]])
        #expect(try run("rotate:180", on: [(0, 0), (4, 2)]) == [[4, 2], [0, 0]])
        #expect(try run("rotate:-90", on: [(0, 0), (4, 0)]) == [[2, 2], [2, -2]])
        #expect(try run("rotate:450", on: [(0, 0), (4, 0)]) == [[2, -2], [2, 2]])
    }

    @Test func fullTurnsAreIdentity() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            let sketch = randomSketch(&generator)
            #expect(try run(["rotate:360"], on: [sketch])[0] == sketch)
            let angle = generator.unit() * 360
            let square = Sketch(strokes: [[Point(0, 0), Point(9, 0), Point(9, 9), Point(0, 9)]])
            // A square's box turns about the same centre there and back.
            let back = try run(["rotate:\(angle)", "rotate:\(-angle)"], on: [square])[0]
            for (a, b) in zip(square.points, back.points) {
                #expect(abs(a.x - b.x) < 1e-12 && abs(a.y - b.y) < 1e-12)
            }
        }
    }

    @Test func normaliseByBox() throws {
        #expect(try run("normalise:bbox", on: [(0, 0), (10, 4)]) == [[-1, -0.4], [1, 0.4]])
        #expect(try run("normalise:sketchxai", on: [(0, 0), (10, 0)]) == [[-0.74, 0], [0.74, 0]])
        #expect(try run("normalise:sketchxai", on: [(3, 9)]) == [[0, 0]])
    }

    @Test func normaliseByDeviation() throws {
        #expect(try run("normalise:std=4", on: [(8, 2)]) == [[2, 0.5]])
        // The offsets 3, 4 and 1, 0: mean 2, population variance 2.5.
        let sketches = [
            Sketch(strokes: [[Point(0, 0)], [Point(3, 4)]]),
            Sketch(strokes: [[Point(5, 5), Point(6, 5)]]),
        ]
        let deviation = 2.5.squareRoot()
        let result = try run(["normalise:std"], on: sketches)
        #expect(abs(result[0].points[1].x - 3 / deviation) < 1e-15)
        #expect(abs(result[1].points[0].y - 5 / deviation) < 1e-15)
        var observed = NormaliseOffsets()
        for sketch in result { _ = observed.observe(sketch) }
        #expect(abs(observed.standardDeviation - 1) < 1e-15)
    }

    @Test func deviationOfNothing() throws {
        #expect(try run(["normalise:std"], on: []).isEmpty)
        let dots = [Sketch(strokes: [[Point(3, 3)]]), Sketch()]
        #expect(try run(["normalise:std"], on: dots) == dots)
    }

    @Test func dedupe() throws {
        #expect(try run("dedupe", on: [(1, 1), (1, 1), (2, 1), (1, 1), (1, 1)]) == [[1, 1], [2, 1], [1, 1]])
        var sketch = Sketch(strokes: [[Point(1, 1), Point(1, 1)], [Point(1, 1)]])
        sketch.hasTimes = true
        sketch.times = [0, 5, 9]
        let result = try run(["dedupe"], on: [sketch])[0]
        #expect(result.strokeEnds == [1, 2] && result.times == [0, 9])
    }

    @Test(arguments: ["scale:1e300", "translate:1.7e308,0", "fit:1e308", "quickdraw", "jitter-scale:0.9"])
    func overflow(argument: String) throws {
        let name = String(argument.prefix { $0 != ":" })
        let sketch = Sketch(strokes: [[Point(-1e308, 0), Point(1e308, 3)]])
        #expect(throws: TransformError.overflow(transform: name)) { try run([argument], on: [sketch]) }
    }
}
