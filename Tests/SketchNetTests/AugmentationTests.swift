internal import SketchModel
internal import Testing

@testable internal import SketchNet

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
        for step in [
            \SketchAugmentation.rotation, \.shear, \.stretching, \.flip, \.warp, \.strokeJitter, \.pointJitter,
            \.reversal, \.reordering,
        ] { wild[keyPath: step] = .init(1, strength: 0.9) }
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
}
