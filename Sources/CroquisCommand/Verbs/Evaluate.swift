internal import ArgumentParser
internal import SketchModel
internal import SketchRecognition
internal import SketchReports
internal import SketchStreams
internal import SketchTransforms
internal import TextNotation

struct Evaluate: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well a model recognises labelled sketches.",
        usage: "croquis evaluate <in> ... [<options>]",
        discussion: """
            Prints top-1 and top-5 accuracy, the worst and the best classes, the most frequent confusions, and \
            calibration: the expected calibration error in fifteen bins of equal width, and the mean negative \
            log-likelihood. Sketches without points, or without a label that the model knows, are left out and counted.

            EXAMPLES:
              croquis evaluate test/*.ndjson.gz
              croquis evaluate test.npz --label cat
              croquis evaluate drawings/ --confusion confusion.png
              croquis evaluate test.ndjson --json | jq .top1
            """
    )

    static let activity = "evaluating"
    static let mainOptions = ["--label-from", "--labels", "--model", "--confusion", "--json"]

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(
        help: ArgumentHelp("Draw the confusion matrix as a PNG file.", valueName: "png"),
        completion: .file()
    )
    var confusion: String?

    @Flag(name: .shortAndLong, help: "Replace an existing picture.")
    var force = false

    @Option(help: ArgumentHelp("Number of classes and confusions to list; 0 for all.", valueName: "n"))
    var top: Int = 5

    @OptionGroup(title: "Model options") var view: ViewOptions
    @OptionGroup(title: "Model options") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be at least 0") }
        if let confusion, confusion != "-", PathText.fileExtension(confusion) != "png" {
            throw ValidationError("--confusion must be a PNG file: give it a name that ends in .png")
        }
        if confusion == "-" { throw ValidationError("--confusion needs a file: results go to standard output") }
    }

    func run(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let classifier = try await model.classifier(view)
        pipeline.labels.know(classifier.labels)
        if let label = input.label { try classifier.check(label: label) }
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
            let left = [KnownLabels.unlabelled, KnownLabels.otherLabels, KnownLabels.withoutPoints]
            let losses = report.losses.sorted.filter { left.contains($0.loss) }
            throw Fault(
                source: input.name,
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
        talk.result(summary.json, or: summary.lines)
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
