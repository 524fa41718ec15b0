internal import Rasteriser
internal import SketchModel
internal import SketchNet
internal import Testing

@testable internal import SketchJudge

@Suite struct RasterJudgeTests {
    private func small() throws -> RasterJudge { try RasterJudge(JudgeFixture.bytes("network/judge.safetensors")) }

    @Test func saysWhatPyTorchSays() throws {
        let judge = try small()
        #expect(judge.labels == ["cat", "house", "smiley face", "star"] && judge.featureCount == 7)
        let (judgements, golden) = (try judge.judge(JudgeFixture.sketches()), try JudgeFixture.golden())
        #expect(judgements.count == 12 && golden.count == 12)
        for (judgement, row) in zip(judgements, golden) {
            let expected = Judgement(logits: row[7...], features: row[..<7])
            for (a, b) in zip(judgement.probabilities, expected.probabilities) { #expect(abs(a - b) < 1e-5) }
            for (a, b) in zip(judgement.features, expected.features) { #expect(abs(a - b) < 1e-5) }
            #expect(judgement.best == expected.best)
        }
    }

    @Test func aSketchIsJudgedByItself() throws {
        let judge = try small()
        let sketches = try Array(repeating: JudgeFixture.sketches(), count: 4).flatMap { $0 }
        let together = try judge.probabilities(of: sketches)
        #expect(together.count == 48)
        for (index, sketch) in sketches.enumerated().prefix(12) {
            let alone = try judge.probabilities(of: [sketch])[0]
            for place in [index, index + 36] {
                for (a, b) in zip(alone, together[place]) { #expect(abs(a - b) < 1e-6) }
            }
        }
        #expect(try judge.judge([]).isEmpty)
    }

    /// Powers of two, so that the pictures are the same to the last bit.
    @Test func placeAndSizeDoNotMatter() throws {
        let judge = try small()
        for var sketch in try JudgeFixture.sketches() {
            let before = try judge.probabilities(of: [sketch])
            for index in sketch.points.indices {
                sketch.points[index] = Point(sketch.points[index].x / 4 - 64, sketch.points[index].y / 4 + 1024)
            }
            #expect(try judge.probabilities(of: [sketch]) == before)
        }
    }

    @Test func sketchesWithoutPointsAreEmptyPictures() throws {
        let judgements = try small().judge([Sketch(), Sketch(strokes: [[]])])
        #expect(judgements[0] == judgements[1])
        #expect(abs(judgements[0].probabilities.reduce(0, +) - 1) < 1e-9)
    }

    @Test func judgementsAreCompared() {
        let judgement = Judgement(logits: [1, 3, 2], features: [3, 0, 4])
        #expect(judgement.best == 1 && judgement.rank(of: 1) == 0 && judgement.rank(of: 0) == 2)
        #expect(abs(judgement.similarity(to: judgement) - 1) < 1e-6)
        let other = Judgement(logits: [0, 0, 0], features: [0, 7, 0])
        #expect(judgement.similarity(to: other) == 0 && other.best == 0)
        for probability in other.probabilities { #expect(abs(probability - 1.0 / 3) < 1e-12) }
        #expect(Judgement(logits: [0], features: [0, 0]).features == [0, 0])
    }

    @Test func embeddedJudgeKnowsTheModelsCategories() throws {
        let (judge, model) = (try RasterJudge.embedded, try SketchNetModel.embedded)
        #expect(Set(judge.labels) == Set(model.labels))
        #expect(judge.style.width == 28 && judge.style.height == 28)
        let sketches = try JudgeFixture.sketches()
        let right = try zip(sketches, judge.judge(sketches)).count { sketch, judgement in
            judgement.rank(of: judge.labels.firstIndex(of: sketch.metadata.label ?? "") ?? 0) < 5
        }
        #expect(right == 12, "\(right) of 12 among the first five")
    }
}
