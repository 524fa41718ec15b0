package import SketchModel

/// Why strokes cannot be moved.
package enum InversionError: FaultReason, Hashable {
    case noStrokes
    case emptyStroke
    /// A list that doesn't have one entry per stroke.
    case wrongCount(strokes: Int, found: Int)
    /// More strokes than the network's order embedding has.
    case tooManyStrokes(Int, limit: Int)
    /// The network has no class with that index.
    case noClass(Int, classes: Int)
    /// A model that should predict where strokes belong recognises drawings instead.
    case noLocations
    /// A location or a gradient isn't a number. If the sketch is in range, the network's weights are the cause.
    case notFinite(step: Int)

    package var message: String {
        switch self {
        case .noStrokes: "there is no stroke to move"
        case .emptyStroke: "a stroke has no points; leave it out"
        case .wrongCount(let strokes, let found): "there are \(strokes) strokes, but \(found) entries for them"
        case .tooManyStrokes(let count, let limit): "there are \(count) strokes, but a network sees at most \(limit)"
        case .noClass(let index, let classes): "there is no class \(index); the network has \(classes)"
        case .noLocations: "the model recognises drawings; one is needed that predicts locations"
        case .notFinite(let step): "at step \(step) a location or its gradient isn't finite"
        }
    }
}
