internal import ArgumentParser
internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchStreams
internal import StrokeExplanation

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what makes sketches what a model says they are.",
        discussion: """
            Explains a sketch's label: that of --label, whatever records say; or the record's; or the one that --label-from, \
            or the file's or folder's name if the model knows it, tells; or else the model's own answer.

            STROKES: what each contributes, by five methods: leave-one-out (the drop in the label's log-probability, \
            the others staying where they are), gradient × location, gradient × shape, integrated gradients (from \
            strokes without shape at the centre) and attention rollout. Each is tested by taking strokes away, and \
            putting them in, in its order: the areas under these curves are beside those of random order and of the \
            longest stroke first, and a method that does not beat them says so.
            ORDER: the label under other orders of the same strokes; how alike the learned orders are.
            SHAPE: each stroke replaced by its nearest simple form, straightened, or resampled.
            LOCATION: strokes moved at random, by noise of growing deviation.

            In DIR: strokes.png and .svg, curves.svg, shapes.png, locations.svg, order.svg, explanation.json, and \
            index.html, which shows it all. Of many sketches, the first --limit have folders of their own, and \
            index.html and explanation.json tell of the whole set. A sketch of one stroke has no curves: there is \
            nothing to compare.

            With --json, an object a sketch on a line: what its explanation.json has.

            EXAMPLES:
              croquis explain cat.svg -o out/
              croquis explain cat.svg -o out/ --label dog
              croquis explain test.ndjson.gz -t sample:500 -o out/ --limit 10
              croquis explain cats.ndjson -o out/ --json | jq .curves.random.deletion.area
            """
    )

    @OptionGroup var input: InputOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The directory for what is made. It must be new or empty.", valueName: "dir"),
        completion: .directory
    )
    var output: String

    @Flag(name: .shortAndLong, help: "Write into a directory that has files, and replace those of the same name.")
    var force = false

    @Option(help: ArgumentHelp("Of how many sketches to make pages and pictures.", valueName: "n"))
    var limit: Int = 24

    @OptionGroup(title: "Options of the model") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if output == "-" { throw ValidationError("-o is a directory: several files are made") }
        if !(0...1000).contains(limit) { throw ValidationError("--limit is from 0 to 1000") }
        if model.tta != 1 {
            throw ValidationError("--tta goes with classify and evaluate: a sketch is explained as it is")
        }
    }

    mutating func run() async throws {
        let talk = Talk(talk, verb: "explaining", faults: input.faults, force: force)
        try await talk.ending { try await explain(talk) }
    }

    private func explain(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let formats = pipeline.formats
        let classifier = try await model.classifier()
        // What --label says is explained; the sketch keeps its own label beside it.
        pipeline.labels = input.label == nil ? pipeline.labels : LabelPolicy(source: LabelPolicy.Source.none)
        pipeline.labels.know(classifier.labels)
        if let label = input.label, !classifier.labels.contains(label) {
            throw Fault(source: "--label", reason: RecognitionError(unknown: label, known: classifier.labels))
        }
        var options = ExplanationOptions()
        options.seed = input.seed
        let explainer = StrokeExplainer(classifier, options: options)
        let extensions = formats.oneSketchExtensions
        Interruption.removeUnfinishedFiles()
        var folder = try ExplanationFolder(
            path: output,
            force: force,
            limit: limit,
            order: OrderPicture(OrderSimilarity(classifier.model.network)),
            oneSketchExtensions: extensions
        )
        var summary = ExplanationSummary()
        var first: SketchExplanation?
        var events = talk.events
        events.progress = { _ in }
        let start = ContinuousClock.now
        let report = try await pipeline.run(
            needsIndex: true,
            batchSize: ExplainingConsumer<SketchExplanation>.batchSize,
            events: events,
            makeConsumer: { [label = input.label] in
                ExplainingConsumer(explainer, label: label) { $0 }
            },
            collect: { explanations in
                for explanation in explanations {
                    if first == nil { first = explanation }
                    summary.add(explanation)
                    try folder.add(explanation)
                    if talk.options.json { talk.result(ExplanationRecord(explanation).json.line) }
                }
                let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
                let rate = Counting.rounded(Double(summary.totals.sketches) / seconds, digits: 1)
                talk.show("explaining: \(Counting.sketches(summary.totals.sketches)), \(rate)/s")
            }
        )
        guard let first else {
            if report.faults > 0 { return report }
            let name = input.inputs.count == 1 ? input.inputs[0] : input.filesFrom ?? "-"
            throw Fault(source: name, reason: ExplanationError.noSketches)
        }
        try folder.finish(summary)
        conclude(talk, summary, report, first: first, pages: folder.pages, extensions)
        return report
    }

    private func conclude(
        _ talk: Talk,
        _ summary: ExplanationSummary,
        _ report: PipelineReport,
        first: SketchExplanation,
        pages: Int,
        _ extensions: Set<String>
    ) {
        if talk.options.json {
            if summary.totals.sketches > 1 { talk.say(summary.json.line) }
            return
        }
        if summary.totals.sketches == 1 {
            let table = ExplanationTable(first)
            talk.result(table.heading(place: first.original.source.place(oneSketchExtensions: extensions)))
            for line in table.lines { talk.result(line) }
        } else {
            for (index, table) in summary.tables.enumerated() {
                if index > 0 { talk.result("") }
                for line in table.lines { talk.result(line) }
            }
            talk.result("")
            talk.result(summary.primitiveLine)
            talk.result(summary.strokeLine)
        }
        if !talk.options.quiet {
            for line in summary.remarks(report, output: output, pages: pages) { talk.say(line) }
        }
    }
}
