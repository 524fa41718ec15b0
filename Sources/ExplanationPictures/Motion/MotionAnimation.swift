/// A drawing whose strokes move step by step to the result, over and over.
///
/// The start and the result are held for a while.
package struct MotionAnimation: Sendable, Hashable {
    package let record: MotionRecord
    /// The steps shown, ascending; the last is the result.
    package let steps: [Int]
    /// Whether where the strokes were drawn is seen faintly under it.
    package var showsDrawn = true

    /// - Parameter stride: every how many steps are shown, 1 or more; the result is shown in any case.
    package init(_ record: MotionRecord, every stride: Int = 1) {
        self.record = record
        let result = record.drawing.result
        steps = Array(Swift.stride(from: 0, to: result, by: max(1, stride))) + [result]
    }

    /// In milliseconds: of a step, and of the start and the result besides.
    static let (stepTime, startTime, resultTime) = (50, 600, 2000)
    /// How long it takes in all, in milliseconds.
    var length: Int { steps.count * Self.stepTime + Self.startTime + Self.resultTime }
}
