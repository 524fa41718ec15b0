internal import ArgumentParser
internal import SketchModel
internal import SketchNet
internal import SketchStreams
internal import SketchTraining

/// The files of a training, and what it learns from besides the sketches.
struct TrainingOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The model to write, such as my.safetensors.", valueName: "model"),
        completion: .file()
    )
    var output: String

    @Flag(name: .shortAndLong, help: "Replace existing files.")
    var force = false

    @Flag(help: "Start over, even if there is a checkpoint.")
    var restart = false

    @Option(
        help: ArgumentHelp(
            "Classes, in the order of the model's answers; other sketches are left out (default: all labels).",
            valueName: "a,b,c"
        ),
        completion: .labels
    )
    var labels: LabelList?

    @Option(help: ArgumentHelp("How weights are stored.", valueName: "type"))
    var dtype: StorageChoice = .f16

    @Option(
        help: ArgumentHelp(
            "Where to resume from after a stop (default: the model's name plus .checkpoint).",
            valueName: "file"
        ),
        completion: .file()
    )
    var checkpoint: String?

    @Option(help: ArgumentHelp("Time between checkpoints (default: 60).", valueName: "seconds"))
    var checkpointEvery: Double?

    @Option(help: ArgumentHelp("Steps between evaluations (default: a twentieth of all).", valueName: "n"))
    var evaluateEvery: Int?

    @Option(
        help: ArgumentHelp("Course of the training, as tab-separated values (default: model.tsv).", valueName: "file"),
        completion: .file()
    )
    var log: String?

    @Flag(help: "Write no log.")
    var noLog = false

    @Option(
        help: ArgumentHelp("Draw loss and accuracy, .svg or .png (default: model.svg).", valueName: "file"),
        completion: .file()
    )
    var curve: String?

    @Flag(help: "Draw no curve.")
    var noCurve = false

    @Option(
        help: ArgumentHelp(
            "Evaluate and calibrate on these sketches, not on a share of the inputs. Repeatable.",
            valueName: "in"
        ),
        completion: .file()
    )
    var validateOn: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write the sketches kept for validation to a file, scaled as -t quickdraw does.",
            valueName: "out"
        ),
        completion: .file()
    )
    var validationTo: String?

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp(
            "Start from the weights of a model of the same shape; its classes may differ.",
            valueName: "model"
        ),
        completion: .file()
    )
    var initial: String?

    @Option(
        help: ArgumentHelp(
            "Learn from a model's answers too; it may be one for pictures. Repeat it for the mean of several.",
            valueName: "model"
        ),
        completion: .file()
    )
    var teacher: [String] = []

    @Option(help: ArgumentHelp("Divide the teachers' logits by this (default: 1).", valueName: "n"))
    var teacherTemperature: Double?

    func validate() throws {
        if noLog, log != nil { throw ValidationError("give --log or --no-log, not both") }
        if noCurve, curve != nil { throw ValidationError("give --curve or --no-curve, not both") }
        if let evaluateEvery, evaluateEvery < 1 { throw ValidationError("--evaluate-every must be at least 1") }
        if let checkpointEvery, !(0...1e9).contains(checkpointEvery) {
            throw ValidationError("--checkpoint-every must be 0 seconds or more")
        }
        if let teacherTemperature {
            if teacher.isEmpty { throw ValidationError("--teacher-temperature needs --teacher") }
            if !(0.01...100).contains(teacherTemperature) {
                throw ValidationError("--teacher-temperature must be from 0.01 to 100")
            }
        }
        if let classes {
            if classes.count < 2 { throw ValidationError("--labels must name two or more") }
            if Set(classes).count < classes.count { throw ValidationError("--labels names a label twice") }
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

    /// The models that are read.
    var modelNames: [String] { [initial].compactMap { $0 } + teacher }

    /// Reads these models.
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
