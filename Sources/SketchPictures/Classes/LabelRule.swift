internal import SketchModel
internal import SketchStreams

/// The labels that an output can represent. Checked on the workers, where a fault still knows its position.
struct LabelRule: Sendable {
    /// The list that was given.
    var classes: ClassList?
    /// Whether labels become lines of a text file.
    var isLine: Bool

    /// - Throws: `UnknownClass` or `PictureArrayError.labelWithLineBreak`.
    func check(_ sketch: borrowing Sketch) throws {
        guard let label = sketch.metadata.label else { return }
        try classes?.check(label)
        if isLine, label.hasLineBreak { throw PictureArrayError.labelWithLineBreak }
    }
}
