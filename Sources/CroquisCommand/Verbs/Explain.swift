internal import ArgumentParser
internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchReports
internal import SketchStreams
internal import StrokeExplanation
internal import TextNotation

struct Explain: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show what a model recognises sketches by.",
        usage: "croquis explain <in> ... -o <dir> [<options>]",
        discussion: """
            The label that is explained is the first found of: --label, the record, --label-from, the file or folder \
            name (if the model knows it), the model's own prediction.

            STROKES: what each stroke contributes, by five methods: leave-one-out (the drop in the label's \
            log-probability), gradient × location, gradient × shape, integrated gradients (from strokes without shape at \
            the centre) and attention rollout. Each is tested by removing and inserting strokes in its order; the areas \
            under these curves are compared with those of a random order and of the longest stroke first.
            ORDER: the label under other orders of the same strokes, and how similar the learned orders are.
            SHAPE: the label with each stroke replaced by its nearest simple form, straightened, or resampled.
            LOCATION: the label with strokes moved by random noise of growing size.

            Written to the folder: index.html, which shows everything; strokes.png and .svg, curves.svg, shapes.png, \
            locations.svg, order.svg, and explanation.json. If there are many sketches, the first --limit get folders of \
            their own, and index.html and explanation.json are about the whole set. --json prints each sketch's \
            explanation.json on a line.

            EXAMPLES:
              croquis explain cat.svg -o out/
              croquis explain cat.svg -o out/ --label dog
              croquis explain test.ndjson -t sample:500 -o out/ --limit 10
              croquis explain cats.ndjson -o out/ --json | jq .curves
            """
    )

    static let activity = "explaining"
    static let mainOptions = ["--output", "--label", "--limit", "--transform", "--force"]

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder to write into; it must be new or empty unless --force is given.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var output: String

    @Flag(name: .shortAndLong, help: "Write into a folder that has files, and replace those with the same names.")
    var force = false

    @Option(help: ArgumentHelp("Number of sketches to make pages and pictures of.", valueName: "n"))
    var limit: Int = 24

    @OptionGroup(title: "Model options") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if output == "-" { throw ValidationError("-o must be a folder: several files are written") }
        if !(0...1000).contains(limit) { throw ValidationError("--limit must be from 0 to 1000") }
        if model.tta != 1 {
            throw ValidationError("--tta is for classify and evaluate: a sketch is explained as it is")
        }
    }

    func run(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let formats = pipeline.formats
        let classifier = try await model.classifier()
        // What --label says is explained; the sketch keeps its own label beside it.
        pipeline.labels = input.label == nil ? pipeline.labels : LabelPolicy(source: LabelPolicy.Source.none)
        pipeline.labels.know(classifier.labels)
        if let label = input.label { try classifier.check(label: label) }
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
            throw Fault(source: input.name, reason: ExplanationError.noSketches)
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
