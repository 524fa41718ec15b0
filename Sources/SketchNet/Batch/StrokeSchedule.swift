/// The order in which an LSTM reads all strokes of a batch at once: step by step, and in each step the strokes that are
/// long enough, longest first. The strokes alive in a step are therefore a prefix of those of the step before.
struct StrokeSchedule {
    /// The strokes, longest first; ties by index.
    private(set) var strokes: [Int] = []
    /// The number of strokes alive in each step.
    private(set) var alive: [Int] = []
    /// The row of each step's first stroke, followed by the number of all rows.
    private(set) var firstRows: [Int] = []
    private var next: [Int] = []

    var stepCount: Int { alive.count }
    var rowCount: Int { firstRows.last ?? 0 }

    func rows(ofStep step: Int) -> Range<Int> { firstRows[step]..<firstRows[step + 1] }

    /// Plans for strokes whose rows end at `strokeEnds`. No stroke is empty.
    mutating func plan(strokeEnds: [Int]) {
        var longest = 0
        var start = 0
        for end in strokeEnds {
            longest = max(longest, end - start)
            start = end
        }
        alive.removeAll(keepingCapacity: true)
        alive.append(contentsOf: repeatElement(0, count: longest))
        start = 0
        for end in strokeEnds {
            alive[end - start - 1] += 1
            start = end
        }
        // Turns the number of strokes that end in a step into the number alive, which is also where the strokes of that
        // length end in the order.
        for step in stride(from: longest - 2, through: 0, by: -1) { alive[step] += alive[step + 1] }
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: alive.dropFirst())
        next.append(0)
        strokes.removeAll(keepingCapacity: true)
        strokes.append(contentsOf: repeatElement(0, count: strokeEnds.count))
        start = 0
        for (stroke, end) in strokeEnds.enumerated() {
            let length = end - start
            strokes[next[length - 1]] = stroke
            next[length - 1] += 1
            start = end
        }
        firstRows.removeAll(keepingCapacity: true)
        firstRows.append(0)
        for count in alive { firstRows.append(firstRows[firstRows.count - 1] + count) }
    }
}
