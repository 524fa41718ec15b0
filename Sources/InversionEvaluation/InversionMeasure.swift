/// What is measured of an inversion, a number for each sketch. Shares are of 1.
package enum InversionMeasure: String, Sendable, CaseIterable {
    /// `LayoutComparison.locationError`; in transfer, how far strokes were moved.
    case locationError
    /// `LayoutComparison.translatedError`; in transfer, how far strokes were moved within the drawing.
    case translatedError
    /// `LayoutComparison.leftRight`. In recovery alone, as are the next and `retrieval`.
    case leftRight
    /// `LayoutComparison.aboveBelow`.
    case aboveBelow
    /// Whether the inverted network's likeliest class is the target.
    case selfRecognition
    /// The first step after which it was, of those sketches for which it ever was.
    case stepsToSuccess
    /// Whether the judge's likeliest class is the target.
    case judgeRecognition
    /// Whether no other drawing of the set looks more like the found layout to the judge than the original does.
    case retrieval
    /// The share of strokes with a point outside the canvas.
    case offCanvas
    /// Processor time of one core.
    case seconds

    /// Whether the number is a share of 1 or of the diagonal, which is best said in hundredths.
    package var isShare: Bool { self != .stepsToSuccess && self != .seconds }
}
