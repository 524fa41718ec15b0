internal import ExplanationPictures
internal import SketchModel
internal import StrokeInversion

/// One inverted sketch, with what is written of it.
struct InversionItem: Sendable {
    var inverted: InvertedSketch
    var labelOrigin: InversionLabels.Origin
    var isTargetRandom: Bool
    /// The trace's lines.
    var trace: String
    /// Names and bytes of its own files, but for start and result where the format's writer makes them.
    var files: [(name: String, bytes: [UInt8])] = []
    /// Whether start and result are among the files.
    var hasDocuments = false
    /// Why they are not, where the format has a way to keep the input's file and it could not.
    var documentFault: Fault?
    /// What is shown of it on the page of many; `nil` without pages.
    var overview: OverviewRow?

    var source: SketchSource { inverted.original.source }
}
