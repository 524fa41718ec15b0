public import SketchModel

/// Why a training cannot begin or go on.
public enum TrainingRunError: FaultReason, Hashable {
    case noLabelledSketch(unlabelled: Int, others: Int)
    case singleClass(String)
    case noSketchOfClass(String)
    case tooManyPoints
    case tooManySketches(memory: Int)
    case networkTooLarge(needed: Int, memory: Int)
    /// The checkpoint is of another training.
    case otherRun
    /// The checkpoint cannot be read.
    case badCheckpoint(String)
    /// The model to begin from has another shape.
    case otherShape(model: String, recipe: String)
    /// A teacher knows other classes.
    case otherClasses(missing: String?, extra: String?)
    case unknownChart
    case standardOutput
    case sameName

    public var message: String {
        switch self {
        case .noLabelledSketch(let unlabelled, let others):
            "there is no sketch with a label and points"
                + (unlabelled > 0 ? "; without a label: \(unlabelled)" : "")
                + (others > 0 ? "; with a label that --labels does not name: \(others)" : "")
        case .singleClass(let label): "all sketches have the label '\(label)', and two are needed to tell apart"
        case .noSketchOfClass(let label): "no sketch has the label '\(label)'"
        case .tooManyPoints: "the sketches have more than 4 000 000 000 points"
        case .tooManySketches(let memory): "the sketches take more than \(Self.gigabytes(memory)) of memory"
        case .networkTooLarge(let needed, let memory):
            "training this network takes \(Self.gigabytes(needed)) of memory, and there are \(Self.gigabytes(memory))"
        case .otherRun: "is of a training with other options or other sketches"
        case .badCheckpoint(let why): "is no checkpoint of this training: \(why)"
        case .otherShape(let model, let recipe): "has \(model), and is to become \(recipe)"
        case .otherClasses(let missing, let extra):
            missing.map { "does not know the class '\($0)'" } ?? "knows a class '\(extra ?? "")' that no sketch is of"
        case .unknownChart: "the name does not tell what to draw"
        case .standardOutput: "a training writes files, not to standard output"
        case .sameName: "two files would have this name"
        }
    }

    public var advice: String? {
        switch self {
        case .noLabelledSketch: "labels come from the records, or from names: --label-from file or folder"
        case .singleClass: "add files of other classes, or take labels from names with --label-from"
        case .noSketchOfClass: "leave it out of --labels"
        case .tooManyPoints, .tooManySketches: "train on some of them, as with -t sample:1000000"
        case .networkTooLarge: "choose a smaller one, or smaller batches"
        case .otherRun, .badCheckpoint:
            "begin anew with --restart, or name another file with --checkpoint"
        case .otherShape: "give the model's own --width, --layers, --heads and --lstm-layers"
        case .otherClasses: "a teacher has the classes of its pupil"
        case .unknownChart: "name it .svg or .png"
        case .standardOutput: "name the model with -o FILE"
        case .sameName: "name them with --checkpoint, --log and --curve"
        }
    }

    public var kind: FaultKind {
        switch self {
        case .otherShape, .otherClasses, .unknownChart, .networkTooLarge, .standardOutput, .sameName: .wrongUsage
        default: .badData
        }
    }

    private static func gigabytes(_ bytes: Int) -> String {
        let tenths = Int((Double(bytes) / 1e8).rounded())
        return "\(tenths / 10).\(tenths % 10) GB"
    }
}
