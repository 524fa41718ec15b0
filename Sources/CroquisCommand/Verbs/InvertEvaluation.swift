internal import InversionEvaluation
internal import SketchJudge
internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchReports
internal import SketchStreams
internal import SketchTransforms
internal import StrokeInversion
internal import TextNotation

/// `croquis invert --evaluate`.
enum InvertEvaluation {
    /// Reads labelled sketches, inverts those chosen, and prints what comes of it.
    static func run(
        _ input: InputOptions,
        model: ModelOptions,
        inversion: InversionOptions,
        options: EvaluationOptions,
        talk: Talk
    ) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let classifier = try await model.classifier()
        let model = classifier.model
        pipeline.labels.know(model.labels)
        let known = KnownLabels(model.labels)
        pipeline.transforms += [.each(KnownLabels(classifier.labels))] + RecognitionInput.steps
        var choice = EvenChoice(classes: model.labels.count, count: options.count ?? 345)
        let report = try await pipeline.run(
            events: talk.events,
            makeConsumer: { SketchCollector() },
            collect: { sketches in
                for sketch in sketches {
                    if let number = known.number(of: sketch.metadata.label) { choice.add(sketch, class: number) }
                }
            }
        )
        let chosen = choice.chosen
        guard !chosen.isEmpty else {
            throw Fault(source: input.name, reason: RecognitionError.nothingToEvaluate(left(report)))
        }
        var evaluator = InversionEvaluator(
            StrokeInverter(model, prior: try LocationPrior.embedded),
            labels: model.labels,
            judge: try RasterJudge.embedded
        )
        evaluator.seeds = options.seeds ?? 3
        evaluator.seed = pipeline.seed
        evaluator.jobs = pipeline.workers
        evaluator.methods = [MethodChoice.paper, .croquis].filter { inversion.method == nil || inversion.method == $0 }
            .map { (layout: $0 == .paper ? .paper : .croquis, method: inversion.method($0)) }
        if let mode = inversion.mode { evaluator.modes = [mode == .recover ? .recovery : .transfer] }
        evaluator.start = inversion.start?.start
        evaluator.strokes = inversion.strokes?.strokes ?? .all
        let targets = Set(classifier.labels)
        evaluator.targets = model.labels.indices.filter { targets.contains(model.labels[$0]) }
        if evaluator.modes.contains(.transfer), evaluator.targets.count < 2 {
            throw Fault(source: "--labels", reason: InversionRequestError.noOtherLabel(classifier.labels[0]))
        }
        do {
            let evaluation = try await evaluator.evaluate(chosen.map(\.sketch), classes: chosen.map(\.class)) { state in
                talk.show("inverting: \(state.done) of \(state.total) batches")
            }
            let summary = InversionEvaluationSummary(evaluation: evaluation, report: report, seeds: evaluator.seeds)
            talk.result(summary.json, or: summary.lines)
            if talk.options.json, !talk.options.quiet { talk.say(summary.timeJSON.line) }
        } catch let reason as any FaultReason {
            throw Fault(source: input.name, reason: reason)
        }
        return report
    }

    /// Why sketches were left out.
    private static func left(_ report: PipelineReport) -> [String] {
        RecognitionSummary.losses(report).filter { $0.loss != RecognitionInput.excessStrokes }
            .map { "\(Counting.lost($0.count, of: $0.loss)) \($0.loss.text)" }
    }
}
