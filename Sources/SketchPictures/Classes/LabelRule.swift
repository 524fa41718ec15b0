internal import SketchModel

/// The labels that an output can represent. Checked on the workers, where a fault still knows its position.
struct LabelRule: Sendable {
    /// The list that was given.
    var classes: ClassList?
    /// Whether labels become lines of a text file.
    var isLine: Bool

    /// - Throws: `PictureArrayError.unknownClass` or `.labelWithLineBreak`.
    func check(_ sketch: borrowing Sketch) throws(PictureArrayError) {
        guard let label = sketch.metadata.label, !label.isEmpty else { return }
        if let classes, !classes.contains(label) { throw .unknownClass(label) }
        if isLine, label.hasLineBreak { throw .labelWithLineBreak }
    }
}
