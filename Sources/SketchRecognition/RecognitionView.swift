/// What of a drawing is looked at to recognise it.
package enum RecognitionView: String, Sendable, CaseIterable {
    /// Its strokes, by SketchXAINet.
    case strokes
    /// Its picture, by a convolutional network.
    case raster
    /// Both: their logits are multiplied by weights that were fitted on drawings for validation, and added.
    case both
}
