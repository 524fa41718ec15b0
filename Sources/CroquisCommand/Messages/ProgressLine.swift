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
        show(ProgressText(verb: verb, state: state, seconds: seconds).line(columns: Self.columns))
    }

    /// Draws a line of other words, unless one was drawn a moment ago.
    func show(_ line: @autoclosure () -> String) {
        let now = ContinuousClock.now
        guard now - lastDrawn > .milliseconds(100) else { return }
        lastDrawn = now
        isDrawn = true
        _ = StandardStream.error.write("\r\u{1B}[K" + line().prefix(Self.columns))
    }

    /// A line that fills the terminal would be broken.
    private static var columns: Int { TerminalWindow.columns(of: .error) - 1 }

    func clear() {
        guard isDrawn else { return }
        isDrawn = false
        _ = StandardStream.error.write("\r\u{1B}[K")
    }
}
