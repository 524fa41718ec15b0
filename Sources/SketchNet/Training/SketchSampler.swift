internal import Platform
internal import SketchModel

/// Draws the sketches of each batch: classes in fixed shares, and every sketch of a class once before any is drawn
/// again.
///
/// The classes of a step are stratified, so that every batch is as even as its size allows. The result depends only on
/// the seed and the number of batches drawn before.
package struct SketchSampler: Sendable {
    private var members: [[Int32]]
    /// How many members of each class were drawn since they were last shuffled.
    private var cursors: [Int]
    /// For each class, the cumulative share up to and including it.
    private let shares: [Double]
    private var generator: SeededGenerator

    /// - Parameters:
    ///   - sketches: indices into `labels`; not empty.
    /// - exponent: a class's share is proportional to its count to this power: 0 draws all classes evenly, 1 by their
    ///   counts.
    package init(_ sketches: [Int], labels: [Int32], exponent: Double = 0, seed: UInt64) {
        precondition(!sketches.isEmpty, "There is no sketch to draw")
        let classes = Int(sketches.reduce(0) { max($0, labels[$1]) }) + 1
        var members = [[Int32]](repeating: [], count: classes)
        for index in sketches { members[Int(labels[index])].append(Int32(index)) }
        self.members = members.filter { !$0.isEmpty }
        let weights = self.members.map { pow(Double($0.count), exponent) }
        let total = weights.reduce(0, +)
        var before = 0.0
        shares = weights.map {
            before += $0 / total
            return before
        }
        cursors = self.members.map(\.count)
        generator = SeededGenerator(seed: seed, stream: 2)
    }

    /// Draws a batch, replacing the contents of `batch`.
    package mutating func draw(_ count: Int, into batch: inout [Int]) {
        batch.removeAll(keepingCapacity: true)
        for place in 0..<count {
            let share = (Double(place) + generator.unit()) / Double(count)
            batch.append(draw(from: firstClass(reaching: share)))
        }
    }

    private func firstClass(reaching share: Double) -> Int {
        var (low, high) = (0, shares.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if shares[middle] > share { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func draw(from kind: Int) -> Int {
        let count = members[kind].count
        if cursors[kind] == count {
            for index in stride(from: count - 1, to: 0, by: -1) {
                members[kind].swapAt(index, generator.index(below: index + 1))
            }
            cursors[kind] = 0
        }
        defer { cursors[kind] += 1 }
        return Int(members[kind][cursors[kind]])
    }
}
