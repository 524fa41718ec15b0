internal import SketchReports
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

/// How far a run has come, in a line.
struct ProgressText {
    /// What the work is called.
    var verb: String
    var state: PipelineProgress
    /// Since the run began.
    var seconds: Double

    /// The fullest line that has room: the number of sketches, how far that is, how fast, and how long it will take.
    func line(columns: Int) -> String {
        let fast = perSecond.map { "\($0)/s" }
        let (far, left) = (far, secondsLeft.map { "\(Self.time($0)) left" })
        let candidates: [[String?]] = [
            [count(isShort: false, hasNoun: true), far, fast, left],
            [count(isShort: false, hasNoun: false), far, fast, left],
            [count(isShort: true, hasNoun: false), far, fast, left],
            [count(isShort: true, hasNoun: false), far, left],
            [count(isShort: true, hasNoun: false), far],
            [count(isShort: true, hasNoun: false)],
        ]
        let lines = candidates.lazy.map { "\(verb): " + $0.compactMap { $0 }.joined(separator: ", ") }
        return lines.first { $0.count <= columns } ?? String("\(verb)…".prefix(max(0, columns)))
    }

    private func count(isShort: Bool, hasNoun: Bool) -> String {
        func text(_ number: Int) -> String {
            isShort && number >= 1_000_000
                ? Counting.rounded(Double(number) / 1e6, digits: 1) + " M" : Counting.grouped(number)
        }
        let total = state.taken.map { " of \(text($0.limit))" } ?? ""
        let number = text(state.taken?.count ?? state.sketches) + total
        return hasNoun ? number + (number == "1" ? " sketch" : " sketches") : number
    }

    private var far: String? {
        if let files = state.files { return "file \(Counting.grouped(state.file)) of \(Counting.grouped(files))" }
        guard state.taken == nil, let share else { return nil }
        return "\(Int(share * 100)) %"
    }

    /// How much of the work is done, as a share of 1.
    private var share: Double? {
        if let taken = state.taken { return taken.limit > 0 ? Double(taken.count) / Double(taken.limit) : nil }
        if let total = state.totalBytes, total > 0 { return min(1, Double(state.bytes) / Double(total)) }
        return state.files.map { Double(state.file - 1) / Double($0) }
    }

    private var perSecond: String? {
        guard seconds > 0 else { return nil }
        let rate = Double(state.sketches) / seconds
        return rate < 10 ? Counting.rounded(rate, digits: 1) : Counting.grouped(Int(rate))
    }

    /// `nil` until enough is done to tell.
    private var secondsLeft: Int? {
        guard let share, share >= 0.001, seconds >= 0.5 else { return nil }
        let left = seconds * (1 - share) / share
        return left < 1e7 ? Int(left.rounded(.up)) : nil
    }

    /// `0:07`, `12:30`, `1:02:03`.
    static func time(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (minutes, hours) = (seconds / 60 % 60, seconds / 3600)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(seconds % 60)
    }
}
