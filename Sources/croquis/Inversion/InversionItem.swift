internal import SketchModel
internal import StrokeInversion

/// One inverted sketch, with what is written of it.
struct InversionItem: Sendable {
    var inverted: InvertedSketch
    var labelOrigin: InversionLabels.Origin
    var isTargetRandom: Bool
    /// The trace's lines.
    var trace: String
    /// Names and bytes of files of its own.
    var files: [(name: String, bytes: [UInt8])]

    var source: SketchSource { inverted.original.source }
}
