internal import SketchStreams

/// One line on the terminal that says how far the work has come, drawn at most ten times a second.
final class ProgressLine {
    private let verb: String
    private let start = ContinuousClock.now
    private var lastDrawn = ContinuousClock.now
    private var isDrawn = false

    init(verb: String) { self.verb = verb }

    func show(_ state: PipelineProgress) {
        let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
        var line = "\(verb): \(Counting.grouped(state.sketches)) sketches"
        if let total = state.totalBytes, total > 0 { line += ", \(min(100, state.bytes * 100 / total)) %" }
        line += ", \(Counting.grouped(Int(Double(state.sketches) / seconds)))/s"
        show(line)
    }

    /// Draws a line of other words, unless one was drawn a moment ago.
    func show(_ line: @autoclosure () -> String) {
        let now = ContinuousClock.now
        guard now - lastDrawn > .milliseconds(100) else { return }
        lastDrawn = now
        isDrawn = true
        _ = StandardStream.error.write("\r\u{1B}[K" + line().prefix(Paragraph.terminalWidth(of: .error) - 1))
    }

    func clear() {
        guard isDrawn else { return }
        isDrawn = false
        _ = StandardStream.error.write("\r\u{1B}[K")
    }
}
