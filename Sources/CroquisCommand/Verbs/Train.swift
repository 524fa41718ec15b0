internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchNet
internal import SketchReports
internal import SketchStreams
internal import SketchTraining
internal import TextNotation

struct Train: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Train a network to recognise sketches.",
        usage: "croquis train <in> ... -o <model> [<options>]",
        discussion: """
            Trains a SketchXAINet on labelled sketches of any format, on all cores. Sketches are brought into the form \
            that classify uses, after the transforms you give. The model holds the averaged weights, and a temperature \
            fitted on the validation sketches. On one machine, the same sketches, options and seed give the same model, \
            whatever -j is.

            If a training is stopped or killed, the same command resumes from its checkpoint and gives the same model. \
            The checkpoint is removed once the model is written.

            EXAMPLES:
              croquis train train/*.ndjson.gz -o my.safetensors
              croquis train drawings/ -o my.safetensors --config mini
              croquis train more/ -o new.safetensors --init my.safetensors
              croquis train a/ -o b.safetensors --teacher my.safetensors
              croquis train a.ndjson --validate-on b.ndjson -o c.safetensors

            RECIPES:
            \(recipeTable)
            """
    )

    private static var recipeTable: String {
        TrainingRecipe.all.map { "  \($0.name)\n      \($0.summary)\n      \(course(of: $0))" }.joined(separator: "\n")
    }

    /// `20 000 steps, batches of 128, learning rate 0.001`.
    private static func course(of recipe: TrainingRecipe) -> String {
        let length =
            switch recipe.length {
            case .steps(let steps): "\(Counting.grouped(steps)) steps"
            case .epochs(let epochs): "\(Counting.rounded(epochs, digits: 3)) epochs"
            }
        let training = recipe.training
        return "\(length), batches of \(training.batchSize), learning rate \(training.schedule.peak)"
    }

    static let activity = "reading"
    static let mainOptions = ["--output", "--config", "--labels", "--validate-on", "--force"]

    @OptionGroup(title: "Input options") var input: InputOptions
    @OptionGroup(title: "Training options") var options: TrainingOptions
    @OptionGroup(title: "Recipe options") var recipe: RecipeOptions
    @OptionGroup var talk: TalkOptions

    func validate() throws {
        if recipe.validation != nil, !options.validateOn.isEmpty {
            throw ValidationError("give --validation or --validate-on, not both")
        }
        if recipe.teacherShare != nil, options.teacher.isEmpty {
            throw ValidationError("--teacher-share needs --teacher")
        }
    }

    var force: Bool { options.force }

    func run(_ talk: Talk) async throws -> PipelineReport {
        Interruption.removeUnfinishedFiles()
        let files = options.files
        let validationFile = try files.validation.map { path throws(Fault) in
            try ValidationFile(path: path, among: FormatRegistry.formats)
        }
        var pipeline = try input.pipeline()
        pipeline.labels.known.formUnion(options.classes ?? [])
        try files.check(
            inputs: pipeline.inputs,
            fileExtensions: pipeline.formats.readableExtensions,
            others: options.modelNames + options.validateOn + [input.filesFrom].compactMap { $0 }
        )
        let models = try options.models()
        let memory = PhysicalMemory.size
        var (sketches, report) = try await reasoned("sketches") {
            try await LabelledSketches.read(
                pipeline,
                classes: options.classes,
                memory: memory / 2,
                events: talk.events
            )
        }
        var recipe = recipe.recipe
        if !options.validateOn.isEmpty {
            var second = pipeline
            second.inputs = try SketchInput.named(options.validateOn)
            recipe.training.validationCount = try await reasoned("--validate-on") {
                try await sketches.appendForValidation(second, memory: memory / 2, events: talk.events)
            }
        }
        recipe.training.seed = pipeline.seed
        recipe.training.workers = pipeline.workers
        let run = try await reasoned(files.model) {
            try TrainingRun(
                recipe,
                sketches: sketches.set,
                models: models,
                files: files,
                pace: options.pace,
                storage: options.dtype.storage,
                memory: memory / 2
            )
        }
        if let validationFile {
            let kept = run.trainer.validationSketches
            let losses = try validationFile.write(kept, of: sketches.set, force: files.replaces || files.goesOn)
            report.losses.merge(losses)
        }
        let summary = TrainingSummary(sketches: sketches, report: report, run: run)
        say(summary.beginning, talk)
        try train(run, summary, talk)
        return report
    }

    private func train(_ run: TrainingRun, _ summary: TrainingSummary, _ talk: Talk) throws(Fault) {
        Interruption.noteFirst()
        let steps = run.trainer.configuration.schedule.steps
        let outcome = try run.run(isToStop: { Interruption.isNoted }) { event in
            switch event {
            case .goesOn(let step): say(["going on at step \(Counting.grouped(step))"], talk)
            case .stepped(let progress): talk.show(TrainingSummary.line(progress))
            case .evaluated(let row): say([summary.line(row, steps: steps)], talk)
            }
        }
        switch outcome {
        case .finished(let result):
            if talk.options.json { talk.result(summary.json(result).line) } else { say(summary.ending(result), talk) }
        case .stopped(let step):
            let path = run.files.checkpoint
            say(["stopped at step \(Counting.grouped(step)); the same command goes on from \(path)"], talk)
            Interruption.endWhereNoted()
        }
    }

    private func say(_ lines: [String], _ talk: Talk) {
        if talk.options.quiet || talk.options.json { return }
        for line in lines { talk.say(line) }
    }

    /// Adds a name to reasons that have none.
    private func reasoned<Value>(_ name: String, _ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch let reason as any FaultReason {
            throw Fault(source: name, reason: reason)
        }
    }
}
