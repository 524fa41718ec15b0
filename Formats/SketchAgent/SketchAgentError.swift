internal import SketchModel
internal import SketchStreams

/// Why a text, an answer in it, or a sketch to be written as one can't be taken.
package enum SketchAgentError: FaultReason, Hashable {
    case noAnswer
    case noStroke

    case noPoints
    case tooLarge

    package var message: String {
        switch self {
        case .noAnswer: "the text has no <strokes>, nor a stroke such as <s1>"
        case .noStroke: "the answer has no stroke with points"
        case .noPoints: "the drawing has no points, and an answer has at least one stroke"
        case .tooLarge: "the drawing is so large that its size is not a finite number"
        }
    }

    package var advice: String? {
        switch self {
        case .noAnswer: "an answer looks like <strokes><s1><points>'x1y1', 'x9y9'</points></s1></strokes>"
        case .noStroke: "ask the model again, or leave the answer out"
        case .noPoints: "leave drawings without points out"
        case .tooLarge: "make it smaller with the transform scale:1e-10"
        }
    }
}

extension SketchAgentError: DrawinglessReason {
    package var meansNoDrawings: Bool { self == .noAnswer }
}
