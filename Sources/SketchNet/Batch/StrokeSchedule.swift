/// The order in which an LSTM reads the strokes of a batch at once: by steps, and in each step the strokes that are that
/// long, the longest stroke first. The strokes alive in a step are so the first ones of the step before.
struct StrokeSchedule {
    /// The strokes, the longest first; of equals, the earlier first.
    private(set) var strokes: [Int] = []
    /// How many strokes are alive in each step.
    private(set) var alive: [Int] = []
    /// The row of each step's first stroke, and the number of all rows.
    private(set) var firstRows: [Int] = []
    private var next: [Int] = []

    var stepCount: Int { alive.count }
    var rowCount: Int { firstRows.last ?? 0 }

    func rows(ofStep step: Int) -> Range<Int> { firstRows[step]..<firstRows[step + 1] }

    /// Plans for strokes whose rows end at `strokeEnds`. None of them is empty.
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
        // From how many end in a step to how many begin it: also where the strokes of a length end in the order.
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
