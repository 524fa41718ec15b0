public import SketchNet

/// The start of several from which the network's loss came out lowest, and what happened from there.
public struct BestStart: Sendable {
    /// Its place among the starts.
    public let start: Int
    public let trace: InversionTrace
}

extension StrokeInverter {
    /// Optimises several starts of each sketch together, all of them at once, and keeps the best of each sketch; of
    /// equals, the earlier.
    /// - Parameter starts: for each sketch, tasks that differ in their start alone; at least one.
    /// - Throws: `InversionError` as `invert(_:by:in:)` does.
    public func invertFromBest(
        _ starts: [[InversionTask]],
        by method: InversionMethod,
        in workspace: SketchNetWorkspace<Float>
    ) throws(InversionError) -> [BestStart] {
        var traces = try invert(starts.flatMap { $0 }, by: method, in: workspace)[...]
        return starts.map { tasks in
            let own = Array(traces.prefix(tasks.count))
            traces = traces.dropFirst(tasks.count)
            let best = own.indices.min { own[$0].lossOfResult < own[$1].lossOfResult } ?? 0
            return BestStart(start: best, trace: own[best])
        }
    }
}

extension InversionTrace {
    /// The cross-entropy at the entry that is the answer.
    fileprivate var lossOfResult: Double { losses[result] }
}
