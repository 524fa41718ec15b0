internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import TestSupport
internal import Testing

@testable internal import StrokeExplanation

struct ExplainerTests {
    private static let labels = ["cat", "dog", "house", "The Eiffel Tower"]

    private func explainer(labels: [String]? = nil) throws -> StrokeExplainer {
        let network = try reader(Float.self).network
        let model = try SketchNetModel(network: network, labels: Self.labels, temperature: 1.3)
        var options = ExplanationOptions()
        options.integrationSteps = 16
        return StrokeExplainer(try SketchClassifier(model, labels: labels), options: options)
    }

    @Test func agreesWithTheClassifier() throws {
        let explainer = try explainer(labels: ["house", "cat"])
        for var drawing in SampleSketches.simple.prefix(6) {
            drawing.metadata.label = nil
            let answer = try explainer.classifier.classify([drawing])[0]
            let explanation = try explainer.explain(drawing)
            let best = answer.best(1)[0]
            #expect(explanation.label == best.label && !explanation.isLabelGiven)
            #expect(abs(explanation.reading.probability - best.probability) < 1e-5)
            #expect(explanation.labelName == explanation.predictedName)
            drawing.metadata.label = "cat"
            let given = try explainer.explain(drawing)
            #expect(given.label == 1 && given.isLabelGiven && given.labelName == "cat")
            #expect(abs(given.reading.probability - answer.probabilities[1]) < 1e-5)
            #expect(abs(given.orders[0].probability - given.reading.probability) < 1e-5)
            #expect(abs(given.locations[0].probability - given.reading.probability) < 1e-5)
        }
    }

    @Test func strokesThatAreNotSeenAreTold() throws {
        let strokes = [[], [Point(0, 0), Point(9, 9)], [], [Point(3, 0), Point(255, 4)], [Point(8, 8)]]
        let explanation = try explainer().explain(Sketch(strokes: strokes))
        #expect(explanation.strokes == [1, 3, 4] && explanation.unseenStrokes == 0)
        #expect(explanation.perOriginalStroke(["a", "b", "c"]) == [nil, "a", nil, "b", "c"])
        let many = Sketch(strokes: (0..<200).map { [Point(Double($0), 0), Point(Double($0), 9)] })
        let large = try explainer().explain(many)
        #expect(large.strokeCount == 196 && large.unseenStrokes == 4)
        #expect(large.curves?.random.deletion.counts.count == DeletionCurve.stepLimit + 1)
    }

    @Test func aSingleStrokeHasNothingToCompare() throws {
        let explanation = try explainer().explain(Sketch(strokes: [[Point(0, 0), Point(9, 9)]]))
        #expect(explanation.curves == nil)
        #expect(explanation.attributions.all.count == 5)
        #expect(Set(explanation.orders.map(\.isFirst)).count == 1)
        var totals = ExplanationTotals()
        totals.add(explanation)
        #expect(totals.sketches == 1 && totals.comparedSketches == 0 && totals.methods[0].deletion.count == 0)
        #expect(totals.orders.allSatisfy { $0.first.count == 1 })
        #expect(totals.predictedLabels == 1 && totals.drawn.first.mean == 1)
    }

    @Test func faults() throws {
        let explainer = try explainer()
        #expect(throws: ExplanationError.noStrokes) { try explainer.explain(Sketch()) }
        #expect(throws: ExplanationError.noStrokes) { try explainer.explain(Sketch(strokes: [[]])) }
        var drawing = SampleSketches.simple[0]
        drawing.metadata.label = "cart"
        #expect {
            try explainer.explain(drawing)
        } throws: { error in
            let error = error as? ExplanationError
            return error?.message == "'cart' isn't one of the model's 4 labels"
                && error?.advice == "did you mean 'cat'?" && error?.kind == .badData
        }
    }

    @Test func explanationsFollowTheSeedAndThePlace() throws {
        var drawing = SampleSketches.simple[1]
        drawing.metadata.label = nil
        let first = try explainer().explain(drawing)
        let again = try explainer().explain(drawing)
        #expect(first.locations == again.locations)
        drawing.source.index = 5
        let elsewhere = try explainer().explain(drawing)
        #expect(first.locations != elsewhere.locations)
    }

    @Test func totals() throws {
        let explainer = try explainer()
        var totals = ExplanationTotals()
        let explanations = try SampleSketches.simple.prefix(8).map { drawing in
            var drawing = drawing
            drawing.metadata.label = "dog"
            return try explainer.explain(drawing)
        }
        explanations.forEach { totals.add($0) }
        #expect(totals.sketches == 8 && totals.predictedLabels == 0)
        #expect(totals.comparedSketches == explanations.count { $0.strokeCount > 1 })
        #expect(totals.primitives.reduce(0, +) == explanations.reduce(0) { $0 + $1.strokeCount })
        #expect(totals.sketches(withStrokes: 1) == 8)
        #expect(totals.sketches(withStrokes: 3) == explanations.count { $0.strokeCount >= 3 })
        let share = Double(explanations.count { $0.reading.isFirst }) / 8
        #expect(abs(totals.drawn.first.mean - share) < 1e-12)
        let own = totals.random
        #expect(own.overRandom.deletion.mean == 0 && own.beatsRandom == (false, false))
        let areas = explanations.compactMap { $0.curves?[.leaveOneOut].deletion.area }
        #expect(abs(totals.methods[0].deletion.mean - areas.reduce(0, +) / Double(areas.count)) < 1e-12)
    }
}
