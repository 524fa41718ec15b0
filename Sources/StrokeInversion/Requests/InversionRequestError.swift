public import SketchModel
public import SketchRecognition

/// Why what is asked cannot be done to a sketch.
public enum InversionRequestError: FaultReason, Hashable {
    /// The sketch's own label is none of the model's.
    case unknownLabel(RecognitionError)
    case sameTarget(String)
    /// The model knows no label besides.
    case noOtherLabel(String)
    /// Strokes count from 1.
    case noSuchStroke(Int, strokes: Int)
    /// Of so many sketches, none has points.
    case nothingToInvert(Int)

    public var message: String {
        switch self {
        case .unknownLabel(let reason): reason.message
        case .sameTarget(let label): "the target is what the sketch is already, '\(label)'"
        case .noOtherLabel(let label): "there is no label to choose as target besides '\(label)'"
        case .noSuchStroke(let stroke, let strokes):
            stroke > strokes
                ? "there is no stroke \(stroke); the sketch has \(strokes)"
                : "stroke \(stroke) cannot be moved: it has no points, or is after the \(RecognitionInput.strokeLimit)th"
        case .nothingToInvert(let sketches):
            switch sketches {
            case 0: "there is no sketch"
            case 1: "the sketch has no points, and so no stroke to move"
            default: "none of the \(sketches) sketches has points, and so a stroke to move"
            }
        }
    }

    public var advice: String? {
        switch self {
        case .unknownLabel(let reason): reason.advice ?? "say with --label what it is"
        case .sameTarget: "name another with --target, or leave such sketches out with --on-error skip"
        case .noOtherLabel: "take another model, or more --labels"
        case .noSuchStroke: "strokes count from 1"
        case .nothingToInvert: nil
        }
    }
}
