package import SketchModel
internal import TextNotation

/// Why a training cannot start or continue.
package enum TrainingRunError: FaultReason, Hashable {
    case noLabelledSketch(unlabelled: Int, others: Int)
    case singleClass(String)
    case noSketchOfClass(String)
    case tooManyPoints
    case tooManySketches(memory: Int)
    case networkTooLarge(needed: Int, memory: Int)
    /// The checkpoint belongs to another training, which is known to differ in these.
    case otherRun(options: Bool, sketches: Bool)
    /// The file at the checkpoint's path is something else.
    case noCheckpoint
    /// The checkpoint cannot be read.
    case badCheckpoint(String)
    /// The initial model has another shape.
    case otherShape(model: String, recipe: String)
    /// A teacher has other classes.
    case otherClasses(missing: String?, extra: String?)
    /// The gradient of the step isn't a number.
    case diverged(step: Int)
    case unknownChart
    case standardOutput
    case sameName
    /// An output is one of the input files.
    case isInput

    package var message: String {
        switch self {
        case .noLabelledSketch(let unlabelled, let others):
            "there is no sketch with a label and points"
                + (unlabelled > 0 ? "; without a label: \(unlabelled)" : "")
                + (others > 0 ? "; with a label other than those chosen: \(others)" : "")
        case .singleClass(let label): "all sketches have the label '\(label)', but training needs at least two labels"
        case .noSketchOfClass(let label): "no sketch has the label '\(label)'"
        case .tooManyPoints: "the sketches have more than 4 000 000 000 points"
        case .tooManySketches(let memory): "the sketches take more than \(Self.gigabytes(memory)) of memory"
        case .networkTooLarge(let needed, let memory):
            "training this network takes \(Self.gigabytes(needed)) of memory, but there are \(Self.gigabytes(memory))"
        case .otherRun(let options, let sketches):
            "belongs to a training with "
                + (options == sketches
                    ? "other options \(options ? "and" : "or") other sketches"
                    : options ? "other options" : "other sketches")
        case .noCheckpoint: "exists, but isn't a training checkpoint"
        case .badCheckpoint(let why): "isn't a checkpoint of this training: \(why)"
        case .otherShape(let model, let recipe): "has \(model), but the new network has \(recipe)"
        case .otherClasses(let missing, let extra):
            missing.map { "doesn't know the class '\($0)'" } ?? "knows a class '\(extra ?? "")' that no sketch has"
        case .diverged(let step): "the training diverged in step \(step)"
        case .unknownChart: "the name doesn't say what kind of picture to draw"
        case .standardOutput: "a training cannot write to standard output"
        case .sameName: "two files would have this name"
        case .isInput: "is one of the input files, and would be overwritten"
        }
    }

    package var advice: String? {
        switch self {
        case .noLabelledSketch: "labels come from the records, or from the names of files or folders"
        case .singleClass: "add files of other classes, or take labels from names"
        case .noSketchOfClass: "leave it out of the labels"
        case .tooManyPoints, .tooManySketches: "train on some of them, as with the transform sample:1000000"
        case .networkTooLarge: "choose a smaller one, or smaller batches"
        case .otherRun, .badCheckpoint:
            "start again, or name another checkpoint"
        case .noCheckpoint: "name another file"
        case .diverged: "start again with a lower learning rate"
        case .otherShape: "give the model's own width, layers, heads and LSTM layers"
        case .otherClasses(let missing, _):
            (missing == nil ? "add sketches of that class" : "leave that class out")
                + ", or start from the model, whose classes need not be the same"
        case .unknownChart: "name it .svg or .png"
        case .standardOutput: "name a file"
        case .sameName: "name them differently"
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
        DecimalText.fixed(units: Int((Double(bytes) / 1e8).rounded()), digits: 1) + " GB"
    }
}
