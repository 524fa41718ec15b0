internal import Rasteriser
internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import SketchRecognition

/// The picture of confusions, for few and for many labels.
struct ConfusionPictureTests {
    /// Mistakes like a network's: most right, some classes taken for a neighbour.
    private func evaluation(classes: Int, each: Int) -> ClassifierEvaluation {
        var random = SeededGenerator(seed: 3)
        let syllables = ["air", "ber", "cat", "don", "eel", "fig", "gar", "hut", "ink", "jam"]
        let labels = (0..<classes).map { "\(syllables[$0 / 100])\(syllables[$0 / 10 % 10])\(syllables[$0 % 10])" }
        var evaluation = ClassifierEvaluation(labels: labels)
        // The last class has no sketches.
        for truth in 0..<max(1, classes - 1) {
            for _ in 0..<each {
                let draw = random.unit()
                let predicted =
                    draw < 0.4 + 0.6 * Double(truth % 7) / 7
                    ? truth : draw < 0.95 ? (truth + 1 + truth % 3) % classes : random.index(below: classes)
                evaluation.add(
                    .init(
                        truth: truth,
                        predicted: predicted,
                        rank: predicted == truth ? 0 : 1,
                        truthProbability: 0.5,
                        confidence: 0.5
                    )
                )
            }
        }
        return evaluation
    }

    @Test(arguments: [1, 2, 3, 30, 345])
    func picture(classes: Int) throws {
        let evaluation = evaluation(classes: classes, each: 40)
        let layout = ConfusionLayout(labels: evaluation.labels)
        let picture = try PNGFile(ConfusionPicture.png(of: evaluation))
        #expect(picture.width == layout.size.width && picture.height == layout.size.height)
        #expect(layout.plot.x > 0 && layout.plot.x + layout.plot.side < layout.legend.x)
        #expect(layout.cell * classes == layout.plot.side)
    }

    @Test func labelsThatNoSketchHasOrWasTakenForAreLeftOut() {
        var evaluation = ClassifierEvaluation(labels: ["a", "b", "c", "d"])
        evaluation.add(.init(truth: 1, predicted: 3, rank: 2, truthProbability: 0.2, confidence: 0.6))
        evaluation.add(.init(truth: 1, predicted: 1, rank: 0, truthProbability: 0.7, confidence: 0.7))
        let seen = evaluation.ofSeenLabels
        #expect(seen.labels == ["b", "d"])
        #expect(seen.count(of: 0, takenFor: 1) == 1 && seen.count(of: 0, takenFor: 0) == 1)
        #expect(seen.scores == [evaluation.scores[1], evaluation.scores[3]])
        #expect(seen.total == evaluation.total && seen.meanLoss == evaluation.meanLoss)
    }

    @Test func cellsHaveTheColourOfTheirShare() throws {
        let evaluation = evaluation(classes: 3, each: 40)
        let layout = ConfusionLayout(labels: evaluation.labels)
        let picture = try ConfusionPicture(evaluation)
        for truth in 0..<3 {
            for predicted in 0..<3 {
                let x = layout.plot.x + predicted * layout.cell + 2
                let y = layout.plot.y + truth * layout.cell + 2
                let share = Double(evaluation.count(of: truth, takenFor: predicted)) / 40
                let expected = truth == 2 ? Colour(rgb: 0xDDDDDD) : Palette.viridis.colour(at: share.squareRoot())
                #expect(picture.colour(x: x, y: y) == expected)
            }
        }
    }

    @Test func largestAndSmallestCells() {
        func layout(_ count: Int) -> ConfusionLayout { ConfusionLayout(labels: (0..<count).map { "label \($0)" }) }
        #expect(layout(3).cell == 64 && layout(3).captionStep == 1)
        #expect(layout(30).cell == 32 && layout(30).captionStep == 1)
        #expect(layout(345).cell == 4 && layout(345).captionStep == 3)
        #expect(layout(345).size.width < 2000 && layout(345).size.height < 2000)
        #expect(layout(10_000).cell == 1 && layout(10_000).size.width <= Raster.maximumSide)
    }

    @Test func moreLabelsThanPixels() {
        let evaluation = ClassifierEvaluation(labels: (0..<30_000).map { "\($0)" })
        #expect(throws: RasterError.self) { try ConfusionPicture.png(of: evaluation) }
    }
}
