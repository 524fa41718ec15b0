package import SketchModel

/// Why a training cannot begin or go on.
package enum TrainingRunError: FaultReason, Hashable {
    case noLabelledSketch(unlabelled: Int, others: Int)
    case singleClass(String)
    case noSketchOfClass(String)
    case tooManyPoints
    case tooManySketches(memory: Int)
    case networkTooLarge(needed: Int, memory: Int)
    /// The checkpoint is of another training, of which these are known to differ.
    case otherRun(options: Bool, sketches: Bool)
    /// The file where the checkpoint is to be is something else.
    case noCheckpoint
    /// The checkpoint cannot be read.
    case badCheckpoint(String)
    /// The model to begin from has another shape.
    case otherShape(model: String, recipe: String)
    /// A teacher knows other classes.
    case otherClasses(missing: String?, extra: String?)
    /// The gradient of the step is no number.
    case diverged(step: Int)
    case unknownChart
    case standardOutput
    case sameName
    /// An output is one of the files that are read.
    case isInput

    package var message: String {
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
        case .otherRun(let options, let sketches):
            "is of a training with "
                + (options == sketches
                    ? "other options \(options ? "and" : "or") other sketches"
                    : options ? "other options" : "other sketches")
        case .noCheckpoint: "is there already, and is no checkpoint of a training"
        case .badCheckpoint(let why): "is no checkpoint of this training: \(why)"
        case .otherShape(let model, let recipe): "has \(model), and is to become \(recipe)"
        case .otherClasses(let missing, let extra):
            missing.map { "does not know the class '\($0)'" } ?? "knows a class '\(extra ?? "")' that no sketch is of"
        case .diverged(let step): "the training diverged in step \(step)"
        case .unknownChart: "the name does not tell what to draw"
        case .standardOutput: "a training writes files, not to standard output"
        case .sameName: "two files would have this name"
        case .isInput: "is one of the files that are read, and would be replaced"
        }
    }

    package var advice: String? {
        switch self {
        case .noLabelledSketch: "labels come from the records, or from names: --label-from file or folder"
        case .singleClass: "add files of other classes, or take labels from names with --label-from"
        case .noSketchOfClass: "leave it out of --labels"
        case .tooManyPoints, .tooManySketches: "train on some of them, as with -t sample:1000000"
        case .networkTooLarge: "choose a smaller one, or smaller batches"
        case .otherRun, .badCheckpoint:
            "begin anew with --restart, or name another file with --checkpoint"
        case .noCheckpoint: "name another file with --checkpoint"
        case .diverged: "begin anew with --restart and a lower --learning-rate"
        case .otherShape: "give the model's own --width, --layers, --heads and --lstm-layers"
        case .otherClasses(let missing, _):
            (missing == nil ? "add sketches of that class" : "leave that class out with --labels")
                + ", or give the model with --init, whose classes need not be the same"
        case .unknownChart: "name it .svg or .png"
        case .standardOutput: "name the model with -o FILE"
        case .sameName: "name them with --checkpoint, --log, --curve and --validation-to"
        case .isInput: "give another name"
        }
    }

    package var kind: FaultKind {
        switch self {
        case .otherShape, .otherClasses, .unknownChart, .networkTooLarge, .standardOutput, .sameName, .isInput:
            .wrongUsage
        default: .badData
        }
    }

    private static func gigabytes(_ bytes: Int) -> String {
        let tenths = Int((Double(bytes) / 1e8).rounded())
        return "\(tenths / 10).\(tenths % 10) GB"
    }
}
