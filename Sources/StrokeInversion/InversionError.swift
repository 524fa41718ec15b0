package import SketchModel

/// Why strokes cannot be moved.
package enum InversionError: FaultReason, Hashable {
    case noStrokes
    case emptyStroke
    /// A list that has not one entry for each stroke.
    case wrongCount(strokes: Int, found: Int)
    /// More strokes than the network has places for in its order.
    case tooManyStrokes(Int, limit: Int)
    /// The network has no class of that index.
    case noClass(Int, classes: Int)
    /// A model that is to say where strokes belong recognises drawings instead.
    case noLocations
    /// A location or a gradient is no number; which the network's weights cause where the sketch is in range.
    case notFinite(step: Int)

    package var message: String {
        switch self {
        case .noStrokes: "there is no stroke to move"
        case .emptyStroke: "a stroke has no points; leave it out"
        case .wrongCount(let strokes, let found): "there are \(strokes) strokes, and \(found) entries for them"
        case .tooManyStrokes(let count, let limit): "there are \(count) strokes, and a network sees \(limit)"
        case .noClass(let index, let classes): "there is no class \(index); the network has \(classes)"
        case .noLocations: "the model recognises drawings; one is needed that was trained with --config locations"
        case .notFinite(let step): "at step \(step) a location or its gradient is no finite number"
        }
    }
}
