internal import ArgumentParser
internal import SketchModel
internal import SketchNet
internal import SketchRecognition
internal import SketchStreams
internal import StrokeInversion

struct Invert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move the strokes of sketches until a model sees what it should.",
        discussion: """
            Stroke location inversion, after SketchXAI (CVPR 2023): the model stays as it is, and the places of the \
            strokes are optimised. To recover, strokes are put elsewhere, and should find home; to transfer, the strokes \
            of one thing are rearranged until another is seen.

            What a sketch shows is said by --label, for all, whatever their records say; else by its record; by \
            --label-from; by the name of its file or folder, where the model knows it; else by the model. --labels, --tta \
            and the model's temperature bear on that answer alone, and --labels on targets at random.

            In the directory: start and result in the input's own format and units, trace.ndjson with a line a step, \
            and pictures: strip.png, animation.png, animation.svg, probability.svg and index.html. Of many sketches, \
            each has a folder with its pictures, which take about a megabyte; --no-pictures leaves them out. An SVG \
            keeps all but the places of its paths, unless -t changed the drawing or it is not a file. Where a format \
            cannot hold a place (.bin: 0 to 255), the stroke is brought back to the edge of the drawing's box.

            The table: the probability of what is to be seen, in percent, at the start and at the end; the first step \
            at which it was the likeliest; the mean distance of the strokes from where they were drawn, in percent of \
            the diagonal. A sketch of one stroke has a place only; strokes after the 196th stay where they are.

            EXAMPLES:
              croquis invert cat.svg -o out/
              croquis invert cat.svg -o out/ --mode transfer --target dog
              croquis invert cats.ndjson -t take:20 -o cats/ --method paper
              croquis invert cat.svg -o out/ --strokes 1,4 --start 50,0
              croquis invert cats.ndjson -o out/ --json | jq .end.distance
              croquis invert test/*.ndjson --evaluate
            """
    )

    @OptionGroup var input: InputOptions
    @OptionGroup(title: "Options of inversion") var inversion: InversionOptions
    @OptionGroup(title: "Options of evaluation") var evaluation: EvaluationOptions
    @OptionGroup(title: "Options of the model") var model: ModelOptions
    @OptionGroup var talk: TalkOptions

    mutating func run() async throws {
        let talk = Talk(talk, verb: "inverting", faults: input.faults, force: inversion.force)
        try await talk.ending { [self] in
            guard evaluation.evaluate else { return try await invert(talk) }
            return try await InvertEvaluation.run(
                input,
                model: model,
                inversion: inversion,
                options: evaluation,
                talk: talk
            )
        }
    }

    func validate() throws {
        guard !evaluation.evaluate else {
            try inversion.checkEvaluating()
            if model.tta > 1 {
                throw ValidationError(
                    "--evaluate takes sketches that have labels, which --tta has no part in: leave it out"
                )
            }
            return
        }
        if inversion.output == nil { throw ValidationError("name a directory for what is made: -o DIR") }
    }

    private func invert(_ talk: Talk) async throws -> PipelineReport {
        var pipeline = try input.pipeline()
        let formats = pipeline.formats
        // What names of files say is told apart from what records say.
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
            formatOf: inputs.format
        )
        var printer = InversionPrinter(talk, request.mode, output: output, formats: formats)
        var events = talk.events
        events.opened = { inputs.open($0, $1) }
        events.progress = { _ in }
        let maker = InversionMaker(
            mode: request.mode,
            documents: MovedDocuments(inputs: inputs, isTransformed: !pipeline.transforms.isEmpty),
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
            let name = input.inputs.count == 1 ? input.inputs[0] : input.filesFrom ?? "-"
            throw Fault(
                source: name,
                reason: InversionRequestError.nothingToInvert(report.read, alreadyTarget: printer.summary.alreadyTarget)
            )
        }
        printer.conclude(report, losses: folder.losses, notes: rest.notes)
        return report
    }

    /// - Throws: `Fault` where a label that is named is none of the model's.
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
