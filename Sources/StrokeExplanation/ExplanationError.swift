package import SketchModel
package import SketchRecognition

/// Why a sketch cannot be explained.
package enum ExplanationError: FaultReason, Hashable {
    case noStrokes
    /// The input has no sketch at all.
    case noSketches
    /// A sketch's own label isn't one of those to choose from.
    case unknownLabel(RecognitionError)
    /// The model has no class with that index.
    case noClass(Int, classes: Int)
    /// The network's output isn't finite.
    case notFinite

    package var message: String {
        switch self {
        case .noStrokes: "there is no stroke to explain"
        case .noSketches: "there is no sketch to explain"
        case .unknownLabel(let error): error.message
        case .noClass(let index, let classes): "there is no class \(index); there are \(classes) to choose from"
        case .notFinite: "the network's answer to this drawing isn't a number"
        }
    }

    package var advice: String? {
        switch self {
        case .noStrokes: "leave such drawings out"
        case .unknownLabel(let error): error.advice
        case .notFinite: "the model's weights are too large; use another model"
        case .noSketches, .noClass: nil
        }
    }
}
