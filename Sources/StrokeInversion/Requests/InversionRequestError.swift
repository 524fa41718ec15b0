package import SketchModel
package import SketchRecognition

/// Why what is asked cannot be done to a sketch.
package enum InversionRequestError: FaultReason, Hashable {
    /// The sketch's own label is none of the model's.
    case unknownLabel(RecognitionError)
    case sameTarget(String)
    /// The model knows no label besides.
    case noOtherLabel(String)
    /// Strokes count from 1.
    case noSuchStroke(Int, strokes: Int)
    /// Of so many sketches, none has points, but for some that are already what they were to become.
    case nothingToInvert(Int, alreadyTarget: Int)

    package var message: String {
        switch self {
        case .unknownLabel(let reason): reason.message
        case .sameTarget(let label): "the target is what the sketch is already, '\(label)'"
        case .noOtherLabel(let label): "there is no label to choose as target besides '\(label)'"
        case .noSuchStroke(let stroke, let strokes):
            stroke > strokes
                ? "there is no stroke \(stroke); the sketch has \(strokes)"
                : "stroke \(stroke) cannot be moved: it has no points, or is after the \(RecognitionInput.strokeLimit)th"
        case .nothingToInvert(0, _): "there is no sketch"
        case .nothingToInvert(let sketches, 0):
            sketches == 1
                ? "the sketch has no points, and so no stroke to move"
                : "none of the \(sketches) sketches has points, and so a stroke to move"
        case .nothingToInvert(let sketches, let already):
            already == sketches
                ? (sketches == 1 ? "the sketch is" : "all \(sketches) sketches are") + " the target already"
                : "\(already) of the \(sketches) sketches are the target already, and the others have no points"
        }
    }

    package var advice: String? {
        switch self {
        case .unknownLabel(let reason): reason.advice ?? "say with --label what it is"
        case .sameTarget: "name another with --target"
        case .noOtherLabel: "take another model, or more --labels"
        case .noSuchStroke: "strokes count from 1"
        case .nothingToInvert(_, 0): nil
        case .nothingToInvert: "name another with --target"
        }
    }
}
