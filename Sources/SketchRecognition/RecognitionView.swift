/// What of a drawing is used to recognise it.
package enum RecognitionView: String, Sendable, CaseIterable {
    /// Its strokes, with SketchXAINet.
    case strokes
    /// Its picture, with a convolutional network.
    case raster
    /// Both: a weighted sum of their logits, with weights that were fitted on validation drawings.
    case both
}
