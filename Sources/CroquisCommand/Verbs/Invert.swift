internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchReports
internal import SketchStreams
internal import StrokeInversion

struct Invert: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Move strokes until a model sees a label.",
        usage: """
            croquis invert <in> ... -o <dir> [<options>]
            croquis invert <in> ... --evaluate [<options>]
            """,
        discussion: """
            Stroke location inversion, after SketchXAI (CVPR 2023): the model stays fixed, and the locations of the \
            strokes are optimised. To recover, the strokes are scattered and should return; to transfer, the strokes of \
            one thing are rearranged until the model sees another.

            The label is the first found of: --label, the record, --label-from, the file or folder name (if the model \
            knows it), the model's own prediction. --labels, --tta and the model's temperature only affect that \
            prediction, and --labels also the random targets.

            Written to the folder: index.html, which shows everything; start and result in the input's own format and \
            units; trace.ndjson with a line per step; strip.png, animation.png, animation.svg and probability.svg. If \
            there are many sketches, each gets a folder of about a megabyte; --no-pictures leaves pictures out. Files \
            of SVG, Excalidraw and Xournal++ keep everything except the locations of their strokes, unless -t changed \
            the drawing. If a format can't hold a location (.bin: 0 to 255), the stroke is moved to the edge of the \
            drawing; SVG or NDJSON stand in for formats that are only read.

            The table shows the label's probability at the start and at the end, the first step at which it was the most \
            likely, and the mean distance of the strokes from where they were drawn, in percent of the drawing's \
            diagonal. Strokes after the 196th stay where they are.

            EXAMPLES:
              croquis invert cat.svg -o out/
              croquis invert cat.svg -o out/ --mode transfer --target dog
              croquis invert cats.ndjson -t take:20 -o cats/ --method paper
              croquis invert cat.svg -o out/ --strokes 1,4 --start 50,0
              croquis invert test/*.ndjson --evaluate
            """
    )

    static let activity = "inverting"
    static let mainOptions = ["--output", "--mode", "--target", "--label", "--force"]

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "Inversion options") var inversion: InversionOptions
    @OptionGroup(title: "Evaluation options") var evaluation: EvaluationOptions
    @OptionGroup(title: "Model options") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    var force: Bool { inversion.force }

    func run(_ talk: Talk) async throws -> PipelineReport {
        guard evaluation.evaluate else { return try await invert(talk) }
        return try await InvertEvaluation.run(
            input,
            model: model,
            inversion: inversion,
            options: evaluation,
            talk: talk
        )
    }

    func validate() throws {
        guard !evaluation.evaluate else {
            try inversion.checkEvaluating()
            if model.tta > 1 {
                throw ValidationError(
                    "--evaluate uses labelled sketches, and --tta would change nothing: leave it out"
                )
            }
            return
        }
        if inversion.output == nil { throw ValidationError("no output given; name a folder: -o DIR") }
    }

    private func invert(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let formats = pipeline.formats
        // Labels from file names are kept apart from those of records.
        let classifier = try await model.classifier()
        pipeline.labels.know(classifier.labels)
        let inputs = InversionInputs(pipeline.labels)
        pipeline.labels = LabelPolicy(source: LabelPolicy.Source.none)
        let labels = try labels(classifier, inputs)
        var request = inversion.request
        request.seed = input.seed
        let method = inversion.method(inversion.method ?? .croquis)
        let prior = method.priorWeight > 0 ? try LocationPrior.embedded : nil
        let inverter = StrokeInverter(classifier.model, prior: prior)

        Interruption.removeUnfinishedFiles()
        let output = inversion.output ?? ""
        var folder = try InversionFolder(
            path: output,
            force: inversion.force,
            formatOf: { inputs.format(of: $0).map(FormatRegistry.writable) }
        )
        var printer = InversionPrinter(talk, request.mode, output: output, formats: formats)
        var events = talk.events
        events.opened = { inputs.open($0, $1) }
        events.progress = { _ in }
        let maker = InversionMaker(
            mode: request.mode,
            documents: MovedDocuments(inputs, isTransformed: !pipeline.transforms.isEmpty),
            frames: inversion.noPictures ? nil : inversion.frames ?? 8,
            place: printer.place
        )
        let policy = pipeline.policy
        var faults = 0
        var report = try await pipeline.run(
            needsIndex: true,
            batchSize: InvertingConsumer<InversionItem>.batchSize(steps: method.steps),
            events: events,
            makeConsumer: { [request] in
                InvertingConsumer(inverter, by: method, request: request, labels: labels) { try maker.item($0, $1) }
            },
            collect: { output in
                printer.count(output)
                for item in output.rows { printer.print(try folder.add(item)) }
                for fault in output.faults {
                    if policy == .stop { throw fault }
                    talk.say(fault)
                    faults += 1
                }
            }
        )
        report.faults += faults
        let rest = try folder.finish()
        printer.print(rest.written)
        guard printer.summary.count > 0 || report.faults > 0 else {
            throw Fault(
                source: input.name,
                reason: InversionRequestError.nothingToInvert(report.read, alreadyTarget: printer.summary.alreadyTarget)
            )
        }
        printer.conclude(report, losses: folder.losses, notes: rest.notes)
        return report
    }

    /// - Throws: `Fault` if the model doesn't know a label that was given.
    private func labels(_ classifier: SketchClassifier, _ inputs: InversionInputs) throws(Fault) -> InversionLabels {
        let labels: InversionLabels
        do {
            labels = try InversionLabels(classifier, option: input.label, inputLabels: inputs.labels)
        } catch {
            throw Fault(source: "--label", reason: error)
        }
        guard let target = inversion.target.first else { return labels }
        do {
            try labels.check(target)
        } catch {
            throw Fault(source: "--target", reason: error)
        }
        if target == input.label {
            throw Fault(source: "--target", reason: InversionRequestError.sameTarget(target))
        }
        return labels
    }
}
