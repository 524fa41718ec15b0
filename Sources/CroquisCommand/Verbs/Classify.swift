internal import ArgumentParser
internal import SketchModel
internal import SketchRecognition
internal import SketchReports
internal import SketchStreams

struct Classify: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Tell what sketches show.",
        usage: "croquis classify <in> ... [<options>]",
        discussion: """
            Two networks answer together: one reads the strokes, the other looks at their picture. If each would say \
            something else on its own, you are told. "Not sure" means that the first label is less likely than all \
            others together. Drawings are brought into the form that the networks know (-t quickdraw, then -t \
            normalise:sketchxai), after the transforms you give.

            --json prints one object per line: source, index (from 0), line or offset and record, id and givenLabel if \
            there are any, confident, predictions (label, probability), strokes and raster (the first answer of each \
            view), and logits if you ask for them. To compare with known labels, see croquis evaluate.

            EXAMPLES:
              croquis classify drawing.svg
              croquis classify drawings/ --top 1
              croquis classify cats.ndjson --labels cat,dog,rabbit
              croquis classify drawing.svg --model my.safetensors
              croquis classify cats.ndjson --json | jq .predictions
            """
    )

    static let activity = "classifying"
    static let mainOptions = ["--top", "--labels", "--model", "--transform", "--json"]

    @OptionGroup(title: "Input options") var input: InputOptions

    @Option(help: ArgumentHelp("Number of labels to print, the most likely first; 0 for all.", valueName: "n"))
    var top: Int = 5

    @Flag(help: "With --json: add the logit of each label, before temperature and softmax.")
    var logits = false

    @OptionGroup(title: "Model options") var view: ViewOptions
    @OptionGroup(title: "Model options") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be at least 0") }
        if logits, !talk.json { throw ValidationError("--logits needs --json") }
    }

    func run(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let formats = pipeline.formats
        pipeline.transforms += RecognitionInput.steps
        let classifier = try await model.classifier(view)
        pipeline.labels.know(classifier.labels)
        let makeText = textMaker(classifier, formats)
        var withoutPoints = 0
        let report = try await pipeline.run(
            needsIndex: true,
            batchSize: RecognisingConsumer<ClassificationText>.batchSize,
            events: talk.events,
            makeConsumer: {
                RecognisingConsumer(classifier) { metadata, source, answer in
                    ClassificationText(text: makeText(metadata, source, answer), isEmpty: answer.isEmpty)
                }
            },
            collect: { output in
                talk.result(lines: output.rows.map(\.text).joined())
                withoutPoints += output.rows.count(where: \.isEmpty)
                if let fault = output.fault { throw fault }
            }
        )
        let summary = RecognitionSummary(
            report: report,
            labels: classifier.labels.count,
            withoutPoints: withoutPoints
        )
        talk.say(summary.json, or: summary.lines)
        return report
    }

    private func textMaker(
        _ classifier: SketchClassifier,
        _ formats: FormatChoice
    ) -> @Sendable (SketchMetadata, SketchSource, Classification) -> String {
        let top = top == 0 ? classifier.labels.count : top
        if talk.json {
            let record = ClassificationRecord(labels: classifier.labels, top: top, hasLogits: logits)
            return { record.line($0, $1, $2) }
        }
        let window = TerminalWindow(columns: nil)
        let table = ClassificationTable(
            labels: classifier.labels,
            top: top,
            window: window.isKnown ? window.columns : nil,
            oneSketchExtensions: formats.oneSketchExtensions
        )
        return { table.lines($0, $1, $2) }
    }
}

/// What is printed about one sketch.
private struct ClassificationText: Sendable {
    var text: String
    var isEmpty: Bool
}
