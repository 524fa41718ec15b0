package import ArrayFiles
package import SketchStreams

extension StrokeArrayError: DrawinglessReason {
    var meansNoDrawings: Bool {
        switch self {
        case .notStrokes, .noStrokes, .noMembers: true
        default: false
        }
    }
}

extension ArrayFileError: DrawinglessReason {
    /// Whether it is an array of something else.
    package var meansNoDrawings: Bool { if case .unknownElementType = self { true } else { false } }
}
