internal import ArgumentParser
internal import SketchModel
internal import SketchRecognition
internal import SketchStreams

struct Classify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what sketches show.",
        discussion: """
            Any drawing is brought into the form that the model was trained on, after the transforms given: \
            -t quickdraw, then -t normalise:sketchxai. Two networks answer together: one reads the strokes, the other \
            looks at their picture; where each alone would say something else, that is told. "Not sure" is said where \
            the first label is less likely than all others together. A sketch without points has no predictions.

            With --json a sketch is an object on a line: source, index (from 0), line or offset and record, id and \
            givenLabel if there is one, confident, predictions (label, probability to seven digits), strokes and raster \
            (what each view alone says first), and with --logits the logit of each label. Labels are compared with nothing here: see croquis evaluate.

            EXAMPLES:
              croquis classify drawing.svg
              croquis classify drawings/ --top 1
              croquis classify cats.ndjson.gz --labels cat,dog,rabbit --json
              croquis classify cats.ndjson --json | jq -r '.predictions[0].label'
              croquis classify drawing.svg --model model.safetensors
            """
    )

    @OptionGroup var input: InputOptions

    @Option(help: ArgumentHelp("How many labels to give, the likeliest first; 0 for all.", valueName: "n"))
    var top: Int = 5

    @Flag(help: "With --json: the network's number for each label, before temperature and softmax.")
    var logits = false

    @OptionGroup(title: "Options of the model") var view: ViewOptions
    @OptionGroup(title: "Options of the model") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be at least 0") }
        if logits, !talk.json { throw ValidationError("--logits goes with --json") }
    }

    mutating func run() async throws {
        let talk = Talk(talk, verb: "classifying", faults: input.faults)
        try await talk.ending { try await classify(talk) }
    }

    private func classify(_ talk: Talk) async throws -> PipelineReport {
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
            verb: "classified",
            report: report,
            labels: classifier.labels.count,
            withoutPoints: withoutPoints
        )
        talk.conclude(summary)
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

/// What is printed of one sketch.
private struct ClassificationText: Sendable {
    var text: String
    var isEmpty: Bool
}
