/// What a label loses if one stroke is left out. The others stay where they are, in the frame of the whole drawing, and
/// those after it move up in the order.
package struct LeaveOneOut: Sendable, Hashable {
    /// For each stroke, how far the label's log-probability falls, in nats; negative if it rises.
    package let logProbabilityDrops: [Double]
    /// For each stroke, how far the probability falls.
    package let probabilityDrops: [Double]
}

extension SketchProbe {
    /// - Throws: `ExplanationError`.
    package func leaveOneOut(label: Int) throws(ExplanationError) -> LeaveOneOut {
        let all = Array(0..<strokeCount)
        let readings = try readings(
            of: [Variant(all)] + all.map { left in Variant(all.filter { $0 != left }) },
            label: label
        )
        let whole = readings[0]
        return LeaveOneOut(
            logProbabilityDrops: readings.dropFirst().map { whole.logProbability - $0.logProbability },
            probabilityDrops: readings.dropFirst().map { whole.probability - $0.probability }
        )
    }
}
