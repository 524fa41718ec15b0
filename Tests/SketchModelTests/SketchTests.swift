internal import SketchModel
internal import Testing

struct SketchTests {
    private var sample: Sketch {
        var sketch = Sketch(
            strokes: [[Point(1, 2), Point(3, 4)], [], [Point(5, 6)]],
            metadata: SketchMetadata(label: "cat", id: 7)
        )
        sketch.source = SketchSource(name: "cats", index: 3, position: .text(line: 4, column: 1))
        return sketch
    }

    @Test func strokesAreViews() {
        let sketch = sample
        #expect(sketch.strokeCount == 3 && sketch.strokes.count == 3)
        #expect(sketch.strokeEnds == [2, 2, 3])
        #expect(sketch.range(ofStroke: 0) == 0..<2)
        #expect(sketch.range(ofStroke: 1).isEmpty)
        #expect(sketch.strokes.map(Array.init) == [[Point(1, 2), Point(3, 4)], [], [Point(5, 6)]])
        #expect(sketch.strokes.last?.first == Point(5, 6))
        #expect(Sketch().strokes.isEmpty)
    }

    @Test func removeAllKeepsTheSource() {
        var sketch = sample
        sketch.hasTimes = true
        sketch.times = [0, 1, 2]
        sketch.removeAllStrokes()
        #expect(sketch.metadata.label == "cat" && sketch.points.isEmpty && sketch.strokeEnds.isEmpty)
        #expect(!sketch.hasTimes && sketch.times.isEmpty)
        sketch.removeAll()
        #expect(sketch.metadata == SketchMetadata() && sketch.source.index == 3)
    }

    @Test func equality() {
        var other = sample
        other.source.index = 9
        #expect(other == sample)
        other.points[0].x = 9
        #expect(other != sample)
        other = sample
        other.strokeEnds = [1, 2, 3]
        #expect(other != sample)
        other = sample
        other.hasTimes = true
        other.times = [0, 0, 0]
        #expect(other != sample)
        other = sample
        other.metadata.recognized = false
        #expect(other != sample)
    }

    @Test func boundingBox() throws {
        let box = try #require(sample.boundingBox)
        #expect(box == BoundingBox(minimum: Point(1, 2), maximum: Point(5, 6)))
        #expect(box.width == 4 && box.height == 4 && box.longerSide == 4 && box.center == Point(3, 4))
        #expect(Sketch().boundingBox == nil)
        #expect(Sketch(strokes: [[]]).boundingBox == nil)
    }
}

struct BoundingBoxTests {
    @Test func extends() throws {
        var box = try #require(BoundingBox([Point(2, -1)]))
        #expect(box.width == 0 && box.height == 0 && box.longerSide == 0)
        box.extend(to: Point(-3, 5))
        #expect(box.minimum == Point(-3, -1) && box.maximum == Point(2, 5))
        box.extend(to: Point(0, 0))
        #expect(box.width == 5 && box.height == 6 && box.longerSide == 6)
        #expect(box.center == Point(-0.5, 2))
    }

    @Test func holdsAllItsPoints() throws {
        var generator = SeededGenerator(seed: 2)
        let points = (0..<100).map { _ in Point(generator.unit() - 0.5, generator.unit() * 9) }
        let box = try #require(BoundingBox(points))
        #expect(points.allSatisfy { box.minimum.x <= $0.x && $0.x <= box.maximum.x })
        #expect(points.allSatisfy { box.minimum.y <= $0.y && $0.y <= box.maximum.y })
        #expect(points.contains { $0.x == box.minimum.x } && points.contains { $0.y == box.maximum.y })
    }

    @Test func pointArithmetic() {
        #expect(Point(1, 2) + Point(3, 5) == Point(4, 7))
        #expect(Point(1, 2) - Point(3, 5) == Point(-2, -3))
        #expect(Point(1, 2) * 3 == Point(3, 6))
        #expect(Point(1, 2).isFinite && !Point(.nan, 0).isFinite && !Point(0, .infinity).isFinite)
    }
}
