internal import SketchModel
internal import SketchTransforms
internal import TestSupport
internal import Testing

@testable internal import SketchRecognition

/// Statistics of answers that are known.
struct EvaluationTests {
    private func evaluation(_ answers: [(truth: Int, probabilities: [Double])]) -> ClassifierEvaluation {
        let count = answers.first?.probabilities.count ?? 3
        var evaluation = ClassifierEvaluation(labels: (0..<count).map { "label \($0)" })
        for answer in answers {
            let classification = Classification(
                logits: answer.probabilities.map { Float($0) },
                probabilities: answer.probabilities
            )
            evaluation.add(ClassifierEvaluation.Answer(truth: answer.truth, classification))
        }
        return evaluation
    }

    @Test func knownValues() {
        let sixth = 1.0 / 6
        let result = evaluation([
            (0, [0.9, 0.02, 0.02, 0.02, 0.02, 0.02]),
            (0, [0.3, 0.5, 0.05, 0.05, 0.05, 0.05]),
            (1, [0.5, 0.3, 0.05, 0.05, 0.05, 0.05]),
            (2, [0.5, 0.1, 0.01, 0.13, 0.13, 0.13]),
            (5, Array(repeating: sixth, count: 6)),
            (5, [0, 0, 0, 0, 0, 1]),
        ])
        #expect(result.total == .init(count: 6, first: 2, firstFive: 4))
        #expect(result.total.top1 == 2.0 / 6 && result.total.top5 == 4.0 / 6)
        #expect(result.scores.map(\.count) == [2, 1, 1, 0, 0, 2])
        #expect(result.scores.map(\.first) == [1, 0, 0, 0, 0, 1])
        #expect(abs(result.balancedTop1 - (0.5 + 0 + 0 + 0.5) / 4) < 1e-15)
        // −(ln 0.9 + 2 ln 0.3 + ln 0.01 + ln 1/6 + 0) / 6
        #expect(abs(result.meanLoss - 1.4850393) < 1e-6)
        #expect(result.count(of: 0, takenFor: 0) == 1 && result.count(of: 0, takenFor: 1) == 1)
        #expect(result.confusions.map(\.count) == [1, 1, 1, 1])
        #expect(result.confusions.map { [$0.truth, $0.predicted] } == [[0, 1], [1, 0], [2, 0], [5, 0]])
        #expect(result.worstClasses == [1, 2, 0, 5])
    }

    @Test func calibrationErrorIsWeightedByBins() {
        var calibration = Calibration()
        #expect(calibration.expectedError == 0)
        // Three quarters sure and right half of the time; sure and right.
        for index in 0..<4 { calibration.add(confidence: 0.75, isRight: index < 2) }
        for _ in 0..<6 { calibration.add(confidence: 1, isRight: true) }
        #expect(abs(calibration.expectedError - 0.4 * 0.25) < 1e-15)
        #expect(calibration.bins[11].count == 4 && calibration.bins[14].count == 6)
        #expect(calibration.bins[11].accuracy == 0.5 && calibration.bins[11].confidence == 0.75)
        // Bins are closed above.
        calibration.add(confidence: 1.0 / 15, isRight: false)
        calibration.add(confidence: 0, isRight: false)
        #expect(calibration.bins[0].count == 2)
    }

    @Test func nothingYet() {
        let result = evaluation([])
        #expect(result.total.top1 == 0 && result.total.top5 == 0 && result.balancedTop1 == 0 && result.meanLoss == 0)
        #expect(result.confusions.isEmpty && result.worstClasses.isEmpty)
    }

    @Test func aProbabilityOfNothingIsNoInfiniteLoss() {
        #expect(evaluation([(1, [1, 0, 0])]).meanLoss.isFinite)
    }

    @Test func knownLabelsAlonePass() {
        let known = KnownLabels(["cat", "dog"])
        var workspace = TransformWorkspace()
        func passes(_ label: String?, _ strokes: [[Point]]) -> Bool {
            var sketch = Sketch(strokes: strokes, metadata: SketchMetadata(label: label))
            return known.apply(to: &sketch, using: &workspace)
        }
        #expect(passes("cat", [[.zero]]))
        #expect(!passes("cat", [[]]))
        #expect(!passes("Cat", [[.zero]]))
        #expect(!passes("cow", []))
        #expect(!passes(nil, [[.zero]]))
        #expect(known.number(of: "dog") == 1)
        let counted = workspace.losses.sorted.map { "\($0.loss.name) \($0.count)" }
        #expect(counted == ["otherLabels 2", "unlabelled 1", "withoutPoints 1"])
    }
}
