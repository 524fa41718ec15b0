package import SketchModel
package import SketchRecognition

/// Why a request cannot be applied to a sketch.
package enum InversionRequestError: FaultReason, Hashable {
    /// The sketch's own label isn't one of the model's.
    case unknownLabel(RecognitionError)
    case sameTarget(String)
    /// The model has no other label.
    case noOtherLabel(String)
    /// Strokes are numbered from 1.
    case noSuchStroke(Int, strokes: Int)
    /// None of this many sketches has points, except some that are already the target.
    case nothingToInvert(Int, alreadyTarget: Int)

    package var message: String {
        switch self {
        case .unknownLabel(let reason): reason.message
        case .sameTarget(let label): "the sketch is already the target, '\(label)'"
        case .noOtherLabel(let label): "there is no label other than '\(label)' to choose as the target"
        case .noSuchStroke(let stroke, let strokes):
            stroke > strokes
                ? "there is no stroke \(stroke); the sketch has \(strokes)"
                : "stroke \(stroke) cannot be moved: it has no points, or is after the \(RecognitionInput.strokeLimit)th"
        case .nothingToInvert(0, _): "there is no sketch"
        case .nothingToInvert(let sketches, 0):
            sketches == 1
                ? "the sketch has no points, so there is no stroke to move"
                : "none of the \(sketches) sketches has points, so there is no stroke to move"
        case .nothingToInvert(let sketches, let already):
            already == sketches
                ? (sketches == 1 ? "the sketch is" : "all \(sketches) sketches are") + " already the target"
                : "\(already) of the \(sketches) sketches are already the target, and the others have no points"
        }
    }

    package var advice: String? {
        switch self {
        case .unknownLabel(let reason): reason.advice ?? "give its label"
        case .sameTarget: "name another target"
        case .noOtherLabel: "use another model, or more labels"
        case .noSuchStroke: "strokes are numbered from 1"
        case .nothingToInvert(_, 0): nil
        case .nothingToInvert: "name another target"
        }
    }
}
