internal import ArgumentParser
internal import SketchModel
internal import SketchNet
internal import SketchStreams
internal import SketchTraining

/// Where a training's files are, and what it learns from besides the sketches.
struct TrainingOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The model's file.", valueName: "model.safetensors"),
        completion: .file()
    )
    var output: String

    @Flag(name: .shortAndLong, help: "Replace files that exist.")
    var force = false

    @Flag(help: "Begin anew where there is a checkpoint of a training that was stopped.")
    var restart = false

    @Option(
        help: ArgumentHelp(
            "The classes, in the order of the model's answers; sketches with other labels are left out. The default is all labels, sorted without regard to case.",
            valueName: "a,b,c"
        )
    )
    var labels: LabelList?

    @Option(help: "How weights are stored: in 16 bits, or in the 32 that they are trained in.")
    var dtype: StorageChoice = .f16

    @Option(
        help: ArgumentHelp(
            "From where it goes on after a stop (default the model's name and .checkpoint).",
            valueName: "file"
        ),
        completion: .file()
    )
    var checkpoint: String?

    @Option(help: ArgumentHelp("Time from one checkpoint to the next (default 60).", valueName: "seconds"))
    var checkpointEvery: Double?

    @Option(help: ArgumentHelp("Steps from one evaluation to the next (default a twentieth).", valueName: "n"))
    var evaluateEvery: Int?

    @Option(
        help: ArgumentHelp("Tab-separated numbers of all along (default model.tsv).", valueName: "file"),
        completion: .file()
    )
    var log: String?

    @Flag(help: "Write no log.")
    var noLog = false

    @Option(
        help: ArgumentHelp("Loss and accuracy as a picture (default model.svg).", valueName: "file.svg|png"),
        completion: .file()
    )
    var curve: String?

    @Flag(help: "Draw no curve.")
    var noCurve = false

    @Option(
        help: ArgumentHelp(
            "Sketches to evaluate and calibrate by, of the same labels, instead of a share of the inputs; can be given many times.",
            valueName: "in"
        ),
        completion: .file()
    )
    var validateOn: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write the sketches that are kept for validation, scaled as -t quickdraw does, to calibrate or to compare other programs by.",
            valueName: "out"
        ),
        completion: .file()
    )
    var validationTo: String?

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp(
            "Begin from the weights of a model of the same shape. Its classes need not be the same.",
            valueName: "model"
        ),
        completion: .file()
    )
    var initial: String?

    @Option(
        help: ArgumentHelp(
            "Learn from a model's answers too, of strokes or of pictures (train_raster.py); can be given many times, for their mean.",
            valueName: "model"
        ),
        completion: .file()
    )
    var teacher: [String] = []

    @Option(help: ArgumentHelp("What the teachers' logits are divided by (default 1).", valueName: "n"))
    var teacherTemperature: Double?

    func validate() throws {
        if noLog, log != nil { throw ValidationError("give --log or --no-log, not both") }
        if noCurve, curve != nil { throw ValidationError("give --curve or --no-curve, not both") }
        if let evaluateEvery, evaluateEvery < 1 { throw ValidationError("--evaluate-every is at least 1") }
        if let checkpointEvery, !(0...1e9).contains(checkpointEvery) {
            throw ValidationError("--checkpoint-every is 0 seconds or more")
        }
        if let teacherTemperature {
            if teacher.isEmpty { throw ValidationError("--teacher-temperature goes with --teacher") }
            if !(0.01...100).contains(teacherTemperature) {
                throw ValidationError("--teacher-temperature is from 0.01 to 100")
            }
        }
        if let classes {
            if classes.count < 2 { throw ValidationError("--labels are two or more") }
            if Set(classes).count < classes.count { throw ValidationError("--labels names one twice") }
        }
    }

    var classes: [String]? { labels?.labels }

    var files: TrainingFiles {
        var files = TrainingFiles(model: output)
        if let checkpoint { files.checkpoint = checkpoint }
        files.log = noLog ? nil : log ?? files.log
        files.curve = noCurve ? nil : curve ?? files.curve
        files.validation = validationTo
        files.replaces = force
        files.restarts = restart
        return files
    }

    var pace: TrainingRun.Pace {
        var pace = TrainingRun.Pace()
        pace.evaluateEvery = evaluateEvery
        if let checkpointEvery { pace.checkpointEvery = .seconds(checkpointEvery) }
        return pace
    }

    /// The files of models that are read.
    var modelNames: [String] { [initial].compactMap { $0 } + teacher }

    /// Reads the models that are named.
    func models() throws(Fault) -> TrainingRun.Models {
        var models = TrainingRun.Models()
        if let initial { models.initial = try SketchNetModel(path: initial) }
        models.initialName = initial
        for path in teacher {
            models.teachers.append(try TeachingModel(ByteSource(path: path).readToEnd(limit: 1 << 31), name: path))
        }
        models.teacherNames = teacher
        if let teacherTemperature { models.teacherTemperature = teacherTemperature }
        return models
    }
}

/// `SketchNetModel.Storage` as an argument.
enum StorageChoice: String, ExpressibleByArgument, CaseIterable {
    case f32
    case f16
    case bf16

    var storage: SketchNetModel.Storage {
        switch self {
        case .f32: .float32
        case .f16: .float16
        case .bf16: .bfloat16
        }
    }
}
