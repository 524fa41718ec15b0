internal import SketchJudge
internal import SketchModel
internal import SketchNet
internal import StrokeInversion
internal import Testing

@testable internal import InversionEvaluation

@Suite struct InversionEvaluatorTests {
    private let labels = ["cat", "house", "star", "nothing a judge knows"]

    /// A network of random weights, large enough for its gradients to move strokes.
    private func inverter() throws -> StrokeInverter {
        let configuration = SketchNetConfiguration(width: 16, layers: 2, heads: 2, classes: labels.count)
        var weights = try SketchNetWeights<Float>(configuration, seed: 2)
        var generator = SeededGenerator(seed: 2)
        for index in weights.values.indices { weights.values[index] += Float(0.3 * (2 * generator.unit() - 1)) }
        return StrokeInverter(try SketchNetwork(configuration, weights: weights))
    }

    private func evaluator() throws -> InversionEvaluator {
        InversionEvaluator(try inverter(), labels: labels, judge: try RasterJudge.embedded)
    }

    /// Drawings that fill the frame, of short strokes.
    private func sketches(_ count: Int, strokes: Int = 4) -> [Sketch] {
        var generator = SeededGenerator(seed: 6)
        return (0..<count).map { _ in
            Sketch(
                strokes: (0..<strokes).map { _ in
                    let start = Point(1.3 * generator.unit() - 0.65, 1.3 * generator.unit() - 0.65)
                    return [start, start + Point(0.05, 0.02), start + Point(0.08, -0.05)]
                }
            )
        }
    }

    private func mean(
        _ evaluation: InversionEvaluation,
        _ mode: InversionEvaluation.Mode,
        _ layout: InversionEvaluation.Layout,
        _ measure: InversionMeasure
    ) throws -> Double {
        try #require(evaluation.cell(mode, layout, measure), "\(mode) \(layout) \(measure)").interval.mean
    }

    @Test func everyMeasureIsThere() async throws {
        var evaluator = try evaluator()
        evaluator.seeds = 2
        evaluator.batchSize = 3
        var states: [InversionEvaluator.Progress] = []
        let evaluation = try await evaluator.evaluate(
            sketches(4) + sketches(1, strokes: 1),
            classes: [0, 1, 2, 3, 0]
        ) { states.append($0) }
        #expect(evaluation.counts == [.recovery: 4, .transfer: 5])
        #expect(evaluation.withoutLayout == 1 && evaluation.unknownToJudge == 1)
        #expect(states.map(\.done) == Array(1...8) && states.allSatisfy { $0.total == 8 })
        let ofLayout: [InversionMeasure] = [.locationError, .translatedError]
        let ofPairs: [InversionMeasure] = [.leftRight, .aboveBelow]
        let ofPictures: [InversionMeasure] = [.selfRecognition, .judgeRecognition, .offCanvas]
        for layout in InversionEvaluation.Layout.allCases {
            for measure in InversionMeasure.allCases {
                let isInverted = layout == .paper || layout == .croquis
                let recovery = evaluation.cell(.recovery, layout, measure)
                let transfer = evaluation.cell(.transfer, layout, measure)
                if measure == .stepsToSuccess {
                    if !isInverted { #expect(recovery == nil && transfer == nil) }
                    continue
                }
                let isLaidOut = layout != .original
                let inRecovery =
                    (ofLayout + ofPairs).contains(measure) ? isLaidOut : measure == .seconds ? isInverted : true
                let inTransfer =
                    ofLayout.contains(measure) || measure == .seconds
                    ? isInverted : ofPictures.contains(measure) && isLaidOut
                #expect((recovery != nil) == inRecovery, "recovery \(layout) \(measure)")
                #expect((transfer != nil) == inTransfer, "transfer \(layout) \(measure)")
            }
        }
        #expect(evaluation.cell(.recovery, .original, .judgeRecognition)?.sketches == 3)
        #expect(evaluation.cell(.recovery, .start, .locationError)?.spread != nil)
        #expect(try mean(evaluation, .recovery, .original, .retrieval) == 1)
        #expect(try mean(evaluation, .recovery, .original, .offCanvas) == 0)
    }

    @Test func resultsDoNotDependOnTheJobs() async throws {
        var evaluator = try evaluator()
        evaluator.seeds = 2
        evaluator.batchSize = 2
        let (sketches, classes) = (sketches(5), [0, 1, 2, 3, 0])
        let first = try await evaluator.evaluate(sketches, classes: classes)
        evaluator.jobs = 3
        let second = try await evaluator.evaluate(sketches, classes: classes)
        for mode in InversionEvaluation.Mode.allCases {
            for layout in InversionEvaluation.Layout.allCases {
                for measure in InversionMeasure.allCases where measure != .seconds {
                    #expect(first.cell(mode, layout, measure) == second.cell(mode, layout, measure))
                }
            }
        }
    }

    /// What a network that has learned nothing says is no help: strokes end no nearer to where they were drawn.
    @Test func randomWeightsBringNothingHome() async throws {
        var evaluator = try evaluator()
        evaluator.seeds = 1
        let sketches = sketches(16)
        let evaluation = try await evaluator.evaluate(sketches, classes: sketches.indices.map { $0 % 3 })
        let start = try mean(evaluation, .recovery, .start, .locationError)
        for layout in [InversionEvaluation.Layout.paper, .croquis] {
            #expect(try mean(evaluation, .recovery, layout, .locationError) > 0.95 * start, "\(layout)")
            #expect(try mean(evaluation, .recovery, layout, .leftRight) < 0.65, "\(layout)")
            #expect(try mean(evaluation, .recovery, layout, .aboveBelow) < 0.65, "\(layout)")
        }
    }

    /// Where nothing is moved, the start is what is measured, and the original where it starts from there.
    @Test func noStepsMeasureTheStart() async throws {
        var evaluator = try evaluator()
        var still = InversionMethod.paper
        still.steps = 0
        evaluator.methods = [(.paper, still)]
        evaluator.seeds = 1
        let evaluation = try await evaluator.evaluate(sketches(6), classes: [0, 1, 2, 0, 1, 2])
        for measure in [InversionMeasure.locationError, .leftRight, .judgeRecognition, .retrieval, .offCanvas] {
            #expect(evaluation.cell(.recovery, .start, measure) == evaluation.cell(.recovery, .paper, measure))
        }
        #expect(try mean(evaluation, .recovery, .start, .locationError) > 0.1)
        #expect(try mean(evaluation, .transfer, .paper, .locationError) == 0)
    }

    @Test func nothingToEvaluate() async throws {
        let evaluation = try await evaluator().evaluate([], classes: [])
        #expect(evaluation.counts == [.recovery: 0, .transfer: 0])
        #expect(evaluation.cell(.recovery, .paper, .locationError) == nil)
    }
}
