internal import ArrayFiles
package import SketchModel
package import SketchNet
internal import SketchStreams

/// A training from its first step, or from its checkpoint, to the model's file. One thread runs it; the work is divided
/// among its workers.
package final class TrainingRun {
    /// What happens besides the steps. None of it changes the result.
    package struct Pace: Sendable, Hashable {
        /// Steps between evaluations; `nil` for a twentieth of all steps.
        package var evaluateEvery: Int?
        package var checkpointEvery: Duration = .seconds(60)

        package init() {}
    }

    /// The models that a run learns from, in addition to the sketches.
    package struct Models: Sendable {
        /// The model with the initial weights.
        package var initial: SketchNetModel?
        /// Its name in error messages.
        package var initialName: String?
        package var teachers: [TeachingModel] = []
        /// Their names in error messages, if there are as many.
        package var teacherNames: [String] = []
        package var teacherTemperature = 1.0

        package init() {}
    }

    /// What is reported during the run, on the thread that runs it.
    package enum Event: Sendable {
        /// Training continues from the checkpoint.
        case goesOn(step: Int)
        case stepped(TrainingProgress)
        case evaluated(TrainingLog.Row)
    }

    package enum Outcome: Sendable {
        case finished(TrainingResult)
        /// The checkpoint of this step has been written.
        case stopped(step: Int)
    }

    package let files: TrainingFiles
    package let trainer: Trainer
    private let storage: SketchNetModel.Storage
    private let pace: Pace
    private let checkpoint: CheckpointFile
    private let description: [String: String]
    private var progress = CheckpointFile.Progress()
    private var smoothed = TrainingProgress()

    /// - Parameters:
    /// - sketches: with at least two classes.
    ///   - storage: how the weights are stored.
    ///   - memory: the approximate number of bytes that training may take in addition to the sketches.
    /// - Throws: `TrainingRunError`, `TrainingError` and `SketchNetError` if these don't go together; `Fault` if a
    ///   named model is the reason.
    package init(
        _ recipe: TrainingRecipe,
        sketches: TrainingSet,
        models: Models = Models(),
        files: TrainingFiles,
        pace: Pace = Pace(),
        storage: SketchNetModel.Storage = .float16,
        memory: Int
    ) throws {
        self.files = files
        self.pace = pace
        self.storage = storage
        checkpoint = CheckpointFile(path: files.checkpoint)
        let split = sketches.split(recipe.training)
        let (shape, training) = try recipe.settled(
            classes: sketches.classes.count,
            trainingCount: split.training.count
        )
        let network: SketchNetwork<Float>
        do {
            network = try InitialNetwork.network(
                shape,
                labels: sketches.classes,
                training: training,
                from: models.initial,
                memory: memory
            )
        } catch let reason as TrainingRunError {
            guard case .otherShape = reason, let name = models.initialName else { throw reason }
            throw Fault(source: name, reason: reason)
        }
        let teacher = try models.teacher(classes: sketches.classes, workers: training.workers)
        let origin = models.initial.map { "from \($0.network.weights.fingerprint)" } ?? ""
        trainer = try Trainer(training, network: network, set: sketches, teacher: teacher, origin: origin)
        var description = [
            "recipe": RecipeText.text(recipe.name, shape, training),
            "steps": String(training.schedule.steps),
            "trainingSketches": String(trainer.trainingSketches.count),
            "validationSketches": String(trainer.validationSketches.count),
            "dataFingerprint": String(sketches.fingerprint, radix: 16),
        ]
        if !models.teachers.isEmpty {
            description["teachers"] =
                "\(models.teachers.count) at temperature \(RecipeText.number(models.teacherTemperature)),"
                + " a share of \(RecipeText.number(training.teacherShare))"
        }
        if models.initial != nil { description["beganFrom"] = "the weights of another model" }
        self.description = description
    }

    /// Trains.
    /// - Parameter isToStop: called before every step.
    /// - Throws: `Fault`. The checkpoint of an earlier step is kept then.
    package func run(isToStop: () -> Bool = { false }, tell: (Event) -> Void = { _ in }) throws(Fault) -> Outcome {
        let own = files.leftBehind
        if files.goesOn {
            progress = try checkpoint.restore(trainer, description: description)
            tell(.goesOn(step: trainer.step))
        } else {
            try checkpoint.check()
            // Written before the first step, so that a killed run can always be continued.
            try checkpoint.write(trainer, progress, metadata: description)
        }
        let log = try LogFile(path: files.log, text: progress.log.text)
        let isFinished = try step(log, isToStop, tell)
        guard isFinished else {
            try checkpoint.write(trainer, progress, metadata: description)
            return .stopped(step: trainer.step)
        }
        // Whatever interrupts the run from here on, the same command then only has to write the last files.
        let outputs = [files.curve, files.model].compactMap { $0 }
        try checkpoint.write(trainer, progress, metadata: description, outputs: outputs)
        return .finished(try finish(replacing: own))
    }

    /// Takes the remaining steps.
    /// - Returns: whether all have been taken.
    private func step(_ log: LogFile, _ isToStop: () -> Bool, _ tell: (Event) -> Void) throws(Fault) -> Bool {
        let steps = trainer.configuration.schedule.steps
        let evaluateEvery = max(1, pace.evaluateEvery ?? steps / 20)
        let logEvery = max(1, steps / 1000)
        let clock = ContinuousClock()
        let (begin, before) = (clock.now, progress.seconds)
        var saved = begin
        smoothed = TrainingProgress(step: trainer.step, steps: steps)
        while trainer.step < steps {
            if isToStop() { return false }
            let report: Trainer.Report
            do throws(TrainingError) { report = try trainer.takeStep() } catch {
                guard case .diverged(let step) = error else { throw Fault(source: files.model, reason: error) }
                throw Fault(source: files.model, reason: TrainingRunError.diverged(step: step))
            }
            progress.interval.add(
                loss: report.loss,
                accuracy: report.accuracy,
                gradientNorm: report.gradientNorm,
                learningRate: report.learningRate,
                sketches: trainer.configuration.batchSize
            )
            smoothed.add(report)
            tell(.stepped(smoothed))
            progress.seconds = before + (clock.now - begin) / .seconds(1)
            let isDue = trainer.step.isMultiple(of: evaluateEvery) || trainer.step == steps
            let validation = isDue && !trainer.validationSketches.isEmpty ? validation(trainer.evaluate()) : nil
            if validation != nil || trainer.step.isMultiple(of: logEvery) || trainer.step == steps {
                let row = progress.interval.row(
                    step: trainer.step,
                    seconds: progress.seconds,
                    validation: validation
                )
                progress.log.append(row)
                try log.append(TrainingLog.line(row))
                if isDue { tell(.evaluated(row)) }
                progress.seconds = before + (clock.now - begin) / .seconds(1)
                progress.interval = LogInterval(start: progress.seconds)
            }
            if clock.now - saved >= pace.checkpointEvery, trainer.step < steps {
                try checkpoint.write(trainer, progress, metadata: description)
                saved = clock.now
            }
        }
        return true
    }

    private func validation(_ evaluation: Evaluation) -> TrainingLog.Validation {
        TrainingLog.Validation(
            loss: evaluation.loss,
            topOne: evaluation.topOne,
            topFive: evaluation.topFive,
            balancedTopOne: evaluation.balancedTopOne
        )
    }

    /// Writes the curve and then the model, and removes the checkpoint once they are complete.
    /// - Parameter own: files that may always be replaced.
    private func finish(replacing own: Set<String>) throws(Fault) -> TrainingResult {
        let finished = try TrainingResult.finishing(
            trainer,
            storage: storage,
            name: files.model,
            description: description
        )
        if let path = files.curve {
            let kind = try TrainingCurve.Kind(path: path)
            let classes = trainer.set.classes.count
            let picture = try TrainingCurve.file(progress.log, classes: classes, as: kind, name: path)
            try Self.write(picture, to: path, force: files.replaces || own.contains(path))
        }
        try Self.write(finished.bytes, to: files.model, force: files.replaces || own.contains(files.model))
        checkpoint.remove()
        return finished.result
    }

    private static func write(_ bytes: [UInt8], to path: String, force: Bool) throws(Fault) {
        let pending = try PendingFile(path: path, name: path, force: force)
        try pending.file.write(bytes, name: path)
        try pending.commit()
    }
}

extension TrainingRun.Models {
    /// The teachers as one; `nil` if there are none.
    fileprivate func teacher(classes: [String], workers: Int) throws -> NetworkTeacher? {
        if teachers.isEmpty { return nil }
        if teacherNames.count == teachers.count {
            for (model, name) in zip(teachers, teacherNames) {
                do throws(TrainingRunError) { _ = try NetworkTeacher.places(of: model, classes: classes) } catch {
                    throw Fault(source: name, reason: error)
                }
            }
        }
        return try NetworkTeacher(teachers, classes: classes, temperature: teacherTemperature, workers: workers)
    }
}
