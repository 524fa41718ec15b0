internal import SketchModel

/// Draws for each sketch, one after another, the member that it goes to, so that each member gets exactly as many as it
/// should: Knuth's selection sampling (The Art of Computer Programming 2, section 3.4.2, algorithm S) for many sets.
struct SplitDraw {
    private var left: [Int]
    private var total: Int
    private var generator: SeededGenerator

    init(counts: [Int], seed: UInt64) {
        left = counts
        total = counts.reduce(0, +)
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> Int {
        guard left.count > 1, total > 0 else { return 0 }
        var place = generator.index(below: total)
        total -= 1
        for member in left.indices {
            if place < left[member] {
                left[member] -= 1
                return member
            }
            place -= left[member]
        }
        return 0
    }

    /// How many of `sketches` go to train, valid and test. What shares leave over goes to train.
    /// - Throws: `StrokeArrayError.splitsTooLarge`
    static func counts(_ sizes: StrokeArrayOptions.SplitSizes, of sketches: Int) throws(StrokeArrayError) -> [Int] {
        let others: [Int]
        var least = 0
        switch sizes {
        case .shares(let shares):
            // A hair more, so that 0.05 of 20 is 1.
            others = shares.dropFirst().map { Int(Double(sketches) * $0 + 1e-9) }
        case .counts(let counts):
            others = Array(counts.dropFirst())
            least = max(counts[0], 0)
        }
        var sum = least
        for count in others {
            let (next, overflow) = sum.addingReportingOverflow(count)
            sum = overflow ? Int.max : next
        }
        guard sum <= sketches else { throw .splitsTooLarge(sum: sum, sketches: sketches) }
        return [sketches - others.reduce(0, +)] + others
    }
}
