internal import ArgumentParser
internal import SketchModel
internal import SketchRecognition
internal import SketchStreams
internal import SketchTransforms

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how well a model recognises labelled sketches.",
        discussion: """
            Top-1, top-5, the worst and the best classes, calibration (the expected calibration error in fifteen bins of \
            equal width, and the mean negative log-likelihood), the most frequent confusions. Sketches without points, \
            without a label, or with one that the model does not know are left out and counted.

            With --labels the model chooses among these alone, and sketches with other labels are left out.

            EXAMPLES:
              croquis evaluate test/*.ndjson.gz
              croquis evaluate test.npz --label cat
              croquis evaluate drawings/ --label-from folder --confusion confusion.png
              croquis evaluate test.ndjson --labels cat,dog,rabbit --json | jq .top1
            """
    )

    @OptionGroup var input: InputOptions

    @Option(
        help: ArgumentHelp("What was taken for what, as a PNG picture.", valueName: "png"),
        completion: .file()
    )
    var confusion: String?

    @Flag(name: .shortAndLong, help: "Replace a picture that exists.")
    var force = false

    @Option(help: ArgumentHelp("How many classes and confusions to list; 0 for all.", valueName: "n"))
    var top: Int = 5

    @OptionGroup(title: "Options of the model") var view: ViewOptions
    @OptionGroup(title: "Options of the model") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be at least 0") }
        if let confusion, confusion != "-", PathText.fileExtension(confusion) != "png" {
            throw ValidationError("--confusion is a PNG file: give it a name that ends in .png")
        }
        if confusion == "-" { throw ValidationError("--confusion needs a file: the results are on standard output") }
    }

    mutating func run() async throws {
        let talk = Talk(talk, verb: "evaluating", faults: input.faults, force: force)
        try await talk.ending { try await evaluate(talk) }
    }

    private func evaluate(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let classifier = try await model.classifier(view)
        pipeline.labels.know(classifier.labels)
        let known = KnownLabels(classifier.labels)
        pipeline.transforms += [.each(known)] + RecognitionInput.steps
        Interruption.removeUnfinishedFiles()
        let picture = try confusion.map { path throws(Fault) in try ByteSink(path: path, force: force) }

        var evaluation = ClassifierEvaluation(labels: classifier.labels)
        let start = ContinuousClock.now
        let report = try await pipeline.run(
            batchSize: RecognisingConsumer<ClassifierEvaluation.Answer?>.batchSize,
            events: talk.events,
            makeConsumer: {
                RecognisingConsumer(classifier) { metadata, _, answer in
                    answer.isEmpty
                        ? nil : known.number(of: metadata.label).map { ClassifierEvaluation.Answer(truth: $0, answer) }
                }
            },
            collect: { output in
                for case let answer? in output.rows { evaluation.add(answer) }
                // Without an order, places count from where some part of the input begins.
                if let fault = output.fault { throw Fault(source: fault.source, reason: fault.reason) }
            }
        )
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        guard evaluation.total.count > 0 else {
            let name = input.inputs.count == 1 ? input.inputs[0] : input.filesFrom ?? "-"
            let left = [KnownLabels.unlabelled, KnownLabels.otherLabels, KnownLabels.withoutPoints]
            let losses = report.losses.sorted.filter { left.contains($0.loss) }
            throw Fault(
                source: name,
                reason: RecognitionError.nothingToEvaluate(
                    losses.map { "\(Counting.lost($0.count, of: $0.loss)) \($0.loss.text)" }
                )
            )
        }
        let summary = EvaluationSummary(
            evaluation: evaluation,
            report: report,
            top: top == 0 ? .max : top
        )
        // First, since whoever reads the results may stop reading.
        if let picture { try write(evaluation, to: picture) }
        if talk.options.json {
            talk.result(summary.json.line)
        } else {
            for line in summary.lines { talk.result(line) }
        }
        // Beside the results, which are the same on every run.
        talk.say(speed: Double(evaluation.total.count) / max(seconds, 1e-9))
        return report
    }

    private func write(_ evaluation: ClassifierEvaluation, to picture: ByteSink) throws {
        do {
            try picture.write(ConfusionPicture.png(of: evaluation.ofSeenLabels))
        } catch let reason as any FaultReason {
            throw Fault(source: picture.name, reason: reason)
        }
        try picture.finish()
    }
}
