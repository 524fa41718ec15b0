internal import SketchModel
internal import SketchTransforms
internal import Testing

/// Compares the optimised search with the one written as it is defined, bit for bit.
struct FarthestPointTests {
    @Test func kernelEqualsDefinition() {
        var generator = SeededGenerator(seed: 6)
        for round in 0..<2_000 {
            let count = 3 + generator.index(below: 70)
            // Whole coordinates make many ties; straight parts make ties up to rounding.
            let grid = round.isMultiple(of: 2)
            var x: [Double] = []
            var y: [Double] = []
            var at = Point(generator.unit() * 50, generator.unit() * 50)
            var step = Point(1, 0)
            for _ in 0..<count {
                if generator.index(below: 6) == 0 { step = Point(generator.unit() - 0.5, generator.unit() - 0.5) * 4 }
                at = at + step
                x.append(grid ? at.x.rounded() : at.x)
                y.append(grid ? at.y.rounded() : at.y)
            }
            let first = generator.index(below: count - 2)
            let last = first + 2 + generator.index(below: count - first - 2)
            if x[first] == x[last], y[first] == y[last] { continue }
            let expected = FarthestPoint.fromLine(x, y, first: first, last: last)
            let found = FarthestPoint.fromLine(x, y, first: first, last: last, beyond: 0)
            #expect(found == (expected.distance > 0 ? expected : nil))
            #expect(FarthestPoint.fromLine(x, y, first: first, last: last, beyond: expected.distance) == nil)
        }
    }

    @Test func firstOfEquals() {
        let x = [0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        let y = [0.0, 1, 3, 3, 3, 3, -3, 3, 3, 1, 0]
        #expect(FarthestPoint.fromLine(x, y, first: 0, last: 10, beyond: 2) == FarthestPoint(index: 2, distance: 3))
        #expect(FarthestPoint.fromLine(x, y, first: 0, last: 10, beyond: 3) == nil)
    }

    @Test func coordinatesTooLargeForTheirProducts() {
        let x = [0.0, 1e300, 0]
        let y = [0.0, 1e300, 1e300]
        let found = FarthestPoint.fromLine(x, y, first: 0, last: 2, beyond: 1)
        #expect(found == nil || found?.index == 1)
    }
}
