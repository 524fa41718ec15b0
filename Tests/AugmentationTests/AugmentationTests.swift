internal import SketchModel
internal import Testing

@testable internal import Augmentation

private func noise(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in 2 * generator.unit() - 1 }
}

private func difference(_ a: [Float], _ b: [Float]) -> Float {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Suite struct AugmentationTests {
    private func packed(_ seed: UInt64) -> PackedSketch {
        var sketch = PackedSketch(
            strokes: [5, 1, 9, 3].enumerated().map { index, length in
                let values = noise(2 * length, seed: seed + UInt64(index))
                return (0..<length).map { (Float(values[2 * $0]), Float(values[2 * $0 + 1])) }
            }
        )
        sketch.normalise()
        return sketch
    }

    private func changed(_ sketch: PackedSketch, _ augmentation: SketchAugmentation, seed: UInt64) -> PackedSketch {
        var (result, generator) = (sketch, SeededGenerator(seed: seed))
        var workspace = SketchAugmentation.Workspace()
        augmentation.apply(to: &result, from: &generator, using: &workspace)
        return result
    }

    @Test func withoutStrengthASketchStays() {
        let sketch = packed(1)
        let same = changed(sketch, .none, seed: 3)
        #expect(same.strokeEnds == sketch.strokeEnds)
        #expect(difference(same.coordinates, sketch.coordinates) < 1e-6)
    }

    @Test func followsFromTheSeed() {
        let sketch = packed(1)
        let results = (0..<20).map { changed(sketch, SketchAugmentation(), seed: $0) }
        #expect(results == (0..<20).map { changed(sketch, SketchAugmentation(), seed: $0) })
        #expect(Set(results).count > 15)
    }

    @Test func staysInItsBoundsAndIsNeverEmpty() {
        var wild = SketchAugmentation()
        for step in AugmentationStep.allCases {
            wild[keyPath: step.path] = .init(1, strength: min(0.9, step.largestStrength))
        }
        wild.strokeDropping = .init(1, strength: 1)
        wild.pointDropping = .init(1, strength: 1)
        for seed in 0..<200 as Range<UInt64> {
            for augmentation in [wild, SketchAugmentation()] {
                let result = changed(packed(seed), augmentation, seed: seed)
                #expect(result.strokeCount > 0 && result.strokeEnds.last == result.pointCount)
                #expect(result.coordinates.allSatisfy { abs($0) <= 0.74 })
                #expect((0..<result.strokeCount).allSatisfy { !result.range(ofStroke: $0).isEmpty })
            }
        }
        #expect(changed(PackedSketch(), wild, seed: 1) == PackedSketch())
    }

    @Test func rotationTurns() {
        var turn = SketchAugmentation.none
        turn.rotation = .init(1, strength: 1)
        let square = PackedSketch(strokes: [[(-0.74, -0.74), (0.74, -0.74), (0.74, 0.74), (-0.74, 0.74)]])
        let result = changed(square, turn, seed: 5)
        func length(_ a: Int, _ b: Int) -> Float {
            let (p, q) = (result[a], result[b])
            return ((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)).squareRoot()
        }
        #expect(abs(length(0, 1) - length(1, 2)) < 1e-5 && abs(length(0, 2) - length(1, 3)) < 1e-5)
        #expect(abs(result[0].y - result[1].y) > 1e-3)
    }

    @Test func reversalAndReorderingKeepThePoints() {
        var steps = SketchAugmentation.none
        steps.reversal = .init(1, strength: 1)
        let sketch = packed(2)
        let result = changed(sketch, steps, seed: 1)
        #expect(difference([result[0].x], [sketch[4].x]) < 1e-6)
        steps.reordering = .init(1, strength: 1)
        #expect(changed(sketch, steps, seed: 1).strokeEnds == [1, 10, 13, 18])
    }

    private func only(_ step: AugmentationStep, _ strength: Double) -> SketchAugmentation {
        var steps = SketchAugmentation.none
        steps[keyPath: step.path] = .init(1, strength: strength)
        return steps
    }

    private let corner = PackedSketch(strokes: [[(-0.74, -0.74), (0.74, -0.74), (0.74, 0.74), (-0.74, 0.7)]])

    @Test func cuttingKeepsThePlaceWhereItCuts() {
        let result = changed(
            PackedSketch(strokes: [[(-0.74, 0), (0.74, 0), (-0.74, 0.1)]]),
            only(.cutting, 1),
            seed: 1
        )
        #expect(result.strokeEnds == [2, 4])
        #expect(result[1] == result[2])
        // No stroke more than a network sees.
        let long = PackedSketch(strokes: [(0..<400).map { (Float($0 % 2) - 0.5, Float($0) / 400 - 0.5) }])
        #expect(changed(long, only(.cutting, 1), seed: 1).strokeCount == PackedSketch.strokeLimit)
    }

    @Test func joiningUndoesCuttingWhicheverEndsTouch() {
        let pieces = PackedSketch(strokes: [
            [(-0.74, -0.74), (0.74, -0.74)], [(0.74, 0.74), (0.74, -0.73)], [(0.74, 0.74), (-0.74, 0.74)],
            [(0, 0), (0.1, 0)],
        ])
        let result = changed(pieces, only(.joining, 1), seed: 1)
        #expect(result.strokeEnds == [6, 8])
        #expect(result[3].y > 0.7 && result[5].x < -0.7)
    }

    @Test func closingEndsWhereItBegan() {
        let result = changed(
            PackedSketch(strokes: [[(-0.74, -0.74), (0.74, -0.74), (0.74, 0.74), (-0.74, -0.6)]]),
            only(.closing, 0.2),
            seed: 1
        )
        #expect(result.pointCount == 5 && result[0] == result[4])
        #expect(changed(corner, only(.closing, 0.2), seed: 1).pointCount == 4, "too far apart")
    }

    @Test func roundingReplacesInnerPoints() {
        let result = changed(corner, only(.rounding, 0.4), seed: 1)
        #expect(result.strokeEnds == [6])
    }

    @Test func additionsFollowTheStrokes() {
        for step in [AugmentationStep.overTracing, .hatching, .stray] {
            let result = changed(corner, only(step, 1), seed: 3)
            #expect(result.strokeCount == 2, "\(step)")
            #expect(result.strokeEnds[0] == 4)
        }
    }

    @Test func shufflingKeepsTheStrokes() {
        let sketch = packed(4)
        let orders = (0..<20).map { changed(sketch, only(.shuffling, 1), seed: $0) }
        #expect(Set(orders.map(\.strokeEnds)).count > 8)
        #expect(orders.allSatisfy { $0.pointCount == sketch.pointCount && $0.strokeCount == 4 })
    }

    @Test func perspectiveMakesParallelsMeet() {
        let square = PackedSketch(strokes: [[(-0.74, -0.74), (0.74, -0.74), (0.74, 0.74), (-0.74, 0.74)]])
        let result = changed(square, only(.perspective, 0.4), seed: 1)
        let (top, bottom) = (result[1].x - result[0].x, result[2].x - result[3].x)
        #expect(abs(top - bottom) > 0.01)
    }

    @Test func everyStepIsNamedAndScaled() {
        let strong = SketchAugmentation().scaled(by: 100)
        for step in AugmentationStep.allCases {
            let usual = SketchAugmentation()[keyPath: step.path]
            #expect(strong[keyPath: step.path].probability == min(1, usual.probability * 100))
            #expect(strong[keyPath: step.path].strength == min(step.largestStrength, usual.strength * 100))
            #expect(SketchAugmentation.none[keyPath: step.path] == .never)
        }
        #expect(SketchAugmentation().scaled(by: 0)[keyPath: AugmentationStep.cutting.path].probability == 0)
    }

    @Test func aSketchComesBackFromItsPackedForm() {
        let sketch = Sketch(strokes: [[Point(0.5, -0.25), Point(0, 0.125)], [Point(1, 1)]])
        #expect(Sketch(PackedSketch(sketch)) == sketch)
    }
}
