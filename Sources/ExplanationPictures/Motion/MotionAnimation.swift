/// A looping animation in which a drawing's strokes move step by step to the result.
///
/// The start and the result are held for a while. The original positions of the strokes are shown faintly underneath.
package struct MotionAnimation: Sendable, Hashable {
    package let record: MotionRecord
    /// The steps shown, in ascending order; the last is the result.
    package let steps: [Int]

    /// - Parameter stride: shows every `stride`-th step, 1 or more; the result is always shown.
    package init(_ record: MotionRecord, every stride: Int = 1) {
        self.record = record
        let result = record.drawing.result
        steps = Array(Swift.stride(from: 0, to: result, by: max(1, stride))) + [result]
    }

    /// In milliseconds: the time per step, and the additional time for the start and for the result.
    static let (stepTime, startTime, resultTime) = (50, 600, 2000)
    /// The total length, in milliseconds.
    var length: Int { steps.count * Self.stepTime + Self.startTime + Self.resultTime }
}
