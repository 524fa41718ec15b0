/// What is measured about an inversion, one number per sketch. Shares are fractions of 1.
package enum InversionMeasure: String, Sendable, CaseIterable {
    /// `LayoutComparison.locationError`; in transfer, how far strokes were moved.
    case locationError
    /// `LayoutComparison.translatedError`; in transfer, how far strokes were moved within the drawing.
    case translatedError
    /// `LayoutComparison.leftRight`. Only in recovery, as are the next one and `retrieval`.
    case leftRight
    /// `LayoutComparison.aboveBelow`.
    case aboveBelow
    /// Whether the inverted network's likeliest class is the target.
    case selfRecognition
    /// The first step after which it was, for the sketches for which it ever was.
    case stepsToSuccess
    /// Whether the judge's likeliest class is the target.
    case judgeRecognition
    /// Whether the original looks most like the found layout to the judge, among all drawings of the set.
    case retrieval
    /// The share of strokes with a point outside the canvas.
    case offCanvas
    /// Processor time of one core, in seconds.
    case seconds

    /// Whether the number is a fraction of 1 or of the diagonal, which is best shown in percent.
    package var isShare: Bool { self != .stepsToSuccess && self != .seconds }
}
